"""The adapter beside Bolt alone, and an announcement beside the least time that Slack's limits allow for it.

Both run against the simulated Slack of the tests, in this process: what it costs is on both sides. Exit status 1 when a
target is missed.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from pydantic import SecretStr
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest

from adapters.slack.api import A_MINUTE, BURST
from adapters.slack.listening import ANYTHING, Ack, bolt
from adapters.slack.platform import Slack as Adapter
from benchmarks.measuring import folder
from bot.app import App
from bot.chat.inbound import Completing, Inbound
from bot.chat.message import Option, say
from bot.chat.reply import Answer, Silence
from bot.chat.text import Words
from bot.clock import Clock
from bot.config import Config, Database, Listen, Web
from bot.config import Slack as Section
from bot.db.database import migrate, open_database
from bot.db.tx import Tx
from bot.i18n import load_catalogue
from bot.jobs.outbox import send
from tests.adapters.slack.ground import Head, manifest, place
from tests.simulators.slack import Slack, User, simulated_slack

MOST, ROUNDS, WARM = 2.0, 600, 50
CHANNELS, SLOWEST = 100, 1.10


class Parrot:
    """An engine that has nothing to say; `reached` is when it was asked."""

    reached = 0.0

    async def receive(self, inbound: Inbound) -> Answer:
        self.reached = perf_counter()
        return Answer(Silence(), "en")

    async def complete(self, question: Completing) -> tuple[Sequence[Option], str]:
        return (), "en"


class Bare:
    """Bolt with the smallest listener there is, set up for speed as ours is."""

    def __init__(self, slack: Slack, client: Any) -> None:
        bot = slack.world.bot

        async def authorize() -> AuthorizeResult:
            return AuthorizeResult(
                enterprise_id=None, team_id=slack.team.id, bot_id=bot.bot_id, bot_user_id=bot.id, bot_token="xoxb",
            )  # fmt: skip

        quiet = logging.getLogger("slack_bolt")
        quiet.setLevel(logging.ERROR)
        self.app = AsyncApp(
            client=client, authorize=authorize, logger=quiet, process_before_response=True,
            attaching_function_token_enabled=False, attaching_conversation_kwargs_enabled=False,
        )  # fmt: skip
        self.app.action(ANYTHING)(self.pressed)

    async def pressed(self, ack: Ack) -> None:
        await ack()


def pressed(slack: Slack, who: User, number: int) -> AsyncBoltRequest:
    """A button that was pressed, as a socket brings it."""
    body = {
        "type": "block_actions", "trigger_id": f"1.{number}.x", "api_app_id": slack.world.app_id, "token": "t",
        "team": {"id": slack.team.id, "domain": "salon"}, "user": {"id": who.id, "username": who.person.name,
        "name": who.person.name, "team_id": slack.team.id}, "enterprise": None, "is_enterprise_install": False,
        "container": {"type": "message", "message_ts": "1.000001", "channel_id": slack.team.general.id},
        "channel": {"id": slack.team.general.id, "name": "general"},
        "message": {"type": "message", "ts": "1.000001", "text": "Join?", "user": slack.world.bot.id, "blocks": []},
        "actions": [{"type": "button", "action_id": "membership.join:com_1", "block_id": "b", "action_ts": "1.2",
                     "text": {"type": "plain_text", "text": "Join", "emoji": False}}],
        "response_url": f"{slack.url}/respond/actions/x/y",
    }  # fmt: skip
    return AsyncBoltRequest(mode="socket_mode", body=json.dumps(body))


async def handlers() -> float:
    """Until Bolt is done and our engine was asked ÷ Bolt's own dispatch with an empty listener, in turn."""
    async with simulated_slack(manifest()) as slack:
        amina = slack.team.user("Amina")
        parrot = Parrot()
        adapter = Adapter(
            slack.bot_token, app_token=slack.app_token, signing_secret="", api_url=slack.api_url,
            command="/community", copy=load_catalogue(), specs=(), memory=Head(),
        )  # fmt: skip
        running = asyncio.create_task(adapter.run(parrot))
        await slack.until(adapter.ready)
        listener, api = adapter._listener, adapter._api
        assert listener is not None
        assert api is not None
        identity = await api.ask("auth.test")
        ours, bare = bolt(api.web, identity, listener, signing_secret=""), Bare(slack, api.web)
        pairs = []
        for number in range(WARM + ROUNDS):
            pair = []
            for app, asked in ((ours, parrot), (bare.app, None)):
                request = pressed(slack, amina, number)
                began = perf_counter()
                await app.async_dispatch(request)
                while asked is not None and asked.reached < began:  # noqa: ASYNC110 - what is measured
                    await asyncio.sleep(0)
                pair.append(perf_counter() - began)
                await asyncio.sleep(0)
            pairs.append(pair)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
    mine, theirs = zip(*pairs[WARM:], strict=True)
    return median(mine) / median(theirs)


async def announcement(path: Path) -> tuple[float, int]:
    """Seconds from the commit to the last of the messages, and how often Slack said that it was too fast."""
    url = f"sqlite:///{path / 'palabre.db'}"
    await asyncio.to_thread(migrate, url)
    async with simulated_slack(manifest()) as slack:
        channels = [slack.team.channel(f"channel-{number}", private=True) for number in range(CHANNELS)]
        slack.rates.on = True
        clock = Clock(lambda: datetime.now(UTC))
        database = await open_database(url, now=clock.now)
        section = Section(
            bot_token=SecretStr(slack.bot_token), app_token=SecretStr(slack.app_token), api_url=slack.api_url
        )
        config = Config(database=Database(url=SecretStr(url)), web=Web(listen=Listen("", 0)), slack=section)
        app, stop, ready = App(config, clock, database), asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(app.serve(stop, started=ready.set))
        await ready.wait()

        def tell(tx: Tx) -> None:
            for channel in channels:
                send(tx, place(slack, channel), say(Words("The new guide is here.")), key=f"news/{channel.id}")

        await asyncio.sleep(1.5)
        began = perf_counter()
        await database.run(tell)
        await slack.until(lambda: all(channel.messages for channel in channels), within=120)
        taken = perf_counter() - began
        stop.set()
        await serving
        await database.close()
        return taken, slack.too_many


def main() -> int:
    ratio = asyncio.run(handlers())
    print(f"Bolt alone ×{ratio:.2f} until our engine is asked ({MOST})")
    with folder() as path:
        taken, too_many = asyncio.run(announcement(path))
    a_minute = A_MINUTE["chat.postMessage"]
    least = (CHANNELS - BURST) * 60 / a_minute
    print(
        f"{CHANNELS} channels in {taken:.2f} s, the least at {a_minute} messages a minute ×{taken / least:.2f} "
        f"({SLOWEST}); {too_many} too fast"
    )
    return int(ratio > MOST or taken > least * SLOWEST or too_many > 0)


if __name__ == "__main__":
    sys.exit(main())
