"""The workspace as a test sets it up: people and channels, and what an administrator does to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tests.simulators.slack import events, talking
from tests.simulators.slack.api.users import about
from tests.simulators.slack.people import Place, User, channel_of
from tests.simulators.slack.seeing import Impossible
from tests.simulators.slack.world import Channel

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack


class Team:
    """`general` is where everybody is. What is set up before the app is online, the app never hears of."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self.users: list[User] = []
        world = slack.world
        self.general = world.add_channel("general", "public", world.bot.id, [])
        self.general.general = True

    @property
    def id(self) -> str:
        return self._slack.world.team_id

    @property
    def bot(self) -> User:
        """The app's own account, for member lists and invitations."""
        return User(self._slack, self._slack.world.bot)

    def user(
        self, name: str, *, tz: str = "Europe/London", locale: str = "en-US", email: str = "", dms: bool = True,
        guest: bool | str = False, stranger: bool = False, admin: bool = False, robot: bool = False,
    ) -> User:  # fmt: skip
        """Somebody with an account. `guest` is True for a guest of several channels, "single" for one of one channel.

        A `stranger` belongs to another organisation and is met in shared channels only (Slack Connect). A `robot` is
        another app's bot.
        """
        world = self._slack.world
        fields = {"email": email} if email else {}
        fields |= {"team": world.new_id("T")} if stranger else {}
        fields |= {"bot_id": world.new_id("B")} if robot else {}
        person = world.add_person(
            name, tz=tz, locale=locale, dms=dms, guest="multi" if guest is True else guest or "", stranger=stranger,
            admin=admin, is_bot=robot, **fields,
        )  # fmt: skip
        if not guest and not stranger:
            self.general.members.append(person.id)
            if self._slack.online:
                events.emit(
                    self._slack,
                    {
                        "type": "team_join",
                        "user": about(person, self._slack.timers.clock.now()),
                        "event_ts": world.new_ts(),
                    },
                )
        self.users.append(User(self._slack, person))
        return self.users[-1]

    def channel(
        self, name: str, *, private: bool = False, members: Iterable[User] = (), bot: bool = True, shared: bool = False,
        read_only: bool = False,
    ) -> Channel:  # fmt: skip
        """A channel, with the bot in it unless `bot` is False. `shared` is with another organisation."""
        world = self._slack.world
        ids = [each.person.id for each in members]
        creator = ids[0] if ids else "USLACKBOT"
        channel = world.add_channel(
            name, "private" if private else "public", creator, [*ids, *([world.bot.id] if bot else [])]
        )
        channel.shared, channel.read_only = shared, read_only
        if self._slack.online:
            self._tell_new(channel)
        return channel

    def _tell_new(self, channel: Channel) -> None:
        world = self._slack.world
        if channel.kind == "public":
            shown = {"id": channel.id, "name": channel.name, "created": channel.created, "creator": channel.creator}
            events.emit(self._slack, {"type": "channel_created", "channel": shown, "event_ts": world.new_ts()})
        if world.bot.id in channel.members:
            events.membership_event(self._slack, channel, world.bot, left=False, inviter=channel.creator)

    def find(self, name: str) -> Channel:
        """A channel by its name, however it came to be."""
        channel = self._slack.world.channel_named(name)
        if channel is None:
            raise Impossible(f"there is no channel called {name}")
        return channel

    def archives(self, channel: Place) -> None:
        """An administrator archives a channel."""
        place = channel_of(self._slack, channel)
        place.archived = True
        admin = next((each.person.id for each in self.users if each.person.admin), "USLACKBOT")
        talking.notice(self._slack, place, admin, "archive", "archived the channel")
        events.channel_event(self._slack, place, "archive", {"channel": place.id, "user": admin})

    def unarchives(self, channel: Place) -> None:
        """Slack keeps who was in a private channel; of a public one only who brings it back is inside (its help)."""
        place = channel_of(self._slack, channel)
        place.archived = False
        if place.kind == "public":
            place.members = []
        events.channel_event(self._slack, place, "unarchive", {"channel": place.id, "user": "USLACKBOT"})

    def deletes(self, channel: Place) -> None:
        """The channel is gone for good, with everything in it."""
        place = channel_of(self._slack, channel)
        events.channel_event(self._slack, place, "deleted", {"channel": place.id})
        del self._slack.world.channels[place.id]

    def renames(self, channel: Place, name: str) -> None:
        place = channel_of(self._slack, channel)
        place.previous_names.append(place.name)
        place.name = name
        about = {"id": place.id, "name": name, "created": place.created}
        events.channel_event(self._slack, place, "rename", {"channel": about})

    def converts(self, channel: Place, *, private: bool) -> None:
        """An administrator turns a public channel into a private one, or back."""
        channel_of(self._slack, channel).kind = "private" if private else "public"

    def removes_bot(self, channel: Place) -> None:
        """Somebody removes the app from a channel."""
        talking.go_out(self._slack, self._slack.world.bot, channel_of(self._slack, channel))

    def invites_bot(self, channel: Place) -> None:
        """Somebody in a channel invites the app."""
        talking.come_in(self._slack, self._slack.world.bot, channel_of(self._slack, channel), inviter="USLACKBOT")

    def deactivates(self, user: User) -> None:
        """Their account is closed: user_change with `deleted`, and they are in no channel any more."""
        person = user.person
        person.deleted = True
        for channel in self._slack.world.channels.values():
            if person.id in channel.members and channel.kind != "im":
                channel.members.remove(person.id)
        talking.person_changed(self._slack, person, about(person, self._slack.timers.clock.now()))

    def reactivates(self, user: User) -> None:
        """The same account again; the channels do not come back by themselves."""
        user.person.deleted = False
        self.general.members.append(user.person.id)
        talking.person_changed(self._slack, user.person, about(user.person, self._slack.timers.clock.now()))

    def hides_history(self, *, before: str) -> None:
        """A free workspace after 90 days: messages older than this ts can no longer be read by anybody."""
        for channel in self._slack.world.channels.values():
            for ts in [each for each in channel.messages if float(each) < float(before)]:
                channel.drop(ts)
