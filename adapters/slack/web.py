"""HTTP mode: what Slack posts to our address; what is not signed, is old or was there before is refused unread.

Slack's reference, "Verifying requests": a request is signed with its time, and good for five minutes.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, field

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.chat.port import Request, Response

log = logging.getLogger(__name__)

PATH = "/slack/events"
"""Where Slack posts events, commands and everything that people press."""

GOOD_FOR = 330.0
"""Seconds for which a signature is remembered: somewhat longer than it is good for."""

REFUSED = Response(401, "refused")
UNREADABLE = Response(400, "not understood")
NOT_YET = Response(503, "not connected yet")


@dataclass(slots=True)
class Door:
    """`seen` are the signatures of what was let in, with when that was, in seconds of the loop's clock."""

    app: AsyncApp
    verifier: SignatureVerifier
    seen: OrderedDict[str, float] = field(default_factory=OrderedDict)
    told: bool = False

    async def answer(self, request: Request) -> Response:
        """What Bolt says to it; the same signature twice is Slack itself only where it says that it tells again."""
        signature, now = request.headers.get("x-slack-signature", ""), asyncio.get_running_loop().time()
        if not self._signed(request):
            self._refused(signature)
            return REFUSED
        while self.seen and next(iter(self.seen.values())) < now - GOOD_FOR:
            self.seen.popitem(last=False)
        if signature in self.seen and not _told_again(request):
            log.warning("A request that was there before is refused")
            return REFUSED
        self.seen[signature] = now
        try:
            read = AsyncBoltRequest(
                body=request.body.decode("utf-8"),
                headers={name: [value] for name, value in request.headers.items()},
            )
        except (ValueError, TypeError, AttributeError):  # what Bolt raises of a body that is no object
            return UNREADABLE
        answered = await self.app.async_dispatch(read)
        media_type = "application/json" if answered.body.startswith("{") else "text/plain"
        return Response(answered.status, answered.body, media_type)

    def _signed(self, request: Request) -> bool:
        """Before anything of it is read: whoever guesses costs nothing, and locks out nobody."""
        try:
            return self.verifier.is_valid_request(request.body, request.headers)
        except (ValueError, TypeError):  # a time that is no number, a signature or a body that is no text
            return False

    def _refused(self, signature: str) -> None:
        """Say it once: a secret that is not the app's own keeps all of Slack out."""
        if signature and not self.told:
            self.told = True
            log.warning(
                "A request whose signature does not fit signing_secret of [slack] was refused. If nothing of Slack's "
                "comes through, copy it anew: api.slack.com/apps, your app, Basic Information, App Credentials; set "
                "PALABRE_SLACK__SIGNING_SECRET and start again."
            )


def _told_again(request: Request) -> bool:
    """Only events are told again, at once the first time: in the same second, so with the same signature.

    The mark is not signed and proves nothing, but an event has an id by which it is handled once.
    """
    return "x-slack-retry-num" in request.headers and request.body.startswith(b"{")
