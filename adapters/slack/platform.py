"""Slack as a platform: what the port asks for, each part kept by a module of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

import aiohttp
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from adapters.slack.access import Access
from adapters.slack.answering import PATIENCE, Desk
from adapters.slack.api import REMOVED, Api, Pace, Refusal, web_client, word_of
from adapters.slack.checking import Asked, findings
from adapters.slack.files import Files
from adapters.slack.inbound import Reader
from adapters.slack.listening import Listener, bolt
from adapters.slack.manifest import PASTE_AGAIN, lacking
from adapters.slack.markup import Writer
from adapters.slack.people import PLATFORM, Directory
from adapters.slack.posting import Posting
from adapters.slack.render import CHARACTERS, VIEW_BLOCKS, blocks, pages
from adapters.slack.replies import Replies
from adapters.slack.sockets import AGAIN, SILENCE, WATCH, WRONG, Sockets
from adapters.slack.umbrella import umbrella_of
from adapters.slack.uploads import Uploads
from adapters.slack.web import NOT_YET, PATH, Door
from bot.chat.address import Account, Place, Posted, Target
from bot.chat.drafts import Drafts
from bot.chat.message import Message
from bot.chat.port import (
    Engine,
    Finding,
    Inspected,
    Limits,
    Made,
    Memory,
    Request,
    Response,
    Room,
    TryLater,
    Undeliverable,
    finished,
)
from bot.chat.text import Text
from bot.commands.feature import CommandSpec, ShortcutSpec
from bot.errors import OperatorError, named
from bot.i18n import Catalogue

log = logging.getLogger(__name__)

ASKED_AGAIN = 60.0
"""Seconds after which Slack is asked again whether it takes the token."""

A_MESSAGE = 1.0
"""Seconds between two messages to one channel (Slack's reference, "Rate limits")."""


class Slack:
    """One app in one workspace, by Socket Mode or, without an app token, by the address that Slack calls."""

    name: str = PLATFORM

    def __init__(
        self,
        bot_token: str,
        *,
        app_token: str,
        signing_secret: str,
        api_url: str,
        command: str,
        copy: Catalogue,
        specs: Sequence[CommandSpec],
        shortcuts: Sequence[ShortcutSpec] = (),
        memory: Memory,
        patience: float = PATIENCE,
        silence: float = SILENCE,
        watch: float = WATCH,
        a_message: float = A_MESSAGE,
        asked_again: float = ASKED_AGAIN,
    ) -> None:
        self.limits = Limits(
            CHARACTERS, buttons_per_row=5, form_fields=80, sends_at_once=8, seconds_between_sends_per_place=a_message
        )
        self._token, self._app_token, self._secret = bot_token, app_token, signing_secret
        self._api_url = api_url
        self._copy = copy
        self._umbrella = umbrella_of(command, specs, copy)
        self._shortcuts = tuple(shortcuts)
        self._memory = memory
        self._patience, self._silence, self._watch = patience, silence, watch
        self._asked_again = asked_again
        self._gaps = 0
        self._named: dict[str, str] = {}
        self._pace = Pace()
        self._removed: asyncio.Event | None = None
        self._sockets: Sockets | None = None
        self._door: Door | None = None
        self._posting: Posting | None = None
        self._access: Access | None = None
        self._people: Directory | None = None
        self._api: Api | None = None
        self._listener: Listener | None = None

    async def run(self, engine: Engine) -> None:
        """Connect and stay connected; OperatorError when a token is wrong."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None)) as session:
            api = Api(web_client(self._token, self._api_url, session), self._pace)
            identity = await self._identified(api)
            try:
                listener = self._built(engine, api, identity, session)
                self._listener = listener
                app = bolt(api.web, identity, listener, signing_secret=self._secret)
                self._gaps += 1
                try:
                    await self._connected(app, api)
                finally:
                    await finished(listener.working)
            finally:
                if self._posting is not None:
                    self._posting.stop()
                self._door = self._sockets = self._posting = self._access = self._people = self._api = None

    async def _identified(self, api: Api) -> dict[str, Any]:
        """Who we are, however long Slack cannot be asked; OperatorError when it does not know the token."""
        failures = 0
        while True:
            try:
                identity = await api.ask("auth.test", waited_for=True)
                if api.granted is not None and (missing := lacking(api.granted)):
                    log.warning("The Slack token lacks: %s. %s", ", ".join(missing), PASTE_AGAIN)
                return identity
            except (TryLater, Refusal) as problem:
                if word_of(problem) in (*WRONG, "not_authed", "token_expired"):
                    raise wrong_bot_token(word_of(problem)) from problem
                log.warning("Slack does not answer: %s", problem, extra={"debug": named(problem)})
            await asyncio.sleep(AGAIN[min(failures, len(AGAIN) - 1)])
            failures += 1

    def _built(self, engine: Engine, api: Api, identity: Mapping[str, Any], session: aiohttp.ClientSession) -> Listener:
        self._named = {str(identity["team_id"]): str(identity.get("team", ""))}
        people = Directory(api, str(identity["team_id"]), str(identity["user_id"]))
        shared = Files(api, session)
        self._posting = Posting(api, people, shared)
        self._access = Access(api, people, self._memory)
        self._people, self._api = people, api
        desk = Desk(
            engine, self._copy, people, Reader(people), self._umbrella, Drafts(self._memory),
            Replies(api, session, shared), Uploads(api, session), self._patience,
        )  # fmt: skip
        self._removed = asyncio.Event()
        return Listener(desk, self._memory, changed=self._changed, removed=self._is_removed)

    def _changed(self) -> None:
        self._gaps += 1

    def _is_removed(self, why: str) -> None:
        log.info(why)
        if self._removed is not None:
            self._removed.set()

    async def _connected(self, app: AsyncApp, api: Api) -> None:
        if not self._app_token:
            self._door = Door(app, SignatureVerifier(self._secret))
            await self._until_removed(api)
            return
        self._sockets = Sockets(app, api, self._app_token, self._changed, silence=self._silence, watch=self._watch)
        await self._sockets.run(partial(self._until_removed, api))

    async def _until_removed(self, api: Api) -> None:
        assert self._removed is not None  # set before anything connects
        while not await _within(self._asked_again, self._removed.wait()):
            await self._ask_again(api)
        raise OperatorError(
            "Palabre was removed from the Slack workspace.",
            "Install it again: api.slack.com/apps, your app, Install App; then set PALABRE_SLACK__BOT_TOKEN and start "
            "again.",
        )

    async def _ask_again(self, api: Api) -> None:
        """Whether Slack takes the token, also when nobody writes anything; whatever it says is heard by `api`."""
        with suppress(TryLater, Undeliverable):
            await api.ask("auth.test", waited_for=True)

    async def workspaces(self) -> Mapping[str, str]:
        """As Slack said when the token was looked at."""
        return self._named

    def ready(self) -> bool:
        if (self._removed is not None and self._removed.is_set()) or (self._api is not None and self._api.revoked):
            return False
        return self._sockets.ready() if self._sockets is not None else self._door is not None

    @property
    def refusal(self) -> tuple[str, str] | None:
        """As the token stands; a removed app ends `run`, which says so itself."""
        return self._api.refusal if self._api is not None else None

    @property
    def paths(self) -> tuple[str, ...]:
        return (PATH,) if self._secret and not self._app_token else ()

    async def answer(self, request: Request) -> Response:
        return await self._door.answer(request) if self._door is not None else NOT_YET

    @property
    def gaps(self) -> int:
        return self._gaps

    # Messages.

    def _writer(self, locale: str, timezone: str) -> Writer:
        umbrella = self._umbrella
        return Writer(self._copy, self._copy.best(locale), timezone, umbrella.command, umbrella.direct)

    @property
    def _messages(self) -> Posting:
        if self._posting is None:
            raise TryLater("not connected yet")
        return self._posting

    async def send(
        self, to: Target, message: Message, *, locale: str, timezone: str, once: str, doubted: datetime | None = None
    ) -> Posted:
        said = pages(message, self._writer(locale, timezone))
        return await self._messages.post(to, said, message, once=once, doubted=doubted)

    async def edit(self, posted: Posted, message: Message, *, locale: str, timezone: str) -> Posted:
        said = pages(message, self._writer(locale, timezone))
        return await self._messages.edit(posted, said, message)

    async def open_thread(self, posted: Posted, title: Text, *, locale: str, timezone: str) -> str:
        """Slack's threads have no title."""
        return await self._messages.open_thread(posted)

    async def rename_thread(self, posted: Posted, title: Text, *, locale: str, timezone: str) -> None:
        """As `open_thread`."""

    async def pin(self, posted: Posted) -> None:
        await self._messages.pin(posted, keep=True)

    async def unpin(self, posted: Posted) -> None:
        await self._messages.pin(posted, keep=False)

    async def erase(self, posted: Posted) -> None:
        await self._messages.erase(posted)

    async def reactions(self, posted: Posted) -> tuple[tuple[Account, str], ...]:
        return await self._messages.reactions(posted)

    async def show_home(self, account: Account, page: Message, *, locale: str, timezone: str) -> None:
        """What does not fit is left to the commands that the page names."""
        if self._people is None or self._api is None:
            raise TryLater("not connected yet")
        if account.id in self._people.closed:
            raise Undeliverable("gone", "the account is closed")
        shown = list(blocks(page.parts, self._writer(locale, timezone)))[:VIEW_BLOCKS]
        await self._api.ask("views.publish", user_id=account.id, view={"type": "home", "blocks": shown})

    # People and places.

    @property
    def _reachable(self) -> Access:
        if self._access is None:
            raise TryLater("not connected yet")
        return self._access

    async def grant(self, account: Account, place: Place, *, role: str) -> None:
        await self._reachable.grant(account, place)

    async def revoke(self, account: Account, place: Place, *, role: str) -> None:
        await self._reachable.revoke(account, place)

    async def present(self, account: Account) -> bool:
        if self._people is None:
            raise TryLater("not connected yet")
        return await self._people.present(account)

    async def open_place(
        self, place: Place, *, role: str, everyone_reads: bool, members_write: bool, topic: str
    ) -> None:
        await self._reachable.open_place(place, everyone_reads=everyone_reads, members_write=members_write, topic=topic)

    async def make_places(
        self, workspace: str, *, slug: str, name: str, everyone_reads: bool, doubted: datetime | None = None
    ) -> Made:
        return await self._reachable.make_places(workspace, slug=slug, everyone_reads=everyone_reads, doubted=doubted)

    async def close_place(self, place: Place) -> None:
        await self._reachable.close_place(place)

    async def check(self, rooms: Sequence[Room]) -> Sequence[Finding]:
        """By itself, without being connected."""
        umbrella = self._umbrella
        asked = Asked(
            self._token, self._app_token, bool(self._secret), self._api_url, umbrella.command, umbrella.direct,
            self._copy, self._memory,
        )  # fmt: skip
        return await findings(asked, rooms)

    def typed(self, command: str, arguments: Mapping[str, str]) -> str:
        return " ".join((self._writer("", "").typed(command), *arguments.values()))

    async def inspect(self, room: Room) -> Inspected:
        return await self._reachable.inspect(room)


async def _within(seconds: float, waited: Awaitable[object]) -> bool:
    """Whether it came within that time."""
    try:
        await asyncio.wait_for(waited, seconds)
    except TimeoutError:
        return False
    return True


def wrong_bot_token(why: str) -> OperatorError:
    first = "Install the app again, and copy it" if why in REMOVED else "Copy it"
    return OperatorError(
        f"Slack does not know the bot token of [slack] ({why}).",
        f"{first} anew: api.slack.com/apps, your app, OAuth & Permissions, Bot User OAuth Token (xoxb-…); then set "
        "PALABRE_SLACK__BOT_TOKEN and start again.",
    )


def build(
    section: Mapping[str, object], *, copy: Catalogue, specs: Sequence[CommandSpec],
    shortcuts: Sequence[ShortcutSpec], memory: Memory,
) -> Slack:  # fmt: skip
    """From the section [slack] of the configuration, secrets in clear."""
    return Slack(
        str(section["bot_token"]), app_token=str(section["app_token"]), signing_secret=str(section["signing_secret"]),
        api_url=str(section["api_url"]), command=str(section["command"]), copy=copy, specs=specs, shortcuts=shortcuts,
        memory=memory,
    )  # fmt: skip
