"""What an act brought the person who acted: what only they see, a form, complaints of a form, or Slack's own excuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simulators.slack.seeing import Modal, Seen, modal, see
from tests.simulators.slack.world import Person

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack


class Answer:
    """It is there as soon as the app has acknowledged, and goes on filling.

    `error` is Slack's own excuse: operation_timeout (nobody acknowledged in time), dispatch_failed (no app was there),
    http_service_error, not_supported_in_threads, invalid_command, trouble_connecting (the answer to a form was wrong).
    `errors` are complaints about a form, by label: the app's, or Slack's own, which the app never heard of.
    """

    def __init__(self, slack: Slack, person: Person) -> None:
        self._slack = slack
        self._person = person
        self._before = len(person.whispers)
        self._modals = list(person.modals)
        self.error = ""
        self.errors: dict[str, str] = {}

    @property
    def timed_out(self) -> bool:
        return self.error == "operation_timeout"

    @property
    def responded(self) -> bool:
        """Whether the app acknowledged."""
        return not self.error

    @property
    def messages(self) -> list[Seen]:
        """What only they see, since they acted."""
        return [see(self._slack, self._person, each) for each in self._person.whispers[self._before :]]

    @property
    def text(self) -> str:
        """All of that as one text."""
        return "\n".join(each.text for each in self.messages)

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def buttons(self) -> list[str]:
        return [label for each in self.messages for label in each.buttons]

    @property
    def ephemeral(self) -> bool:
        return bool(self.messages)

    @property
    def modal(self) -> Modal | None:
        """The form that is on their screen because of it."""
        return modal(self._slack, self._person) if self._person.modals != self._modals else None

    async def final(self) -> Answer:
        """Wait until something is there to see."""
        await self._slack.until(lambda: self.messages or self.modal or self.error or self.errors)
        return self

    async def followup(self, number: int = 1) -> Seen:
        """The first (second …) message that only they see, once it is there."""
        await self._slack.until(lambda: len(self.messages) >= number)
        return self.messages[number - 1]

    def __repr__(self) -> str:
        return f"Answer(text={self.text!r}, modal={self.modal!r}, error={self.error!r}, errors={self.errors!r})"
