"""Nobody but the page on this machine reaches the playground, and what people type stays text."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import WSServerHandshakeError

from adapters.playground.markdown import clean, rich, words
from adapters.playground.render import Reader
from adapters.playground.server import Address
from bot.chat.message import Button, Buttons, File, Image, Message, Paragraph
from bot.chat.text import Link, Who, Words
from bot.errors import OperatorError
from tests.adapters.contract import send
from tests.adapters.playground.stage import AMINA, GENERAL, MARTHA, Stage, catalogue, playground


@pytest.mark.parametrize("listen", ["127.0.0.1:8765", "127.8.8.8:1", "localhost:8765", "[::1]:8765", "::1:8765"])
def test_this_machine_may_be_listened_on(listen: str) -> None:
    assert Address.read(listen).port == int(listen.rpartition(":")[2])


@pytest.mark.parametrize(
    "listen", ["0.0.0.0:8765", "[::]:8765", "192.168.1.4:8765", "example.org:8765", "localhost.example.org:80", ":8765"]
)
def test_no_other_machine_may(listen: str) -> None:
    with pytest.raises(OperatorError, match="Only this machine may reach it"):
        Address.read(listen)


@pytest.mark.parametrize("listen", ["8765", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999"])
def test_an_address_has_a_host_and_a_port(listen: str) -> None:
    with pytest.raises(OperatorError, match="which is no host and port"):
        Address.read(listen)


async def test_a_port_that_is_taken_is_told(ground: Stage, tmp_path: Path) -> None:
    taken = ground.platform.address.port
    (tmp_path / "other").mkdir()
    async with playground(tmp_path / "other") as other:
        other.platform.address = Address("127.0.0.1", taken)
        with pytest.raises(OperatorError, match=f"cannot listen on 127.0.0.1:{taken}"):
            await other.platform.run(other.engine)


@pytest.mark.parametrize("host", ["evil.example:8765", "127.0.0.1.evil.example", "localhost.evil.example", "[::2]"])
async def test_another_name_for_this_machine_is_refused(ground: Stage, host: str) -> None:
    async with ground.http.get(ground.platform.url + "api/world", headers={"Host": host}) as response:
        assert response.status == 403


async def test_a_forwarded_port_is_welcome(ground: Stage) -> None:
    async with ground.http.get(ground.platform.url + "api/world", headers={"Host": "localhost:9000"}) as response:
        assert response.status == 200


@pytest.mark.parametrize("origin", [{}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "https://127.0.0.1"}])
async def test_another_sites_page_changes_nothing(ground: Stage, origin: dict[str, str]) -> None:
    address = ground.platform.url + "api/clock"
    async with ground.http.post(address, json={"seconds": 60}, headers=origin) as response:
        assert (response.status, ground.moves) == (403, [])
    with pytest.raises(WSServerHandshakeError, match="403"):
        await ground.http.ws_connect(ground.platform.url + "api/live", headers=origin)


async def test_a_form_of_another_site_cannot_pass_for_ours(ground: Stage) -> None:
    address = ground.platform.url + "api/clock"
    headers = {**ground.origin, "Content-Type": "text/plain"}
    async with ground.http.post(address, data='{"seconds": 60}', headers=headers) as response:
        assert (response.status, ground.moves) == (415, [])


@pytest.mark.parametrize("origin", [{}, {"Origin": "http://evil.example"}, {"Origin": "null"}])
async def test_another_sites_page_uploads_nothing(ground: Stage, origin: dict[str, str]) -> None:
    address = ground.platform.url + "api/upload?workspace=baobab&person=amina&name=x"
    async with ground.http.put(address, data=b"x", headers=origin) as response:
        assert response.status == 403
    assert ground.platform.scene.store.reading.execute("SELECT count(*) FROM uploads").fetchone()[0] == 0


async def test_the_page_may_load_and_run_only_what_is_its_own(ground: Stage) -> None:
    for path in ("", "static/app.js", "api/world", "static/nothing.js"):
        async with ground.http.get(ground.platform.url + path) as response:
            policy = dict(rule.split(" ", 1) for rule in response.headers["Content-Security-Policy"].split("; "))
            assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
            assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["static/..%2fserver.py", "static/../server.py", "static/%2e%2e%2fstore.py", "x.py"])
async def test_only_the_pages_own_files_are_served(ground: Stage, path: str) -> None:
    async with ground.http.get(ground.platform.url + path) as response:
        assert response.status == 404


async def test_a_file_is_handed_over_and_never_shown(ground: Stage) -> None:
    page = File('a"b.html', "<script>alert(1)</script>", "text/html")
    posted = await send(ground, MARTHA, Message((Paragraph(Words("take it")), page)), once="a")
    address = f"{ground.platform.url}api/file/baobab/martha/{posted.id}/1"
    async with ground.http.get(address) as response:
        assert (response.content_type, await response.text()) == ("application/octet-stream", page.content)
        assert response.headers["Content-Disposition"].startswith("attachment;")
    async with ground.http.get(address.replace("martha", "amina")) as response:
        assert response.status == 404


async def test_what_people_gave_is_handed_over_and_never_shown_either(ground: Stage) -> None:
    page = File("evil.html", b"<script>\xff</script>", "text/html", "fil_1", 18)
    posted = await send(ground, MARTHA, Message((page,)), once="a")
    address = f"{ground.platform.url}api/file/baobab/martha/{posted.id}/0"
    async with ground.http.get(address) as response:
        assert (response.content_type, await response.read()) == ("application/octet-stream", page.content)
        assert response.headers["Content-Disposition"] == 'attachment; filename="evil.html"'
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    for other in (address.replace("martha", "amina"), address[:-1] + "1"):
        async with ground.http.get(other) as response:
            assert response.status == 404


async def test_links_lead_to_web_pages_only(ground: Stage) -> None:
    bad = "javascript:alert(1)"
    parts = (Paragraph(Link(bad, "press me")), Buttons((Button(Words("Go"), url=bad),)), Image(bad, Words("a picture")))
    await send(ground, GENERAL, Message(parts), once="a")
    [message] = (await ground.pane(AMINA, "channel:general"))["messages"]
    text, buttons, image = message["parts"]
    assert text["c"] == [{"k": "words", "v": "press me"}]
    assert buttons["buttons"][0]["url"] == ""
    assert (image["inside"], image["url"]) == ("", "")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>x</b> @everyone", "<b>x</b> @everyone"),
        ("safe\u202etxt.exe", "safetxt.exe"),
        ("\u2066one\u2069 two\x00\x1b[31m", "one two[31m"),
        ("ليلى المنصوري", "ليلى المنصوري"),
        ("👩‍👩‍👧 kept", "👩‍👩‍👧 kept"),
        ("a\r\nb\tc", "a\nb\tc"),
    ],
)
def test_words_lose_only_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_light_markdown_is_bold_italics_links_and_lists() -> None:
    assert rich("**b** and *i*\n- one\n- [two](https://example.org/2)") == [
        {"k": "p", "c": [{"k": "b", "c": [{"k": "words", "v": "b"}]}, {"k": "words", "v": " and "},
                         {"k": "i", "c": [{"k": "words", "v": "i"}]}]},
        {"k": "ul", "c": [
            {"k": "li", "c": [{"k": "p", "c": [{"k": "words", "v": "one"}]}]},
            {"k": "li", "c": [{"k": "p", "c": [
                {"k": "link", "url": "https://example.org/2", "c": [{"k": "words", "v": "two"}]}]}]},
        ]},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    ["[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,hi)", "![x](https://example.org/a.png)",
     "<a href='https://example.org'>x</a>", "[x](//example.org)"],
)  # fmt: skip
def test_other_markdown_is_text(typed: str) -> None:
    assert '"k": "link", "url": "java' not in str(rich(typed))
    assert [each["url"] for each in _links(rich(typed)) if not each["url"].startswith("https://example.org")] == []


@pytest.mark.parametrize("label", ["https://example.org/2", "see https://example.org/2 now", ""])
def test_a_link_whose_label_is_an_address_holds_no_other_link(label: str) -> None:
    reader = Reader(catalogue(), "en", "UTC")
    [link] = reader.text(Link("https://example.org/1", label))
    assert (link["k"], link["url"]) == ("link", "https://example.org/1")
    assert _links(link["c"]) == []
    assert "".join(each["v"] for each in link["c"]) == (label or "https://example.org/1")


def test_an_address_in_plain_words_is_a_link_without_its_full_stop() -> None:
    assert words("See https://example.org/a_(b), please.") == [
        {"k": "words", "v": "See "},
        {"k": "link", "url": "https://example.org/a_(b", "c": [{"k": "text", "v": "https://example.org/a_(b"}]},
        {"k": "words", "v": "), please."},
    ]


async def test_a_hostile_name_is_only_a_name(ground: Stage) -> None:
    await send(ground, GENERAL, Message((Paragraph(Who("<img src=x>\u202eevil")),)), once="a")
    [message] = (await ground.pane(AMINA, "channel:general"))["messages"]
    assert message["parts"] == [{"k": "paragraph", "c": [{"k": "who", "v": "<img src=x>evil"}]}]


def _links(nodes: list[dict[str, object]]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for node in nodes:
        if node["k"] == "link":
            found.append({"url": str(node["url"])})
        found += _links(node.get("c", []))  # type: ignore[arg-type]
    return found
