"""Asking Slack: paced below its limits by method, obeying its pauses, every failure one of the port's two.

Slack's reference, "Rate limits": 20, 50 or 100 calls of a method a minute by its tier, about one message a second and
channel; what is too much is answered with 429 and the seconds to wait.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, get_args
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.port import Trouble, TryLater, Undeliverable
from bot.errors import in_words

log = logging.getLogger(__name__)

TIMEOUT = 30.0
"""Seconds for one call; what takes longer is in doubt."""

RARE, USUAL, OFTEN, POSTS = 20, 50, 100, 240
"""Calls of a method a minute: tiers 2, 3 and 4, and messages to a whole workspace ("several hundred")."""

A_MINUTE = {
    **dict.fromkeys(
        ("conversations.archive", "conversations.create", "conversations.list", "conversations.setTopic", "pins.add",
         "pins.remove", "users.list"), RARE,
    ),
    **dict.fromkeys(
        ("conversations.members", "files.completeUploadExternal", "files.getUploadURLExternal", "users.info",
         "views.publish", "chat.postEphemeral"), OFTEN,
    ),
    "chat.postMessage": POSTS,
}  # fmt: skip

BURST = 10
"""So many calls leave at once before they are spread."""

PATIENCE = 2.0
"""Seconds that a call waits here for its turn; beyond, the job goes back and others get theirs."""

GONE = frozenset(
    """channel_not_found user_not_found users_not_found message_not_found thread_not_found user_disabled
    no_item_specified file_not_found file_deleted account_inactive_user""".split()  # noqa: SIM905 - a list of words
)
CLOSED = frozenset(
    """cannot_dm_bot messages_tab_disabled user_not_visible cannot_message_user not_allowed_to_dm
    dm_not_allowed""".split()  # noqa: SIM905 - a list of words
)
LATER = frozenset(
    """ratelimited rate_limited fatal_error internal_error service_unavailable request_timeout
    team_added_to_org invalid_auth account_inactive token_revoked token_expired not_authed
    org_login_required""".split()  # noqa: SIM905 - a list of words
)
"""What may pass, a token that is exchanged included: nothing is lost meanwhile."""

FORBIDDEN: dict[str, Trouble] = {
    "not_in_channel": "not-in-channel",
    "is_archived": "channel-archived",
    "channel_is_archived": "channel-archived",
    "missing_scope": "no-scope",
    "not_allowed_token_type": "no-scope",
    "restricted_action": "restricted-action",
    "restricted_action_read_only_channel": "no-send",
    "restricted_action_thread_only_channel": "no-send",
    "restricted_action_non_threadable_channel": "no-send",
    "access_denied": "restricted-action",
    "no_permission": "restricted-action",
    "not_authorized": "restricted-action",
    "ekm_access_denied": "restricted-action",
    "team_access_not_granted": "workspace-gone",
    "user_is_restricted": "guest",
    "user_is_ultra_restricted": "guest",
    "ura_max_channels": "guest",
    "user_team_not_in_channel": "other-organisation",
    "external_channel_migrating": "other-organisation",
    "cant_invite": "restricted-action",
    "cant_kick_from_general": "restricted-action",
    "cant_kick_self": "restricted-action",
    "permission_denied": "restricted-action",
    "too_many_pins": "too-many-pins",
    "cant_archive_general": "general-channel",
    "cant_archive_required": "general-channel",
    "default_org_wide_channel": "general-channel",
}
"""Slack's refusals that somebody can mend, as what is wrong with a place."""

DONE = frozenset(
    """already_archived already_in_channel already_pinned already_reacted no_pin not_pinned
    no_reaction""".split()  # noqa: SIM905 - a list of words
)
"""What was to be done is done already."""

OVER = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"})
"""What opens a form opens one, and within three seconds."""

REVOKED = frozenset(("invalid_auth", "account_inactive", "token_revoked", "token_expired", "not_authed"))
"""What Slack says of a bot token with which nothing can be done until it is exchanged."""

SAID = "Slack said "

REMOVED = frozenset(("account_inactive", "token_revoked"))
"""What a token hears after its app was taken out of the workspace."""

STRANGER = "what answers at api_url of [slack] is not Slack"
"""Slack itself says in every answer whether it is `ok`, and which `error` there is."""

TROUBLES: tuple[str, ...] = get_args(Trouble)


class Refusal(Undeliverable):
    """Slack said no; `code` is its own word for it."""

    def __init__(self, reason: str, detail: str, code: str) -> None:
        super().__init__(reason, detail)
        self.code = code


def translated(code: str, *, after: float | None = None) -> TryLater | Refusal:
    """What a refusal means for whoever asked."""
    if code in LATER:
        return TryLater(f"{SAID}{code}", after=after)
    if code in FORBIDDEN:
        return Refusal("forbidden", FORBIDDEN[code], code)
    if code in CLOSED:
        return Refusal("closed", code, code)
    return Refusal("gone" if code in GONE else "invalid", code, code)


def word_of(problem: TryLater | Refusal) -> str:
    """Slack's own word for what it refuses."""
    return problem.code if isinstance(problem, Refusal) else problem.reason.removeprefix(SAID)


