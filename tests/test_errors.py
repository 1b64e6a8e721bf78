"""What operators read of a connection that failed: words they can act on, and never the name of a class."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from types import SimpleNamespace

import aiohttp
import pytest

from bot.chat.port import TryLater
from bot.errors import in_words, named
from tests.test_cli import free_port


async def failed(url: str) -> BaseException:
    """How asking an address fails."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.5)) as session:
        with pytest.raises((aiohttp.ClientError, TimeoutError)) as failure:
            await session.get(url)
    return failure.value


async def test_an_address_that_leads_nowhere_and_a_port_where_nobody_listens() -> None:
    port = free_port()
    assert in_words(await failed("https://nowhere.invalid/api")) == "no address was found for nowhere.invalid"
    assert in_words(await failed(f"http://127.0.0.1:{port}/")) == f"127.0.0.1:{port} refuses the connection"


@pytest.mark.parametrize(
    ("answers", "secure", "said"),
    [
        (b"nothing of the kind\r\n", True, "127.0.0.1 does not speak https"),
        (b"nothing of the kind\r\n", False, "what answered is no web server"),
        (b"", False, "the connection was broken off"),
        (None, False, "no answer in time"),
    ],
)
async def test_a_server_that_is_not_the_one_that_was_meant(answers: bytes | None, said: str, *, secure: bool) -> None:
    callers: list[asyncio.StreamWriter] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        callers.append(writer)
        if answers is not None:
            await reader.read(10)
            writer.write(answers)
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        assert in_words(await failed(f"{'https' if secure else 'http'}://127.0.0.1:{port}/")) == said
    finally:
        server.close()
        for each in callers:
            each.close()
            with suppress(ConnectionError):
                await each.wait_closed()


def test_a_certificate_that_is_not_valid() -> None:
    why = ssl.SSLCertVerificationError(1, "certificate verify failed: self-signed certificate")
    asked = SimpleNamespace(host="chat.example", port=443, is_ssl=True)
    problem = aiohttp.ClientConnectorCertificateError(asked, why)  # type: ignore[arg-type]  # aiohttp makes its own
    assert in_words(problem) == "the certificate of chat.example is not valid"
    assert in_words(why) == "the certificate of the server is not valid"


def test_what_the_machine_says_itself_is_kept_and_all_else_is_a_connection_that_failed() -> None:
    assert in_words(OSError(101, "Network is unreachable")) == "network is unreachable"
    assert in_words(aiohttp.ClientPayloadError("garbled")) == "the connection was broken off"
    assert in_words(OSError("Multiple exceptions: one, another")) == "the connection failed"


def test_the_class_is_kept_for_whoever_looks_closer() -> None:
    later = TryLater("no answer in time")
    later.__cause__ = TimeoutError()
    assert (named(later), named(ValueError()), named(None)) == ("TimeoutError", "ValueError", "")
