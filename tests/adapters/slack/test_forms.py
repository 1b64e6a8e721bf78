"""Forms as modals: any form fits, comes back as it was, says what is wrong where it is wrong, and loses nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.forms import errors, modal, steps, values
from adapters.slack.markup import Writer
from bot.chat.form import ChoiceField, Field, Form, MomentField, TextField, TickField
from bot.chat.message import Heading, Option, Paragraph
from bot.chat.text import Words
from bot.clock import Clock
from bot.features.communities.model import Mode
from tests.adapters.slack.ground import copy
from tests.adapters.slack.village import Village, village
from tests.simulators.slack import refused
from tests.simulators.slack.kit.check import check_view

ENGLISH = Writer(copy(), "en", "UTC")

words = st.builds(Words, st.text(max_size=200))
typed = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)
long_text = st.integers(0, 4).flatmap(lambda n: typed.map(lambda text: ((text + " ") * (n * 20))[:9000].strip()))
options = st.lists(
    st.builds(Option, words, st.uuids().map(str), st.none() | words), max_size=230, unique_by=lambda each: each.value
)


def chosen(given: list[Option], many: bool) -> str:
    return "\n".join(each.value for each in (given[:3] if many else given[:1]))


def field(name: str) -> st.SearchStrategy[Field]:
    return st.one_of(
        st.builds(
            lambda label, value, required, long, limit: TextField(name, label, value, required, long, limit),
            words, typed | long_text, st.booleans(), st.booleans(), st.sampled_from([50, 300, 4000, 9000]),
        ),
        st.builds(
            lambda label, found, many: ChoiceField(name, label, tuple(found), chosen(found, many), False, many),
            words, options.filter(bool), st.booleans(),
        ),
        st.builds(lambda label, value: TickField(name, label, value), words, st.sampled_from(["", "yes"])),
        st.builds(lambda label, value: MomentField(name, label, "Africa/Lagos", value[:100]), words, typed),
    )  # fmt: skip


forms = st.integers(0, 12).flatmap(
    lambda n: st.builds(
        lambda title, fields, submit: Form("a.b:1", title, tuple(fields), submit, (Heading(title), Paragraph(title))),
        words, st.tuples(*(field(f"f{number}") for number in range(n))), words,
    )
)  # fmt: skip


def state_of(view: dict[str, Any]) -> dict[str, Any]:
    """What Slack sends when nobody touches anything."""
    found: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            given = {
                "value": element.get("initial_value"), "selected_option": element.get("initial_option"),
                "selected_options": element.get("initial_options", []),
            }  # fmt: skip
            key = {
                "plain_text_input": "value", "static_select": "selected_option",
                "multi_static_select": "selected_options", "checkboxes": "selected_options",
            }[element["type"]]  # fmt: skip
            found[block["block_id"]] = {element["action_id"]: {"type": element["type"], key: given[key]}}
    return {"values": found}


@given(forms)
def test_any_form_fits_and_comes_back_as_it_was(form: Form) -> None:
    got: dict[str, str] = {}
    for number in range(len(steps(form, ENGLISH))):
        view = modal(form, number, ENGLISH, callback="~step:x:1", metadata="{}")
        assert check_view(view) == []
        got |= values(state_of(view))
    assert got == {each.name: each.value for each in form.fields}


@given(st.integers(1, 200))
def test_more_than_fits_is_asked_for_in_steps(number: int) -> None:
    fields = tuple(TextField(f"f{n}", Words("?")) for n in range(number))
    form = Form("a.b", Words("Many"), fields, Words("Send"))
    asked = steps(form, ENGLISH)
    assert [each for step in asked for each in step] == list(fields)
    assert (len(asked) > 1) == (number > 40)


def test_complaints_stand_beside_their_fields_or_above_them_all() -> None:
    fields = (TextField("name", Words("Name")), TextField("why", Words("Why")))
    view = modal(Form("a.b", Words("T"), fields, Words("Send")), 0, ENGLISH, callback="a.b", metadata="")

    def wrong(*problems: tuple[str, str]) -> dict[str, str] | None:
        found = tuple((name, Words(said)) for name, said in problems)
        return errors(Form("a.b", Words("T"), fields, Words("Send"), problems=found), view, ENGLISH)

    assert wrong(("why", "too long")) == {"why": "too long"}
    assert wrong(("", "somebody was first"), ("why", "too long")) is None
    assert wrong(("elsewhere", "x")) is None
    again = modal(
        Form("a.b", Words("T"), fields, Words("Send"), problems=(("", Words("late")), ("why", Words("long")))), 0,
        ENGLISH, callback="a.b", metadata="",
    )  # fmt: skip
    said = [each["text"]["text"] for each in again["blocks"] if each["type"] == "section"]
    assert said == ["⚠️ late", "⚠️ long"]


# In the whole application.


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def test_what_is_wrong_is_said_in_the_form_and_nothing_is_lost(place: Village) -> None:
    amina = place.person("Amina", tz="Africa/Lagos")
    opened = await (await amina.types("general", "/community settings")).final()
    assert opened.modal is not None
    typed = {"Time zone": "Atlantis", "Language": "Français"}
    refused = await amina.submits(opened, typed)
    assert list(refused.errors) == ["Time zone"]
    assert amina.modal is not None
    assert {label: amina.modal.values[label] for label in typed} == typed
    sent = await amina.submits(None, {"Time zone": "Nairobi"})
    assert amina.modal is None
    assert "Africa/Nairobi" in (await sent.followup()).text


async def test_b7_a_form_that_was_open_for_a_quarter_of_an_hour_is_taken(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    opened = await (await amina.types("general", "/community join climate")).final()
    await place.passes(minutes=14)
    await amina.submits(opened, {label: "Yes" for label in opened.modal.labels if label.startswith("I ")})  # type: ignore[union-attr]
    await place.idle()
    assert "Amina" in place.card(martha, climate.admins).text


async def test_a_form_whose_trigger_is_over_waits_behind_a_button(place: Village) -> None:
    """The database, or Slack, took more than three seconds: Open opens it with everything in it."""
    amina = place.person("Amina")
    place.slack.breaks("views.open", refused("expired_trigger_id"))
    answer = await (await amina.types("general", "/community create A new one")).final()
    assert answer.buttons == ["Open"]
    opened = await (await amina.presses(answer, "Open")).final()
    assert opened.modal is not None
    assert opened.modal.values["Name"] == "A new one"


async def test_in_threads_and_in_private_a_form_opens_by_a_button(place: Village) -> None:
    """A message has no trigger."""
    martha, amina = place.person("Martha"), place.person("Amina")
    await place.community("Climate", admins=[martha])
    sea = place.slack.team.channel("sea", members=[amina])
    root = amina.writes(sea, "Who knows about tides?")
    amina.writes(sea, f"@{place.slack.world.bot.name} join climate", thread=root)
    await place.idle()
    offered = amina.messages(sea, thread=root)[-1]
    assert offered.buttons == ["Open"]
    opened = await (await amina.presses(offered, "Open")).final()
    assert opened.modal is not None
    assert opened.modal.title == "Join Climate"


async def test_an_acknowledgement_that_is_overtaken_does_not_cover_the_answer(place: Village) -> None:
    """What says that the answer comes, and the answer, reach Slack on different ways."""
    martha, amina = place.person("Martha"), place.person("Amina")
    await place.community("Climate", admins=[martha], mode=Mode.SEMI_PRIVATE)
    await place.stop()
    await place.start(patience=0.0)
    opened = await (await amina.types("general", "/community join climate")).final()
    place.slack.acknowledging = asyncio.Event()
    ticks = {label: "Yes" for label in opened.modal.labels if label.startswith("I ")}  # type: ignore[union-attr]
    sending = asyncio.create_task(amina.submits(opened, ticks))
    await place.slack.until(lambda: place.slack.asked("views.update"))
    place.slack.acknowledging.set()
    await sending
    await place.idle()
    assert amina.modal is not None
    assert "Withdraw" in amina.modal.buttons


async def test_a_slow_answer_comes_into_the_form_that_was_sent(place: Village) -> None:
    """B5: acknowledged in time, whatever the database does; one effect."""
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], mode=Mode.SEMI_PRIVATE)
    await place.stop()
    await place.start(patience=0.0)
    opened = await (await amina.types("general", "/community join climate")).final()
    sent = await amina.submits(opened, {label: "Yes" for label in opened.modal.labels if label.startswith("I ")})  # type: ignore[union-attr]
    assert sent.responded
    await place.idle()
    await place.slack.until(lambda: amina.modal is not None and "Climate" in amina.modal.text)
    assert "Amina" in place.card(martha, climate.admins).text
