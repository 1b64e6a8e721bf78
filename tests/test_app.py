"""The program as a whole: what it remembers, what it catches up with, and that one broken part stops no other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import or_, select

import adapters
from adapters.playground import places, posts
from adapters.playground.acts import Act, perform
from adapters.playground.changes import ChannelChange, PersonChange, change_channel, change_person
from adapters.playground.platform import Playground
from adapters.playground.posts import Spot
from bot import keeping
from bot.app import App, open_app
from bot.chat.address import Account, Posted, Target
from bot.chat.message import Heading, Message, Paragraph
from bot.chat.port import Engine, Limits
from bot.chat.text import T
from bot.config import Config, Database, Listen, Palabre, Web, Workspace
from bot.config import Playground as Section
from bot.db.tx import Tx
from bot.errors import OperatorError, Remedy
from bot.features.communities import service as communities
from bot.features.exchange.reading import read
from bot.features.exchange.service import bring_in
from bot.features.membership import service as membership
from bot.features.people import service as people
from bot.features.people import workspaces
from bot.jobs.queue import jobs
from tests.rules.sources import ROOT

AMINA = Account("playground", "baobab", "amina")


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(
        database=Database(url=SecretStr(f"sqlite:///{tmp_path / 'palabre.db'}")),
        web=Web(listen=Listen("", 0)),
        playground=Section(
            enabled=True, listen=Listen("127.0.0.1", 0), world=ROOT / "examples" / "cast.toml",
            store=tmp_path / "playground.db",
        ),
    )  # fmt: skip


@asynccontextmanager
async def served(app: App) -> AsyncIterator[None]:
    """The bot at work, from when every platform is connected."""
    stop, ready = asyncio.Event(), asyncio.Event()
    serving = asyncio.create_task(app.serve(stop, started=ready.set))
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait([serving, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    try:
        yield
    finally:
        stop.set()
        await serving


def playground(app: App) -> Playground:
    found = app.platforms["playground"]
    assert isinstance(found, Playground)
    return found


async def test_how_far_the_clock_was_moved_outlives_the_process(config: Config) -> None:
    async with open_app(config) as app, served(app):
        app.clock.forward(timedelta(days=3))
        scene = playground(app).scene
        assert scene.moved is not None
        await scene.moved(app.clock.ahead)
    async with open_app(config) as app:
        assert app.clock.ahead == timedelta(days=3)
    sober = config.model_copy(update={"playground": config.playground.model_copy(update={"enabled": False})})
    async with open_app(sober) as app:
        assert app.clock.ahead == timedelta(0)


async def test_the_platform_team_is_whom_the_configuration_and_the_world_name(config: Config) -> None:
    ours = config.model_copy(update={"palabre": Palabre(owners=(AMINA,))})

    def team(tx: Tx) -> list[str]:
        return sorted(str(people.accounts_of(tx, each.id)[0].address) for each in people.owners(tx))

    async with open_app(ours) as app, served(app):
        assert await app.database.run(team) == ["playground:baobab/amina", "playground:baobab/nadia"]
    async with open_app(config) as app, served(app):
        assert await app.database.run(team) == ["playground:baobab/nadia"]


async def test_what_the_configuration_says_of_a_workspace_holds_in_it(config: Config) -> None:
    ours = config.model_copy(
        update={"workspace": {"playground:kapok": Workspace(language="fr", fallback_channel="accueil")}}
    )
    async with open_app(ours) as app:
        known = {"name": "Kapok", "language": "en"}
        await app.database.run(lambda tx: workspaces.set_workspace(tx, "playground", "kapok", **known))
        async with served(app):
            kapok = await app.database.run(lambda tx: workspaces.workspace(tx, "playground", "kapok"))
    assert kapok is not None
    assert (kapok.name, kapok.language, kapok.fallback_channel) == ("Kapok", "fr", "accueil")


async def test_an_emoji_put_while_the_bot_was_away_decides_when_it_is_back(config: Config) -> None:
    """B3: nobody has to press again what they pressed while nobody listened."""
    file = read((ROOT / "examples" / "communities.toml").read_text("utf-8"))

    def belongs(tx: Tx) -> bool:
        return people.person_of(tx, AMINA) in {
            each.person
            for community in communities.everything(tx)
            if community.slug == "social-registries"
            for each in membership.members(tx, community.id)
        }

    async with open_app(config) as app:
        await app.database.run(lambda tx: bring_in(tx, file))
        app.connect()
        await app.worker.settle()
        await ask(app)
        await app.worker.settle()
        scene = playground(app).scene
        card = scene.store.reading.execute(
            "SELECT id FROM messages WHERE channel = 'social-registries-admins'"
        ).fetchone()["id"]
        with scene.store.writing() as write:
            assert posts.react(write, card, "valentina", "✅")
        assert await app.database.run(belongs) is False
    async with open_app(config) as app:
        approved = asyncio.Event()
        app.database.on_commit.append(lambda lanes: approved.set() if "playground" in lanes else None)
        async with served(app):
            await asyncio.wait_for(approved.wait(), 40)
            assert await app.database.run(belongs) is True


async def test_the_language_chosen_on_the_page_is_that_persons_until_they_say_otherwise(config: Config) -> None:
    """Also of whom the sample communities know, and before they do anything else."""
    file = read((ROOT / "examples" / "communities.toml").read_text("utf-8"))
    valentina = Account("playground", "baobab", "valentina")

    async def reads(app: App) -> str:
        locale, _ = await app.database.run(lambda tx: people.reader(tx, valentina))
        return locale

    async with open_app(config) as app:
        await app.database.run(lambda tx: bring_in(tx, file))
        app.connect()
        scene = playground(app).scene
        chosen = PersonChange(id="change-0001", workspace="baobab", person="valentina", language="fr")
        assert await reads(app) == "en"
        await change_person(scene, app.engine, chosen)
        assert await reads(app) == "fr"
        person = await app.database.run(lambda tx: people.person_of(tx, valentina))
        await app.database.run(lambda tx: people.settings(tx, person, language="en"))
        await change_person(scene, app.engine, chosen)
        assert await reads(app) == "en"


async def ask(app: App) -> None:
    """Amina asks to join Social Registries."""
    act = Act(id="act-00001", workspace="baobab", person="amina", place="inbox", kind="command", name="join",
              text="social-registries")  # fmt: skip
    form = (await perform(playground(app).scene, app.engine, act))["form"]
    values = {"answer0": "Here.", "answer1": "This.", "note": "", "criteria": "yes", "principles": "yes"}
    sent = act.model_copy(update={"id": "act-00002", "kind": "form", "token": form["token"], "values": values})
    assert await perform(playground(app).scene, app.engine, sent) == {}


class Fragile:
    """An adapter of a third party that breaks twice before it works, or whose token is void."""

    name = "fragile"
    limits = Limits(message_characters=2000, buttons_per_row=5, form_fields=5)

    def __init__(self, kit: adapters.Kit) -> None:
        self.kit = kit
        self.begun = 0

    async def run(self, engine: Engine) -> None:
        self.begun += 1
        if self.kit.section["token"] == "void":
            raise OperatorError("The token is void.", "Take another one.")
        if self.begun < 3:
            raise ConnectionError("the socket broke")
        await asyncio.Event().wait()

    def ready(self) -> bool:
        return self.begun == 3

    async def send(
        self, to: Target, message: Message, *, locale: str, timezone: str, once: str, doubted: datetime | None = None
    ) -> Posted:
        return Posted(to, once)

    async def edit(self, posted: Posted, message: Message, *, locale: str, timezone: str) -> None: ...


@pytest.fixture
def fragile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed as pip would install it: a package with an entry point."""
    info = tmp_path / "site" / "fragile_chat-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fragile-chat\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[{adapters.GROUP}]\nfragile = fragile_chat:build\n", "utf-8")
    (tmp_path / "site" / "fragile_chat.py").write_text("from tests.test_app import Fragile as build\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))


@pytest.mark.usefixtures("fragile")
async def test_an_adapter_of_a_third_party_that_breaks_is_started_again(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert adapters.installed() == ("fragile",)
    monkeypatch.setattr(keeping, "AGAIN", (0,))
    ours = config.model_copy(update={"others": {"fragile": {"token": "0123"}}})
    async with open_app(ours) as app, served(app):
        found = app.platforms["fragile"]
        assert list(app.platforms) == ["playground", "fragile"]
        assert (found.begun, found.kit.section, found.kit.name) == (3, {"token": "0123"}, "fragile")  # type: ignore[attr-defined]
        assert [each.ready() for each in app.platforms.values()] == [True, True]


@pytest.mark.usefixtures("fragile")
async def test_a_platform_that_refuses_us_is_out_at_once_and_the_others_serve(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AGAIN", (0,))
    ours = config.model_copy(update={"others": {"fragile": {"token": "void"}}})
    async with open_app(ours) as app, served(app):
        assert app.out == {"fragile": Remedy("The token is void.", "Take another one.")}
        assert {name: each.ready() for name, each in app.platforms.items()} == {"playground": True, "fragile": False}
        assert app.platforms["fragile"].begun == 1  # type: ignore[attr-defined]


@pytest.mark.usefixtures("fragile")
async def test_without_any_other_platform_it_ends_with_what_to_do(config: Config) -> None:
    alone = {"others": {"fragile": {"token": "void"}}, "playground": Section(enabled=False)}
    async with open_app(config.model_copy(update=alone)) as app:
        with pytest.raises(OperatorError) as refused:
            await app.serve(asyncio.Event())
    assert str(refused.value) == "The token is void. Take another one."


async def test_a_section_without_an_adapter_says_what_to_do(config: Config) -> None:
    ours = config.model_copy(update={"others": {"pigeon": {}}})
    with pytest.raises(OperatorError) as refused:
        async with open_app(ours) as app, served(app):
            pass
    assert str(refused.value) == (
        "[pigeon] is configured, but there is no adapter for pigeon. Install one that names itself 'pigeon' in the "
        "entry point group 'palabre.adapters', or remove the section."
    )


async def test_channels_are_made_in_the_playground_and_their_end_is_noticed(config: Config) -> None:
    """From the button to the page; then somebody deletes a channel there, and somebody is added by hand."""
    async with open_app(config) as app, served(app):
        scene = playground(app).scene

        async def nadia(identity: str, kind: str, **what: object) -> dict[str, Any]:
            act = {"id": identity, "workspace": "baobab", "person": "nadia", "place": "inbox", "kind": kind, **what}
            return await perform(scene, app.engine, Act.model_validate(act))

        def last() -> int:
            row = scene.store.reading.execute("SELECT max(id) AS id FROM messages WHERE only_for = 'nadia'").fetchone()
            return int(row["id"])

        def channels() -> list[str]:
            nadia = places.person(scene.store.reading, "baobab", "nadia")
            assert nadia is not None
            return [each.id for each in places.channels_seen_by(scene.store.reading, nadia) if "tides" in each.id]

        form = (await nadia("act-00001", "command", name="community create", text="private Tides"))["form"]
        values = {"name": "Tides", "mode": "private", "purpose": "To share.", "language": "en"}
        await nadia("act-00002", "form", token=form["token"], values=values)
        [made] = await app.database.run(communities.everything)
        await nadia("act-00003", "command", name="community places", text=made.slug)
        await nadia("act-00004", "press", token=f"places.make:{made.id}", message=last())
        await idle(app)
        assert channels() == ["tides", "tides-admins"]
        admins = Spot("baobab", channel="tides-admins")
        who = places.person(scene.store.reading, "baobab", "nadia")
        assert who is not None

        def told() -> list[str]:
            seen = posts.seen_by(scene.store.reading, who, admins, before=None, limit=9)
            texts = (part.text for each in seen for part in each.message.parts if isinstance(part, Heading | Paragraph))
            return [text.key for text in texts if isinstance(text, T)]

        assert told() == ["places-made"]
        app.clock.forward(timedelta(hours=1))
        change = ChannelChange(id="act-00005", workspace="baobab", channel="tides", add="amina")
        await change_channel(scene, app.engine, change)
        await app.lookout.look_everywhere()
        await idle(app)
        assert told()[1:3] == ["places-strays", "places-stray"]
        change = ChannelChange(id="act-00006", workspace="baobab", channel="tides", gone=True)
        await change_channel(scene, app.engine, change)
        await idle(app)
        assert told()[3:5] == ["places-troubled", "places-wrong-members"]


async def idle(app: App) -> None:
    """Until nothing is due and nothing under way."""

    def busy(tx: Tx) -> bool:
        due = or_(jobs.c.at <= tx.now, jobs.c.leased_until.is_not(None))
        return tx.value(select(jobs.c.id).where(jobs.c.ended_at.is_(None), due).limit(1)) is not None

    while await app.database.run(busy):  # noqa: ASYNC110 - the database tells of commits, not that every lane rests
        await asyncio.sleep(0.01)
