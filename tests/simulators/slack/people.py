"""What people do in a simulated Slack, and what they see there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulators.slack.world import Channel, Payload, Person, View

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack


class Team:
    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def user(self, real_name: str, **fields: Any) -> User:
        return User(self._slack, self._slack.world.add_person(real_name, **fields))

    def channel(self, name: str, *, private: bool = False, members: Any = ()) -> Channel:
        ids = [each.person.id for each in members]
        world = self._slack.world
        return world.add_channel(
            name, "private" if private else "public", ids[0] if ids else world.bot.id, [*ids, world.bot.id]
        )


class Got:
    """What a person got; it goes on filling."""

    def __init__(self, user: User, *, error: str = "") -> None:
        self._user = user
        self._start = len(user.person.whispers)
        self.error = error

    @property
    def text(self) -> str:
        return "\n".join(each.text for each in self._user.person.whispers[self._start :])


class User:
    def __init__(self, slack: Slack, person: Person) -> None:
        self._slack = slack
        self.person = person

    async def types(self, text: str, channel: Channel) -> Got:
        slack, world = self._slack, self._slack.world
        got = Got(self)
        command, _, rest = text.partition(" ")
        payload = {
            "token": slack.verification_token, "team_id": world.team_id, "team_domain": world.domain,
            "channel_id": channel.id, "channel_name": channel.name, "user_id": self.person.id,
            "user_name": self.person.name, "command": command, "text": rest, "api_app_id": world.app_id,
            "is_enterprise_install": "false", "response_url": f"{slack.url}/commands/x",
            "trigger_id": slack.triggers.give(self.person, channel=channel.id),
        }  # fmt: skip
        ack = await slack.delivery.ask("slash_commands", payload)
        got.error = ack.failure
        return got

    @property
    def modal(self) -> View | None:
        return self._slack.surfaces.shown(self.person)

    async def submits(self, values: Payload) -> Got:
        view = self.modal
        assert view is not None
        payload = {
            "type": "view_submission", "team": {"id": self._slack.world.team_id, "domain": "x"},
            "user": {"id": self.person.id, "name": self.person.name}, "api_app_id": self._slack.world.app_id,
            "trigger_id": self._slack.triggers.give(self.person, from_modal=True),
            "view": {**view.payload, "state": {"values": values}}, "response_urls": [],
        }  # fmt: skip
        got = Got(self)
        ack = await self._slack.delivery.ask("interactive", payload)
        got.error = ack.failure
        if not ack.failure and not ack.body:
            self._slack.surfaces.close_top(self.person)
        return got

    def sees(self, channel: Channel) -> list[str]:
        return [each.text for each in channel.in_order()]
