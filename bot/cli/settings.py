"""The configuration as the commands get it: the operator's file, or the demonstration's own."""

from __future__ import annotations

import socket
from pathlib import Path

from pydantic import SecretStr

import adapters
import bot
from bot.config import Config, Database, Listen, Palabre, Playground, Understood, Web, load_config, understand
from bot.errors import OperatorError


def load(path: Path | None) -> Config:
    return load_config(path, foreign=adapters.installed())


def understood(path: Path | None) -> Understood:
    """As `load`, with whatever is wrong beside what can be used."""
    return understand(path, foreign=adapters.installed())


def for_demo(data: Path, port: int) -> Config:
    """Everything on this machine and in one folder; neither a file nor the environment has a say.

    The page for health, metrics and calendars is on the next port, or on any where that one is taken: then nothing can
    be subscribed to.
    """
    beside = port + 1 if 0 < port < 65535 and _free(port + 1) else 0
    return Config(
        palabre=Palabre(),
        database=Database(url=SecretStr(f"sqlite:///{(data / 'palabre.db').as_posix()}")),
        web=Web(listen=Listen("127.0.0.1", beside), public_url=f"http://127.0.0.1:{beside}" if beside else ""),
        playground=Playground(
            enabled=True, listen=Listen("127.0.0.1", port), world=example("cast.toml"), store=data / "playground.db"
        ),
    )


def _free(port: int) -> bool:
    """Whether a server could listen there now; one that ended a moment ago does not keep its port."""
    with socket.socket() as found:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def example(name: str) -> Path:
    """A file of the examples, beside the source or inside the installed package."""
    here = Path(bot.__file__).parent
    for folder in (here.parent / "examples", here / "examples"):
        if (folder / name).exists():
            return folder / name
    raise OperatorError(f"The sample file {name} is missing from this installation.", "Install Palabre again.")
