"""What `palabre check` asks of Slack: by its Web API alone, so that it can be asked beside a running bot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.access import Access
from adapters.slack.api import REMOVED, STRANGER, TIMEOUT, Api, Refusal, scopes_in, web_client, word_of
from adapters.slack.manifest import PASTE_AGAIN, lacking, scopes
from adapters.slack.markup import Writer
from adapters.slack.people import Directory
from bot.chat.address import Place
from bot.chat.port import Finding, Memory, Room, TryLater, Undeliverable
from bot.chat.text import T
from bot.errors import in_words
from bot.i18n import ENGLISH, Catalogue

APP = "api.slack.com/apps, your app"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the configuration says; `called`: it has the secret with which Slack can call us."""

    bot_token: str
    app_token: str
    called: bool
    api_url: str
    command: str
    direct: frozenset[str]
    copy: Catalogue
    memory: Memory


async def findings(asked: Asked, rooms: Sequence[Room]) -> list[Finding]:
    """Everything that was looked at, in order; never raises for what the platform says."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT)) as session:
        api = Api(web_client(asked.bot_token, asked.api_url, session))
        try:
            return [each async for each in _looked_at(api, asked, rooms)]
        except (TryLater, aiohttp.ClientError, OSError, TimeoutError) as problem:
            why = problem.reason if isinstance(problem, TryLater) else in_words(problem)
            remedy = "Is this machine connected to the internet? See api_url below [slack] if you use a proxy."
            return [Finding("wrong", f"Slack does not answer ({why}).", remedy)]


async def _looked_at(api: Api, asked: Asked, rooms: Sequence[Room]) -> AsyncIterator[Finding]:
    try:
        answer = await api.web.auth_test()
    except SlackApiError as problem:
        code = (problem.response.data or {}).get("error", "") if isinstance(problem.response.data, dict) else ""
        status = problem.response.status_code
        if not code or code == "ratelimited":
            busy = code or status == 429 or status >= 500
            raise TryLater(f"it answered {status}" if busy else STRANGER) from problem
        again = "install the app again, and " if code in REMOVED else ""
        remedy = f"{APP}, OAuth & Permissions: {again}copy the Bot User OAuth Token; then set PALABRE_SLACK__BOT_TOKEN."
        yield Finding("wrong", f"Slack does not know the bot token of [slack] ({code}).", remedy)
        if asked.app_token:
            yield await _line(api, asked.app_token)
        return
    identity: dict[str, Any] = dict(answer.data) if isinstance(answer.data, dict) else {}
    yield Finding("fine", f"Slack knows the bot token: {identity['user']} in the workspace {identity['team']}.")
    yield _scopes(answer.headers)
    if asked.app_token or asked.called:
        yield await _line(api, asked.app_token)
    yield Finding("fine", "Slack tells nobody an app's events and commands; they must be: palabre manifest slack")
    access = Access(api, Directory(api, str(identity["team_id"]), str(identity["user_id"])), asked.memory)
    for room in rooms:
        async for finding in _room(api, access, asked, room):
            yield finding


def _scopes(headers: Any) -> Finding:
    """Slack names with every answer what the token may do."""
    given = scopes_in(headers)
    if given is None:
        return Finding("mind", "Slack did not tell which scopes the token has.", "Type the same again later.")
    missing = lacking(given)
    if not missing:
        return Finding("fine", f"The token has the {len(scopes())} scopes that are needed.")
    return Finding("wrong", f"The token lacks: {', '.join(missing)}.", PASTE_AGAIN)


async def _line(api: Api, app_token: str) -> Finding:
    """Whether the app can connect by itself; opening an address for that is no connection yet."""
    if not app_token:
        return Finding("fine", "Slack is to call this bot (HTTP mode), at the address in its manifest.")
    try:
        await api.ask("apps.connections.open", waited_for=True, app_token=app_token)
    except (Refusal, TryLater) as problem:
        remedy = (
            f"{APP}, Basic Information, App-Level Tokens: Generate, with the scope connections:write; then set "
            "PALABRE_SLACK__APP_TOKEN. Under Socket Mode it must be switched on."
        )
        return Finding("wrong", f"Slack does not take the app token of [slack] ({word_of(problem)}).", remedy)
    return Finding("fine", "Slack takes the app token: the bot can connect (Socket Mode).")


async def _room(api: Api, access: Access, asked: Asked, room: Room) -> AsyncIterator[Finding]:
    place = room.place
    writer = Writer(asked.copy, ENGLISH, umbrella=asked.command, direct=asked.direct)
    if place.workspace != access.people.team:
        what = f"A community lives in the workspace {place.workspace}, to which this token does not belong."
        yield Finding("wrong", what, writer.plain(T("trouble-workspace-gone-how")), (place,))
        return
    called = f"#{await _name(api, place)}"
    try:
        troubles = (await access.inspect(room)).troubles
    except Undeliverable as problem:
        yield Finding("wrong", f"{called} cannot be looked at ({problem}).", "See the scopes above.")
        return
    if room.archived:
        troubles = tuple(each for each in troubles if each != "channel-archived")
    for each in troubles:
        what, how = (writer.plain(T(f"trouble-{each}{end}")) for end in ("", "-how"))
        yield Finding("wrong", f"{called}: {what}", f"In chat: {how}", (place,))
    if not troubles:
        yield Finding("fine", f"{called} is as it should be.", about=(place,))


async def _name(api: Api, place: Place) -> str:
    try:
        return str((await api.ask("conversations.info", channel=place.id))["channel"]["name"])
    except Undeliverable:
        return place.id
