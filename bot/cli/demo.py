"""The demonstration: a bot with the playground and sample communities, ready with one command, on this machine only."""

from __future__ import annotations

import asyncio
from pathlib import Path

from rich.markup import escape
from rich.panel import Panel

from adapters.playground.platform import Playground
from bot.app import App, open_app
from bot.cli.running import serve
from bot.cli.settings import example, for_demo
from bot.cli.terminal import as_typed, busy, out
from bot.db.alone import alone
from bot.errors import CannotListen, OperatorError
from bot.features.communities import service as communities
from bot.features.exchange.reading import read
from bot.features.exchange.service import bring_in
from bot.log import start_logging

_FILES = ("palabre.db", "playground.db")
_BESIDE = ("", "-wal", "-shm")


async def run_demo(*, port: int, data: Path, fresh: bool) -> None:
    """Make what is missing, then serve until told to stop."""
    start_logging(level="WARNING")
    config = for_demo(data, port)
    await asyncio.to_thread(_folder, data)
    if fresh:
        with alone(config.database.url.get_secret_value()):
            await asyncio.to_thread(_forget, data)
    async with open_app(config, migrating=True) as app:
        await _settle(app)
        try:
            await serve(app, say=lambda: _welcome(app, data))
        except CannotListen as error:
            # Whoever tries this out has no settings to change.
            raise OperatorError(error.what.problem, "Name another port: palabre demo --port 9000") from error


def _folder(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OperatorError(
            f"The folder {data} cannot be made ({error.strerror}).", "Name another one: palabre demo --data DIR"
        ) from error


def _forget(data: Path) -> None:
    for name in (name + beside for name in _FILES for beside in _BESIDE):
        (data / name).unlink(missing_ok=True)


async def _settle(app: App) -> None:
    """Bring in the sample communities, once: what was changed in them since stays."""
    if await app.database.run(lambda tx: bool(communities.everything(tx))):
        return
    path = example("communities.toml")
    with busy("Bringing in eight sample communities …"):
        file = read(path.read_text("utf-8"), name=path.name)
        await app.database.run(lambda tx: bring_in(tx, file))


def _welcome(app: App, data: Path) -> None:
    playground = app.platforms["playground"]
    assert isinstance(playground, Playground)  # it is the one platform of the demonstration
    address = playground.url
    lines = [
        f"[bold]Open [link={address}]{address}[/link] in your browser.[/]",
        "",
        "You are two people at once: Amina, who is new here, and an administrator.",
        "As Amina, type [bold]/join[/] and press [bold]Join[/] at Social Registries, under “Ask to join”.",
        "As Valentina beside her, press [bold]Approve[/], or put ✅ under the request.",
        "The page's clock can be moved forward: deadlines pass while you watch.",
        "",
        f"[dim]Everything is kept in {data}. Stop with Ctrl+C.[/]",
        f"[dim]From nothing again: {escape(as_typed('palabre demo --fresh'))}[/]",
    ]
    out().print(Panel("\n".join(lines), title="Palabre", padding=(1, 2), expand=False), soft_wrap=False)
