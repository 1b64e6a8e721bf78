"""The manifest asks for what the code uses and for nothing else, and Slack takes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import adapters.slack
from adapters.slack.listening import EVENTS
from adapters.slack.manifest import FREE_EVENTS, FREE_METHODS, NEEDS, app_manifest, asked_of, events, manifest
from bot.chat.reply import Silence
from bot.commands.feature import ShortcutSpec, anyone
from bot.commands.registry import Registry, WrongDeclaration
from bot.features import FEATURES
from tests.adapters.slack.ground import copy
from tests.simulators.slack import check_manifest

SPECS = tuple(Registry(FEATURES).commands.values())
SOCKET, HTTP = {"app_token": "xapp"}, {"signing_secret": "s"}


def made(section: dict[str, str], *, shortcuts: tuple[ShortcutSpec, ...] = (), public_url: str = "https://p.example"):  # type: ignore[no-untyped-def]
    return app_manifest(
        asked_of(section, copy(), specs=SPECS, shortcuts=shortcuts, name="Palabre", public_url=public_url)
    )


@pytest.mark.parametrize("section", [SOCKET, HTTP, {**SOCKET, **HTTP}, {}])
def test_slack_takes_it(section: dict[str, str]) -> None:
    assert check_manifest(made(section)) == []


def test_socket_mode_is_on_unless_slack_is_to_call() -> None:
    assert made(SOCKET)["settings"]["socket_mode_enabled"] is True
    called = made(HTTP)
    assert called["settings"]["socket_mode_enabled"] is False
    addresses = {
        called["settings"]["event_subscriptions"]["request_url"], called["settings"]["interactivity"]["request_url"],
        called["features"]["slash_commands"][0]["url"],
    }  # fmt: skip
    assert addresses == {"https://p.example/slack/events"}


def test_the_messages_tab_can_be_written_in_and_tokens_do_not_change() -> None:
    found = made(SOCKET)
    assert found["features"]["app_home"] == {
        "home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False,
    }  # fmt: skip
    assert found["settings"]["token_rotation_enabled"] is False
    [command] = found["features"]["slash_commands"]
    assert (command["command"], command["should_escape"]) == ("/community", True)
    assert "join" in command["usage_hint"]


def test_every_event_that_is_handled_is_subscribed_to_with_its_scope_and_no_other() -> None:
    named = {name for need in NEEDS for name in need.events} | set(FREE_EVENTS)
    assert set(events()) == named
    handled = {each for each in EVENTS if each != "message"}
    assert handled == {each for each in named if not each.startswith("message.")}


def test_every_method_that_is_called_has_its_scope_and_every_scope_its_use() -> None:
    folder = Path(adapters.slack.__file__).parent
    source = "\n".join(each.read_text("utf-8") for each in folder.glob("*.py") if each.name != "manifest.py")
    prefixes = "auth|apps|chat|conversations|files|pins|reactions|users|views"
    called = set(re.findall(rf'"((?:{prefixes})(?:\.[a-zA-Z]+)+)"', source)) | {"auth.test"}
    allowed = {name for need in NEEDS for name in need.methods} | set(FREE_METHODS)
    assert called == allowed
    unused = [need.scope for need in NEEDS if not need.methods and not need.events]
    assert unused == ["chat:write.public", "commands"]


def test_names_that_slack_keeps_and_too_many_entries_are_refused_before_it_does() -> None:
    with pytest.raises(WrongDeclaration, match="/invite cannot be a command on Slack"):
        made({**SOCKET, "command": "/invite"})
    entry = ShortcutSpec("keep", "library", anyone, lambda ctx, used: Silence())
    with pytest.raises(WrongDeclaration, match="11 shortcuts"):
        made(SOCKET, shortcuts=tuple(replace(entry, name=f"keep-{n}") for n in range(11)))
    assert check_manifest(made(SOCKET, shortcuts=(entry,))) == []


async def test_what_is_said_beside_it_leads_through_the_installation() -> None:
    @dataclass
    class Case:
        section: dict[str, str]
        public_url: str
        says: str

    for case in (
        Case(SOCKET, "", "PALABRE_SLACK__APP_TOKEN"), Case(HTTP, "", "Set public_url below [web]"),
        Case(HTTP, "https://p.example", "Slack calls https://p.example/slack/events"),
    ):  # fmt: skip
        found = await manifest(
            case.section, copy(), specs=SPECS, shortcuts=(), name="Palabre", public_url=case.public_url
        )
        assert any(case.says in line for line in found.about)
        assert found.text.startswith("{")
