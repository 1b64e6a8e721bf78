"""What people do in the stories of a year, by the buttons and forms of their own platform; each act is noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.db.tx import Tx
from bot.features.events.model import Event, Occurrence, events, occurrences
from tests.simulators import discord as sea
from tests.simulators import slack as land
from tests.stories.asked import Affair, Diary, Spell
from tests.stories.living import Life
from tests.stories.reading import read

Card = TypeVar("Card", land.Seen, sea.Message)
ANSWERS = {
    "Going": "going", "J’y serai": "going", "Can't go": "no", "Je ne peux pas": "no", "Peut-être": "maybe",
    "Tell me the date": "maybe", "Me dire la date": "maybe",
}  # fmt: skip
"""Whoever only wants to know the date may come, and has not said that they do."""


@dataclass(slots=True)
class Story:
    """A community that lives, and the diary of it; `slug` is what people type."""

    life: Life
    diary: Diary
    slug: str
    french: bool = False

    @property
    def now(self) -> datetime:
        return self.life.clock.now()

    def affair(self, title: str, number: int = 1) -> Affair:
        return next(each for each in self.diary.affairs if each.title == title and each.number == number)

    async def on(self, day: str, clock: str = "12:00") -> None:
        """Everything that falls due until then, on the clocks of the community."""
        await self.life.until(self.moment(f"{day} {clock}"))

    def moment(self, wall: str) -> datetime:
        """By the clock of the community, in the year of the story unless another is said: `10 Jan 2019 14:00`."""
        day, _, clock = wall.rpartition(" ")
        said = day if day.count(" ") == 2 else f"{day} {self.diary.begins.year}"
        typed = datetime.strptime(f"{said} {clock} +0000", "%d %b %Y %H:%M %z")
        return typed.replace(tzinfo=ZoneInfo(self.diary.zone)).astimezone(UTC)

    # Whoever plans.

    async def fixes(self, who: str, title: str, wall: str) -> None:
        """A provisional period becomes a date, by the form."""
        await self._timed(who, title, "Confirm", "Confirm", wall)
        self.diary.given.append(self.now)
        self.diary.change(self.now, "fixed", self.affair(title), who, self.moment(wall))

    async def moves(self, who: str, title: str, wall: str) -> None:
        await self._timed(who, title, "Move", "Move it", wall)
        self.diary.change(self.now, "moved", self.affair(title), who, self.moment(wall))

    async def _timed(self, who: str, title: str, label: str, sure: str, wall: str) -> None:
        when = f"{wall.rpartition(' ')[0]} {self.diary.begins.year} {wall.rpartition(' ')[2]}"
        page = await self._manages(who, title)
        if isinstance(page, land.Answer):
            martha = self.life.lander(who)
            form = await (await martha.presses(None, label)).final()
            assert form.modal is not None, form.text
            sent = await martha.submits(form, {"when": when})
            assert sent.errors == {}
            await self.life.settled()
            await martha.presses(None, sure)
        else:
            dora = self.life.sailor(who)
            opened = await dora.press(page, label)
            assert opened.modal is not None, opened.text
            shown = await dora.submit(opened, {"when": when})
            await self.life.settled()
            await dora.press(await shown.final(), sure)
        await self.life.settled()

    async def cancels(self, who: str, title: str) -> None:
        await self._presses_in_turn(who, title, "Cancel", "Cancel it")
        self.diary.change(self.now, "cancelled", self.affair(title), who, None)

    async def calls_off(self, who: str, title: str, number: int) -> None:
        """From the letter that offers it, as nothing is on the agenda."""
        await self.answers_letter(who, "Cancel this month")
        self.diary.change(self.now, "cancelled", self.affair(title, number), who, None)

    async def restores(self, who: str, title: str) -> None:
        back = self.affair(title).spells[-2].starts
        await self._presses_in_turn(who, title, "Restore")
        self.diary.change(self.now, "restored", self.affair(title), who, back)

    async def _presses_in_turn(self, who: str, title: str, *labels: str) -> None:
        page = await self._manages(who, title)
        for label in labels:
            if isinstance(page, land.Answer):
                await self.life.lander(who).presses(None, label)
            else:
                page = await (await self.life.sailor(who).press(page, label)).final()
            await self.life.settled()

    async def _manages(self, who: str, title: str) -> land.Answer | sea.Answer:
        """The page of something in the calendar."""
        if self.life.cast[who].on_slack:
            martha = self.life.lander(who)
            await (await martha.types(self.life.homes.council, f"/community calendar {self.slug}")).final()
            await self.life.settled()
            identity = await self.life.app.database.run(lambda tx: _time_of(tx, title, self.now))
            answer = await martha.presses(None, f"events.manage:{identity}")
            await self.life.settled()
            return answer
        dora = self.life.sailor(who)
        calendar = await dora.slash(self.life.homes.admins, "calendar", community=self.slug)
        await self.life.settled()
        page = await (await dora.press(await calendar.final(), "Manage")).final()
        await self.life.settled()
        assert title in page.text, page.text
        return page

    async def announces(self, who: str, title: str) -> None:
        """Written in the form, sent after the moment in which it can be taken back."""
        martha = self.life.lander(who)
        form = await (await martha.types(self.life.homes.council, f"/community announce {self.slug}")).final()
        assert form.modal is not None, form.text
        await (await martha.submits(None, {"Title": title, "Text": "It is here."})).followup()
        await self.life.settled()
        await martha.presses(None, "Send")
        await self.life.settled()
        await self.life.until(self.now + timedelta(seconds=20))
        self.diary.announced.append((self.now, title, who))
        self.diary.given.append(self.now)

    async def plans(self, who: str, command: str, *times: str, **values: str) -> None:
        """A single time, or a series with the times at which the rules of its rhythm have it this year."""
        kind = command.rpartition(" ")[2] if command.startswith("event") else command.split()[0]
        if self.life.cast[who].on_slack:
            martha = self.life.lander(who)
            form = await (await martha.types(self.life.homes.council, f"/community {command} {self.slug}")).final()
            assert form.modal is not None, form.text
            sent = await martha.submits(form, values)
            assert sent.errors == {}
            await self.life.settled()
            await martha.presses(None, "Plan it")
        else:
            dora = self.life.sailor(who)
            form_at_sea = await dora.slash(self.life.homes.admins, command, community=self.slug)
            assert form_at_sea.modal is not None, form_at_sea.text
            shown = await dora.press(await dora.submit(form_at_sea, values), "That is all")
            await self.life.settled()
            await dora.press(await shown.final(), "Plan it")
        await self.life.settled()
        self.diary.given.append(self.now)
        for number, each in enumerate(times, 1):
            known = Affair(values["title"], kind, self.now, [], number=number, series="repeats" in values)
            if " " in each:
                known.spells.append(Spell(self.now, self.moment(each)))
            self.diary.affairs.append(known)

    async def plans_roughly(self, who: str, command: str, opens: str, **values: str) -> None:
        """What has only a period yet, whose first day is this one."""
        await self.plans(who, command, "uncertain", **values)
        known = self.diary.affairs[-1]
        known.spells.append(Spell(self.now, None))
        known.opens = self.moment(f"{opens} 00:00")

    async def gathers(self, who: str, title: str, kind: str, text: str) -> None:
        """What remains of the webinar that took place last."""
        martha = self.life.lander(who)
        form = await (await martha.types(self.life.homes.council, f"/community webinar recording {self.slug}")).final()
        assert form.modal is not None, form.text
        assert (await martha.submits(form, {kind: text})).errors == {}
        await self.life.settled()
        self.affair(title).gathered[kind] = self.now
        self.diary.given.append(self.now)

    async def waives(self, who: str, title: str, kind: str, called: str) -> None:
        """Chosen below the checklist: there will be none of it. That is nothing given."""
        martha = self.life.lander(who)
        menu = "Pas cette fois" if self.french else "Not for this one"
        card = self._card(martha.messages(self.life.homes.council), title, menu=menu)
        await martha.picks(card, menu, called)
        await self.life.settled()
        self.affair(title).gathered[kind] = self.now

    async def writes_minutes(self, who: str, title: str) -> None:
        martha = self.life.lander(who)
        form = await (await martha.types(self.life.homes.council, f"/community meeting minutes {self.slug}")).final()
        assert form.modal is not None, form.text
        assert (await martha.submits(form, {"present": "Awa", "decisions": "We go on."})).errors == {}
        await self.life.settled()
        self.diary.minutes.append((self.now, title))
        self.diary.given.append(self.now)

    async def answers_letter(self, who: str, label: str) -> None:
        """The last private message with such a button."""
        somebody = self.life.cast[who].user
        if isinstance(somebody, land.User):
            await somebody.presses(self._card(somebody.messages(somebody.dm), "", label), label)
        else:
            await (await somebody.press(self._card(somebody.messages(somebody.dm), "", label), label)).final()
        await self.life.settled()

    # Whoever comes.

    async def says(self, title: str, label: str, *names: str, number: int = 1) -> None:
        """Going, Can't go, Tell me the date, on the card in the channel."""
        for who in names:
            await self._presses_card(who, title, label)
            self.affair(title, number).answers.setdefault(who, []).append((self.now, ANSWERS[label]))

    async def is_there(self, title: str, label: str, *names: str) -> None:
        """I'm here: it takes place, which the channel's reminders say by now, and that is a sign of life."""
        said = [each for where in ("hall", "room") for each in read(self.life.stands(where), self.diary.zone)]
        assert not [each for each in said if (each.kind, each.about) == ("reminder", title)]
        for who in names:
            await self._presses_card(who, title, label)
            self.affair(title).present.add(who)
        self.diary.given.append(self.now)

    def opined(self, title: str) -> None:
        """Somebody said how it was, for the first time: administrators see it from now on."""
        self.diary.opined.append((self.now, title))

    async def _presses_card(self, who: str, title: str, label: str) -> None:
        somebody, homes = self.life.cast[who].user, self.life.homes
        if isinstance(somebody, land.User):
            await (await somebody.presses(self._card(somebody.messages(homes.hall), title, label), label)).final()
        else:
            await (await somebody.press(self._card(somebody.messages(homes.room), title, label), label)).final()
        await self.life.settled()

    async def adds_to_agenda(self, who: str, title: str, text: str, *, number: int) -> None:
        awa = self.life.lander(who)
        card = self._card(awa.messages(self.life.homes.hall), title, "Add to the agenda")
        form = await (await awa.presses(card, "Add to the agenda")).final()
        assert (await awa.submits(form, {"text": text})).errors == {}
        await self.life.settled()
        self.affair(title, number).agenda = self.now

    async def mutes(self, who: str, until: str) -> None:
        """Reminders of this community, from below the last one."""
        lise = self.life.lander(who)
        form = await (await lise.presses(None, "Faire taire…")).final()
        typed = f"{self.moment(until).astimezone(ZoneInfo(self.diary.zones[who])):%Y-%m-%d %H:%M}"
        assert (await lise.submits(form, {"until": typed})).errors == {}
        await self.life.settled()
        self.diary.muted[who] = (self.now, self.moment(until))

    async def stops(self, who: str, title: str) -> None:
        """No more reminders of this one, from below the last."""
        await self.answers_letter(who, "Plus de rappels pour cet événement")
        self.affair(title).stopped[who] = self.now

    @staticmethod
    def _card(messages: Sequence[Card], title: str, label: str = "", menu: str = "") -> Card:
        """The newest message about it in which that can be pressed, or chosen."""
        return next(
            each for each in reversed(messages)
            if title in each.text and (label in each.buttons or (isinstance(each, land.Seen) and menu in each.menus))
        )  # fmt: skip


def _time_of(tx: Tx, title: str, now: datetime) -> str:
    rows = tx.all(
        select(occurrences).join(events, events.c.id == occurrences.c.event)
        .where(events.c.title == title, occurrences.c.ends > now).order_by(occurrences.c.at), Occurrence,
    )  # fmt: skip
    return rows[0].id


def noted(tx: Tx, zone: str) -> list[Affair]:
    """What a calendar brought in, as its file has it: titles, types, and the first day of each period."""
    found = tx.all(select(events).order_by(events.c.start, events.c.id), Event)
    return [
        Affair(
            each.title, str(each.type), each.created_at, [Spell(each.created_at, None)], imported=True,
            opens=datetime.fromisoformat(each.start[:16]).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC),
        )
        for each in found
    ]  # fmt: skip
