"""What whoever follows a series reads, and the buttons below the card of each of its times; no SQL."""

from __future__ import annotations

from bot.chat.message import Button, Buttons, Message, Paragraph, Part, Small, message, say
from bot.chat.text import Words, t
from bot.features.communities.model import Community
from bot.features.events.model import Event
from bot.features.series.model import Whole
from bot.features.series.service import Followed


def follow_button(row: Event) -> Button:
    return Button(t("button-follow-series"), f"series.follow:{row.id}")


def stop_button(row: Event) -> Button:
    return Button(t("button-stop-following"), f"series.stop:{row.id}")


def calendar_button(community: Community) -> Button:
    return Button(t("button-calendar"), f"events.calendar:{community.id}/0")


def subscribe_button(row: Event) -> Button:
    return Button(t("button-subscribe-series"), f"series.subscribe:{row.id}")


def sessions_button(row: Event) -> Button:
    return Button(t("button-sessions"), f"series.sessions:{row.id}")


def below(row: Event, *, subscribable: bool) -> tuple[Part, ...]:
    return (Buttons((follow_button(row), *((subscribe_button(row),) if subscribable else ()))),)


def followed(it: Whole, found: Followed) -> Message:
    """One sentence for all of it: nobody hears of each time."""
    text = t(
        "series-followed", title=Words(it.row.title), again="yes" if found.again else "no", waiting=found.waiting,
        own=found.own,
    )  # fmt: skip
    return say(text, stop_button(it.row))


def subscribed(it: Whole, address: str, *, anew: bool) -> Message:
    """The secret address; whoever suspects that somebody else knows it gets another one."""
    text = t("series-subscribed", title=Words(it.row.title), anew="yes" if anew else "no")
    again = Button(t("button-new-address"), f"series.resubscribe:{it.row.id}")
    return message(Paragraph(text), Paragraph(Words(address)), Small(t("events-secret")), Buttons((again,)))


def stopped(it: Whole) -> Message:
    return say(t("series-stopped", title=Words(it.row.title)), follow_button(it.row))
