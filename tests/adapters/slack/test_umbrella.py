"""One slash command for all: what people type under it, whatever quotes, blanks, mentions and language they use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.umbrella import Typed, Umbrella, after_mention, umbrella_of
from bot.commands.registry import Registry
from bot.features import FEATURES
from tests.adapters.slack.ground import copy


def umbrella(command: str = "/community") -> Umbrella:
    return umbrella_of(command, tuple(Registry(FEATURES).commands.values()), copy())


@pytest.mark.parametrize(
    ("typed", "name", "text"),
    [
        ("", "me", ""),
        ("   ", "me", ""),
        ("join climate I work on tides", "join", "climate I work on tides"),
        ("  JOIN   climate ", "join", "climate"),
        ("/join climate", "join", "climate"),
        ("/community join climate", "join", "climate"),
        ("community join climate", "join", "climate"),
        ("join “Gender Group” «a note»", "join", "“Gender Group” «a note»"),
        ("“join” climate", "join", "climate"),
        ("join\u00a0climate", "join", "climate"),
        ("create", "create", ""),
        ("community create", "community create", ""),
        ("mode open", "mode", "open"),
        ("community mode open", "community mode", "open"),
        ("rejoindre climat", "join", "climat"),
        ("Créer", "community create", ""),
        ("communauté créer", "community create", ""),
        ("jion climate", "jion", "climate"),
        ("community nonsense", "community", "nonsense"),
        ("join R&amp;D &lt;3", "join", "R&D <3"),
        ("join <#C123|climate>", "join", "climate"),
        ("about <https://x.example/a?b=1&amp;c=2|x.example>", "about", "https://x.example/a?b=1&c=2"),
        ("about <mailto:amina@x.example|amina@x.example>", "about", "amina@x.example"),
        ("announce <!here> and <!subteam^S1|@tea> read #5", "announce", "@here and @tea read #5"),
        ("<@U1|amina>", "@amina", ""),
    ],
)
def test_what_is_typed_is_understood(typed: str, name: str, text: str) -> None:
    found = umbrella().read(typed)
    assert (found.name, found.text) == (name, text)


def test_people_and_places_are_named_by_their_ids_where_a_command_asks_for_them() -> None:
    names = {"U1": "Amina Diallo", "U2": "Bo"}
    read = umbrella().read
    assert read("admins climate <@U1|amina> reviewer", names) == Typed("admins", "climate U1 reviewer", ("U1",))
    assert read("join climate <@U2|bo> told me, <@U1>", names) == Typed(
        "join", "climate @Bo told me, @Amina Diallo", ("U2", "U1")
    )
    assert read("places climate <#C1|one> <#C2|two> <#C3|three>").text == "climate C1 C2 #three"


def test_another_umbrella_changes_nothing_but_its_name() -> None:
    read = umbrella("/cop").read
    assert (read("join climate").name, read("cop join climate").name) == ("join", "join")
    assert read("mode open") == Typed("mode", "open")


def test_verbs_stand_by_themselves_unless_they_are_commands_of_their_own() -> None:
    assert "create" in umbrella().direct
    assert "join" not in umbrella().direct


def test_only_a_message_that_begins_with_our_name_is_a_command() -> None:
    assert after_mention("<@UBOT> join climate", "UBOT") == "join climate"
    assert after_mention("  <@UBOT|palabre>, join climate", "UBOT") == "join climate"
    assert after_mention("<@UBOT>", "UBOT") == ""
    assert after_mention("thanks <@UBOT>", "UBOT") is None
    assert after_mention("<@UOTHER> join", "UBOT") is None


@given(st.text(max_size=300))
def test_any_text_whatever_gives_a_command(typed: str) -> None:
    found = umbrella().read(typed)
    assert found.name
    assert len(found.people) <= 20
