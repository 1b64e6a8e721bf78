"""HTTP mode: signed requests to the app's request URL, and what Slack makes of the answers."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.simulators.slack.delivery import Ack, Envelope, Line
from tests.simulators.slack.world import Payload

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
_REASONS = {"timeout": "http_timeout"}


class RequestUrl(Line):
    """Signs with the machine's time, since apps compare it with theirs; `age` makes requests that many seconds old."""

    def __init__(self, signing_secret: str) -> None:
        self.signing_secret = signing_secret
        self.url = ""
        self.age = 0
        self._session: aiohttp.ClientSession | None = None

    async def verify(self, url: str, token: str) -> bool:
        """url_verification: the address must answer with the challenge before Slack takes it."""
        self.url = url
        challenge = secrets.token_urlsafe(24)
        body = json.dumps({"token": token, "challenge": challenge, "type": "url_verification"})
        status, answer, _ = await self._post(body, JSON)
        given = answer.get("challenge") if isinstance(answer, dict) else answer
        return status == 200 and given == challenge

    async def send(self, envelope: Envelope) -> Ack:
        if not self.url:
            return Ack(failure="connection_failed")
        headers = {}
        if envelope.retry:
            headers["x-slack-retry-num"] = str(envelope.retry.attempt)
            headers["x-slack-retry-reason"] = _REASONS.get(envelope.retry.reason, envelope.retry.reason)
        try:
            status, answer, answered = await self._post(*_written(envelope), headers)
        except (aiohttp.ClientError, OSError):
            return Ack(failure="connection_failed")
        no_retry = answered.get("X-Slack-No-Retry") == "1"
        return Ack(answer or None) if status == 200 else Ack(failure="http_error", no_retry=no_retry)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    def signature(self, timestamp: str, body: str) -> str:
        signed = hmac.new(self.signing_secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256)
        return f"v0={signed.hexdigest()}"

    async def _post(
        self, body: str, kind: str, headers: dict[str, str] | None = None
    ) -> tuple[int, Any, dict[str, str]]:
        if self._session is None:
            self._session = aiohttp.ClientSession(trust_env=False)
        timestamp = str(int(time.time()) - self.age)
        signed = {
            "Content-Type": kind, "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": self.signature(timestamp, body),
        }  # fmt: skip
        async with self._session.post(self.url, data=body.encode(), headers={**signed, **(headers or {})}) as answer:
            text = await answer.text()
            return answer.status, _read(text, answer.content_type), dict(answer.headers)


def _written(envelope: Envelope) -> tuple[str, str]:
    """Events come as JSON, commands as a form, presses and forms as a form with one field `payload`."""
    if envelope.kind == "events_api":
        return json.dumps(envelope.payload), JSON
    fields: Payload = envelope.payload
    if envelope.kind == "interactive":
        fields = {"payload": json.dumps(envelope.payload)}
    return urlencode(fields), FORM


def _read(text: str, kind: str) -> Any:
    if kind == JSON and text:
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return text
    return text