@dataclass(slots=True)
class Pace:
    """When each method may be called next, in seconds of the loop's clock; every call moves the next one away."""

    burst: int = BURST
    due: dict[str, float] = field(default_factory=dict)
    resting: dict[str, float] = field(default_factory=dict)

    def wait(self, method: str, now: float) -> float:
        """Seconds until this method may be called; counts as called when those are few."""
        rest = self.resting.get(method, 0.0) - now
        interval = 60 / A_MINUTE.get(method, USUAL)
        due = max(self.due.get(method, 0.0), now)
        wait = max(rest, due - interval * self.burst - now, 0.0)
        if wait <= PATIENCE:
            self.due[method] = due + interval
        return wait

    def rest(self, method: str, until: float) -> None:
        """Slack asked for a pause."""
        self.resting[method] = until


@dataclass(slots=True)
class Api:
    """The Web API with the bot's token; `revoked` is what Slack says of the token since it takes it no more.

    `taken`: it did at least once. `granted` are the scopes that it has, None while Slack did not say.
    """

    web: AsyncWebClient
    pace: Pace = field(default_factory=Pace)
    revoked: str = ""
    granted: str | None = None
    taken: bool = False

    async def ask(self, method: str, *, waited_for: bool = False, **args: Any) -> dict[str, Any]:
        """One call; raises TryLater or Refusal, and nothing else of Slack's.

        `waited_for`: a person waits for it, or a trigger runs out, so it goes ahead of what is paced.
        """
        loop = asyncio.get_running_loop()
        if not waited_for:
            wait = self.pace.wait(method, loop.time())
            if wait > PATIENCE:
                raise TryLater(f"so many calls of {method} at once", after=wait)
            await asyncio.sleep(wait)
        try:
            async with asyncio.timeout(TIMEOUT):
                answer = await getattr(self.web, method.replace(".", "_"))(**args)
        except SlackApiError as problem:
            if "app_token" not in args:
                self._heard(_code(problem))
            raise self._refused(method, problem, loop.time()) from problem
        except (aiohttp.ClientError, SlackRequestError, OSError, TimeoutError) as problem:
            raise TryLater(in_words(problem)) from problem
        if "app_token" not in args:
            self._heard("")
            self.granted = scopes_in(answer.headers) or self.granted
        found: dict[str, Any] = answer.data
        return found

    def _heard(self, code: str) -> None:
        """Say it once when the token is taken no more, and once when it is again; one that never was says who asked."""
        before, self.revoked = self.revoked, code if code in REVOKED else ""
        self.taken = self.taken or not code
        if self.revoked and not before and self.taken:
            log.error(" ".join(self.refusal or ()))
        elif before and not self.revoked:
            log.warning("Slack takes the bot token again; what waited goes on")

    def lacks(self, scope: str) -> bool:
        """Whether Slack said what the token may do, and this is not among it."""
        return self.granted is not None and scope not in (each.strip() for each in self.granted.split(","))

    @property
    def refusal(self) -> tuple[str, str] | None:
        """What is wrong with a token that was taken before, and what to do."""
        if not self.revoked:
            return None
        return (
            f"Slack takes the bot token no more ({self.revoked}); everything waits.",
            "Copy it anew: api.slack.com/apps, your app, OAuth & Permissions; set PALABRE_SLACK__BOT_TOKEN and start "
            "again.",
        )

    def _refused(self, method: str, problem: SlackApiError, now: float) -> TryLater | Refusal:
        status = getattr(problem.response, "status_code", 0) or getattr(problem.response, "status", 0)
        data, code = getattr(problem.response, "data", None), _code(problem)
        if status == 429 or code in ("ratelimited", "rate_limited"):
            after = _seconds(problem.response)
            self.pace.rest(method, now + after)
            return TryLater(f"too many calls of {method}", after=after)
        if status >= 500 or not code:
            return TryLater(f"Slack answered {status} to {method}" if status >= 500 else STRANGER)
        refusal = translated(code)
        if isinstance(refusal, Refusal) and refusal.reason == "invalid" and code not in OVER | DONE:
            more = data.get("response_metadata") if isinstance(data, dict) else None
            log.warning("Slack takes this for wrong: %s answered %s %s", method, code, more or "")
        return refusal

    async def pages(self, method: str, key: str, **args: Any) -> AsyncIterator[Any]:
        """Every item of a list that comes in pages."""
        cursor = ""
        while True:
            found = await self.ask(method, cursor=cursor, **args) if cursor else await self.ask(method, **args)
            for each in found.get(key) or ():
                yield each
            cursor = (found.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return


def _code(problem: SlackApiError) -> str:
    data = getattr(problem.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def scopes_in(headers: Any) -> str | None:
    """What Slack says with every answer: which scopes the token has."""
    return {str(name).lower(): str(value) for name, value in dict(headers or {}).items()}.get("x-oauth-scopes")


def _seconds(response: Any) -> float:
    """What the header Retry-After says; half a minute where it says nothing."""
    headers = {str(name).lower(): value for name, value in (getattr(response, "headers", None) or {}).items()}
    try:
        return max(1.0, float(headers.get("retry-after", 30)))
    except ValueError:
        return 30.0


def proxy_for(url: str) -> str | None:
    """The proxy that the environment names for an address; slack_sdk reads HTTP_PROXY but not NO_PROXY."""
    parts = urlsplit(url)
    if proxy_bypass(parts.hostname or ""):
        return None
    found = getproxies()
    return found.get({"wss": "https", "ws": "http"}.get(parts.scheme, parts.scheme)) or found.get("all")


def web_client(token: str, api_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """slack_sdk's client that never sends anything twice by itself: its own repetitions would double messages."""
    made = AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[], logger=log)
    made.proxy = proxy_for(api_url)
    return made
