"""What Slack sends to the app, and what happens when the app does not answer within three seconds.

Events are sent again at once, after a minute and after five minutes, then lost. Commands and presses are not.
"""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from tests.simulators.slack.clock import Timers
from tests.simulators.slack.world import Payload

Kind = Literal["events_api", "slash_commands", "interactive"]

DEADLINE = 3.0
"""Seconds in which an app must acknowledge."""

PATIENCE = 40.0
"""Seconds of real time that a person waits when time is the test's."""

RETRY_AFTER = (0.0, 60.0, 300.0)
"""Seconds after each failure: "nearly immediately", after a minute, after five."""


@dataclass(frozen=True, slots=True)
class Retry:
    attempt: int
    reason: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """One thing sent. `retry` is None the first time, and when Slack forgets to say that it is a repetition."""

    kind: Kind
    payload: Payload
    id: str
    accepts_answer: bool
    retry: Retry | None = None


@dataclass(frozen=True, slots=True)
class Ack:
    """How the app took it. `failure` is empty, or why Slack believes that it was not taken."""

    body: Any = None
    failure: Literal["", "timeout", "connection_failed", "http_error"] = ""
    no_retry: bool = False


class Line(Protocol):
    """How envelopes reach the app: its own sockets, or its request URL."""

    async def send(self, envelope: Envelope) -> Ack:
        """Returns at the app's answer, however late; the caller keeps the deadline."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """A trace of one attempt, for tests that count."""

    envelope: Envelope
    ack: Ack


class Delivery:
    """Sends; `lossy` drops events that find nobody listening, `forgetful` repeats without the retry mark."""

    def __init__(self, line: Line, timers: Timers) -> None:
        self.line = line
        self.timers = timers
        self.lossy = False
        self.forgetful = False
        self.attempts: list[Delivered] = []
        self.under_way = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def tell(self, payload: Payload) -> None:
        """An event: nobody waits for it."""
        self.under_way += 1
        self._start(self._deliver(payload))

    async def ask(self, kind: Kind, payload: Payload, *, accepts_answer: bool = True) -> Ack:
        """Something that a person waits for; AssertionError when nobody answers and the test's clock stands still."""
        try:
            return await asyncio.wait_for(
                self._attempt(Envelope(kind, payload, str(uuid.uuid4()), accepts_answer)), PATIENCE
            )
        except TimeoutError:
            raise AssertionError("the app has not answered, and the test's clock stands still") from None

    async def repeat(self, payload: Payload, *, marked: bool = True) -> Ack:
        """Deliver an event once more, as if the acknowledgement had been lost on the way."""
        retry = Retry(1, "timeout") if marked else None
        return await self._attempt(Envelope("events_api", payload, str(uuid.uuid4()), False, retry))

    def sent(self, event: str) -> list[Payload]:
        """Every event of this type that was sent, each once, in order."""
        found = [each.envelope.payload for each in self.attempts if each.envelope.kind == "events_api"]
        return list({each["event_id"]: each for each in found if each["event"]["type"] == event}.values())

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, payload: Payload) -> None:
        reason = ""
        for attempt, wait in enumerate((None, *RETRY_AFTER)):
            if wait is not None:
                await self._wait(wait)
                self.under_way += 1
            retry = Retry(attempt, reason) if attempt and not self.forgetful else None
            ack = await self._attempt(Envelope("events_api", payload, str(uuid.uuid4()), False, retry))
            self.under_way -= 1
            if not ack.failure or ack.no_retry or (self.lossy and ack.failure == "connection_failed"):
                return
            reason = ack.failure

    async def _attempt(self, envelope: Envelope) -> Ack:
        sending = asyncio.ensure_future(self.line.send(envelope))
        late: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        timer = self.timers.later(DEADLINE, lambda: None if late.done() else late.set_result(None))
        try:
            await asyncio.wait((sending, late), return_when=asyncio.FIRST_COMPLETED)
            ack = sending.result() if sending.done() else Ack(failure="timeout")
        finally:
            timer.cancel()
            late.cancel()
            if not sending.done():
                self._start(_abandoned(sending))
        self.attempts.append(Delivered(envelope, ack))
        return ack

    async def _wait(self, seconds: float) -> None:
        if not seconds:
            return
        due = asyncio.Event()
        self.timers.later(seconds, due.set)
        await due.wait()


async def _abandoned(sending: asyncio.Future[Ack]) -> None:
    """An answer after the deadline is nobody's any more."""
    try:
        await sending
    except asyncio.CancelledError:
        sending.cancel()
        raise
