"""The simulated Discord's commands, buttons, menus and forms: what a plain discord.py client must answer, and when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import discord as library
import pytest

from tests.simulators.discord import (
    NO_RESPONSE,
    Channel,
    Discord,
    Guild,
    Impossible,
    Permission,
    Person,
    simulated_discord,
)
from tests.simulators.discord_client import Client, connected, point, refusal

P = Permission
ui = library.ui
Interaction = library.Interaction[Any]


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    async with simulated_discord() as simulated:
        point(monkeypatch, simulated)
        simulated.checks_itself = True
        yield simulated
        assert (simulated.violations, simulated.deviations) == ([], [])


@pytest.fixture
def guild(discord: Discord) -> Guild:
    guild = discord.guild("Baobab", locale="fr")
    guild.add_bot()
    return guild


@pytest.fixture
def general(guild: Guild) -> Channel:
    return guild.channel("general")


@pytest.fixture
def amina(discord: Discord, guild: Guild) -> Person:
    person = discord.user("Amina", locale="fr")
    guild.join(person)
    return person


@pytest.fixture
def bo(discord: Discord, guild: Guild) -> Person:
    person = discord.user("Bo")
    guild.join(person)
    return person


@pytest.fixture
async def client(discord: Discord, general: Channel) -> AsyncIterator[Client]:
    async with connected(discord) as client:
        yield client


def option(name: str, kind: int = 3, **more: object) -> dict[str, Any]:
    return {"name": name, "description": name, "type": kind, **more}


async def offer(client: Client, *commands: dict[str, Any], guild: Guild | None = None) -> Any:
    """Register commands, everywhere or in one server; what is missing is filled in."""
    whole = [{"description": "Does it", "type": 1} | command for command in commands]
    place = f"/guilds/{guild.id}" if guild else ""
    return await client.ask("PUT", f"/applications/{client.application_id}{place}/commands", whole)


def says(text: str, **more: Any) -> Callable[[Interaction], Awaitable[object]]:
    async def answering(interaction: Interaction) -> None:
        await interaction.response.send_message(text, **more)

    return answering


# Registering commands.


async def test_commands_keep_their_numbers_when_all_are_replaced(discord: Discord, client: Client) -> None:
    first = await offer(client, {"name": "join"}, {"name": "leave"})
    second = await offer(client, {"name": "join", "description": "Changed"}, {"name": "help"})
    assert (first[0]["id"] == second[0]["id"], [each["name"] for each in second]) == (True, ["join", "help"])
    assert first[0]["version"] != second[0]["version"]
    assert discord.command_writes == 2
    await client.ask("GET", f"/applications/{client.application_id}/commands")
    assert discord.command_writes == 2


async def test_translations_are_listed_when_asked_for(client: Client) -> None:
    await offer(client, {"name": "join", "name_localizations": {"fr": "rejoindre"}})
    address = f"/applications/{client.application_id}/commands"
    [plain] = await client.ask("GET", address)
    [full] = await client.ask("GET", address, with_localizations="true")
    assert ("name_localizations" in plain, full["name_localizations"]) == (False, {"fr": "rejoindre"})


async def test_a_command_discord_does_not_take_is_refused(discord: Discord, client: Client) -> None:
    for wrong in (
        {"name": "Join"},
        {"name": "join us"},
        {"name": "x" * 33},
        {"description": ""},
        {"description": "x" * 101},
        {"name_localizations": {"xx": "join"}},
        {"name_localizations": {"fr": "Rejoindre"}},
        {"options": [option(f"o{n}") for n in range(26)]},
        {"options": [option("a"), option("b", required=True)]},
        {"options": [option("a"), option("a")]},
        {"options": [option("a", 1), option("b")]},
        {"options": [option("a", choices=[{"name": str(n), "value": str(n)} for n in range(26)])]},
        {"options": [option("a", choices=[{"name": "x", "value": "x"}], autocomplete=True)]},
        {"options": [option("a", 2, options=[option("b", 2, options=[])])]},
        {"options": [option(f"o{n}", choices=[
            {"name": f"{n}-{c}-" + "x" * 90, "value": f"{c}" + "x" * 90} for c in range(25)]) for n in range(3)]},
        {"type": 2, "description": "no description for these"},
    ):  # fmt: skip
        found = await refusal(offer(client, {"name": "join", **wrong}))
        assert (wrong, *found, len(discord.violations)) == (wrong, 400, 50035, 1)
        discord.violations.clear()
    assert discord.command_writes == 0


async def test_two_commands_of_one_name_are_refused(discord: Discord, client: Client) -> None:
    assert await refusal(offer(client, {"name": "join"}, {"name": "join"})) == (400, 50035)
    await offer(client, {"name": "join"}, {"name": "join", "type": 3, "description": ""})
    discord.violations.clear()


async def test_commands_of_one_server_stand_before_the_global_ones(
    client: Client, guild: Guild, general: Channel, amina: Person
) -> None:
    await offer(client, {"name": "join"}, {"name": "help", "contexts": [1]}, {"name": "admin",
                "default_member_permissions": str(int(P.MANAGE_GUILD))})  # fmt: skip
    await offer(client, {"name": "join", "description": "Here"}, {"name": "local"}, guild=guild)
    assert amina.commands(general) == ["join", "local"]
    assert amina.commands(amina.dm) == ["join", "help", "admin"]
    guild.give(amina, guild.role("Chief", permissions=P.MANAGE_GUILD))
    assert amina.commands(general) == ["join", "local", "admin"]
    guild.everyone.permissions &= ~P.USE_APPLICATION_COMMANDS
    assert amina.commands(general) == []
    with pytest.raises(Impossible, match="join"):
        await amina.slash(general, "join")


async def test_commands_are_made_changed_and_removed_one_by_one(client: Client) -> None:
    address = f"/applications/{client.application_id}/commands"
    made = await client.ask("POST", address, {"name": "join", "description": "Join", "type": 1})
    changed = await client.ask("PATCH", f"{address}/{made['id']}", {"description": "Come in"})
    assert (changed["id"], changed["name"], changed["description"]) == (made["id"], "join", "Come in")
    await client.ask("DELETE", f"{address}/{made['id']}")
    assert await refusal(client.ask("GET", f"{address}/{made['id']}")) == (404, 10063)


# Using them.


async def test_a_command_says_who_used_it_where_and_with_what(
    client: Client, guild: Guild, general: Channel, amina: Person, bo: Person
) -> None:
    seen: list[Interaction] = []

    async def answering(interaction: Interaction) -> None:
        seen.append(interaction)
        await interaction.response.send_message("Done")

    client.answering = answering
    role = guild.role("Gardeners")
    kinds = [("text", 3), ("count", 4), ("sure", 5), ("who", 6), ("where", 7), ("what", 8), ("size", 10), ("file", 11)]
    await offer(client, {"name": "all", "options": [option(name, kind) for name, kind in kinds]})
    await amina.slash(
        general, "all", text="hello", count=3, sure=True, who=bo, where=general, what=role, size=1.5,
        file=("a.txt", b"content"),
    )  # fmt: skip
    [it] = seen
    data: Any = it.data
    assert (it.locale.value, it.guild_locale.value, it.user.display_name, it.channel_id) == (  # type: ignore[union-attr]
        "fr", "fr", "Amina", general.id,
    )  # fmt: skip
    assert it.permissions.value == int(guild.everyone.permissions)
    assert it.app_permissions.value == int(guild.everyone.permissions)
    values = {each["name"]: each["value"] for each in data["options"]}
    resolved = data["resolved"]
    assert (values["text"], values["count"], values["sure"], values["size"]) == ("hello", 3, True, 1.5)
    assert resolved["users"][values["who"]]["global_name"] == "Bo"
    assert resolved["members"][values["who"]]["roles"] == []
    assert resolved["channels"][values["where"]]["name"] == "general"
    assert resolved["roles"][values["what"]]["name"] == "Gardeners"
    assert resolved["attachments"][values["file"]]["filename"] == "a.txt"


async def test_subcommands_and_translated_names_are_found(client: Client, general: Channel, amina: Person) -> None:
    create = option("create", 1, options=[option("title", required=True, max_length=5)])
    await offer(client, {"name": "event", "name_localizations": {"fr": "événement"}, "options": [
        option("plan", 2, options=[create]), option("list", 1)]})  # fmt: skip

    async def answering(interaction: Interaction) -> None:
        data: Any = interaction.data
        level = data["options"][0]
        names = [data["name"], level["name"], *(each["name"] for each in level.get("options", []))]
        await interaction.response.send_message(" ".join(names))

    client.answering = answering
    assert (await amina.slash(general, "événement list")).text == "event list"
    assert (await amina.slash(general, "event plan create", title="Tea")).text == "event plan create"
    for words, given in (("event", {}), ("event plan create", {}), ("event plan create", {"title": "Coffee"})):
        with pytest.raises(Impossible):
            await amina.slash(general, words, **given)


async def test_completion_offers_what_the_bot_says(client: Client, general: Channel, amina: Person) -> None:
    async def answering(interaction: Interaction) -> None:
        data: Any = interaction.data
        typed = data["options"][0]["value"]
        if interaction.type is library.InteractionType.autocomplete:
            choices = [library.app_commands.Choice(name=f"{typed}ender", value="g1")]
            await interaction.response.autocomplete(choices)
        else:
            await interaction.response.send_message(typed)

    client.answering = answering
    await offer(client, {"name": "join", "options": [option("community", autocomplete=True, required=True)]})
    assert await amina.complete(general, "join", "community", "g") == ["gender"]
    assert (await amina.slash(general, "join", community="gender")).text == "g1"
    assert (await amina.slash(general, "join", community="other")).text == "other"


async def test_at_most_25_choices_are_offered(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    found: list[tuple[int, int]] = []

    async def answering(interaction: Interaction) -> None:
        choices = [{"name": str(number), "value": str(number)} for number in range(26)]
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        found.append(await refusal(client.ask("POST", path, {"type": 8, "data": {"choices": choices}})))
        found.append(await refusal(client.ask("POST", path, {"type": 4, "data": {"content": "No"}})))
        await interaction.response.autocomplete([])

    client.answering = answering
    await offer(client, {"name": "join", "options": [option("community", autocomplete=True)]})
    assert await amina.complete(general, "join", "community", "g") == []
    assert found == [(400, 50035), (400, 50035)]
    discord.violations.clear()


async def test_context_menus_carry_what_they_were_opened_on(
    client: Client, general: Channel, amina: Person, bo: Person
) -> None:
    async def answering(interaction: Interaction) -> None:
        data: Any = interaction.data
        kind = "messages" if data["type"] == 3 else "users"
        target = data["resolved"][kind][data["target_id"]]
        await interaction.response.send_message(target.get("content") or target["username"], ephemeral=True)

    client.answering = answering
    await offer(client, {"name": "Report it", "type": 3, "description": ""}, {"name": "Who is it", "type": 2,
                "description": ""})  # fmt: skip
    message = bo.write(general, "Buy now")
    assert (await amina.menu(message, "Report it")).text == "Buy now"
    assert (await amina.menu(bo, "Who is it", channel=general)).text == "bo"


# Answering.


async def test_an_ephemeral_answer_is_seen_by_one_person(
    discord: Discord, client: Client, general: Channel, amina: Person, bo: Person
) -> None:
    client.answering = says("Only you", ephemeral=True)
    await offer(client, {"name": "join"})
    answer = await amina.slash(general, "join")
    assert (answer.text, answer.ephemeral) == ("Only you", True)
    assert (amina.sees(general), bo.sees(general)) == (["Only you"], [])
    assert answer.message is not None
    assert await refusal(client.ask("GET", f"/channels/{general.id}/messages/{answer.message.id}")) == (404, 10008)
    await discord.until(lambda: client.told("message"))
    assert client.told("message")[0].guild is None


async def test_one_answer_only_and_within_three_seconds(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    seen: list[Interaction] = []

    async def answering(interaction: Interaction) -> None:
        seen.append(interaction)
        if len(seen) == 1:
            await interaction.response.send_message("Once")

    client.answering = answering
    await offer(client, {"name": "join"})
    await amina.slash(general, "join")
    path = f"/interactions/{seen[0].id}/{seen[0].token}/callback"
    assert await refusal(client.ask("POST", path, {"type": 4, "data": {"content": "Twice"}})) == (400, 40060)
    late = asyncio.create_task(amina.slash(general, "join"))
    await discord.until(lambda: len(seen) == 2)
    discord.pass_time(3.5)
    assert (await late).text == NO_RESPONSE
    assert await refusal(seen[1].response.send_message("Too late")) == (404, 10062)
    assert amina.sees(general) == ["Once"]


async def test_a_deferred_answer_is_filled_by_the_first_follow_up(
    discord: Discord, client: Client, general: Channel, amina: Person, bo: Person
) -> None:
    seen: list[Interaction] = []

    async def answering(interaction: Interaction) -> None:
        seen.append(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)

    client.answering = answering
    await offer(client, {"name": "join"})
    answer = await amina.slash(general, "join")
    assert (answer.deferred, answer.text) == (True, "")
    await seen[0].followup.send("At last")
    assert ((await answer.final()).text, answer.ephemeral) == ("At last", True)
    more = await seen[0].followup.send("And more", wait=True)
    assert (await answer.followup()).text == "And more"
    await more.edit(content="And more still")
    await seen[0].edit_original_response(content="At last!")
    assert amina.sees(general) == ["At last!", "And more still"]
    assert bo.sees(general) == ["And more still"]
    await more.delete()
    await seen[0].delete_original_response()
    assert (amina.sees(general), bo.sees(general)) == ([], [])
    discord.pass_time(16 * 60)
    assert await refusal(seen[0].followup.send("Much too late")) == (401, 50027)


async def test_a_follow_up_before_any_answer_finds_nobody(client: Client, general: Channel, amina: Person) -> None:
    found: list[tuple[int, int]] = []

    async def answering(interaction: Interaction) -> None:
        found.append(await refusal(interaction.followup.send("Early")))
        await interaction.response.send_message("On time")

    client.answering = answering
    await offer(client, {"name": "join"})
    await amina.slash(general, "join")
    assert found == [(404, 10015)]


async def test_an_answer_needs_no_right_in_the_channel(
    discord: Discord, client: Client, guild: Guild, amina: Person
) -> None:
    hidden = guild.channel("hidden", hidden=True, open_to=[amina])
    client.answering = says("Even here")
    await offer(client, {"name": "join"})
    assert (await amina.slash(hidden, "join")).text == "Even here"
    assert await refusal(client.ask("POST", f"/channels/{hidden.id}/messages", {"content": "x"})) == (403, 50001)


async def test_commands_in_private_come_without_a_server(client: Client, amina: Person) -> None:
    async def answering(interaction: Interaction) -> None:
        await interaction.response.send_message(f"{interaction.guild} {interaction.user.name}")

    client.answering = answering
    await offer(client, {"name": "join"})
    assert (await amina.slash(amina.dm, "join")).text == "None amina"
    assert amina.inbox() == ["None amina"]


# Buttons and menus.


async def test_a_button_redraws_its_message(
    discord: Discord, client: Client, general: Channel, amina: Person, bo: Person
) -> None:
    async def answering(interaction: Interaction) -> None:
        data: Any = interaction.data
        view = ui.View()
        view.add_item(ui.Button(label="Undo", custom_id="undo"))
        view.add_item(ui.Button(label="Gone", custom_id="gone", disabled=True))
        await interaction.response.edit_message(content=f"{data['custom_id']} by {interaction.user.name}", view=view)

    client.answering = answering
    view = ui.View()
    view.add_item(ui.Button(label="Approve", custom_id="approve:7"))
    await (await client.place(general)).send("A request", view=view)
    [card] = bo.messages(general)
    answer = await bo.press(card, "Approve")
    assert (answer.text, amina.sees(general)) == ("approve:7 by bo\n[Undo] [Gone]", ["approve:7 by bo\n[Undo] [Gone]"])
    for label in ("Approve", "Gone"):
        with pytest.raises(Impossible):
            await bo.press(card, label)
    assert (await amina.press(card, "Undo")).text.startswith("undo by amina")


async def test_a_press_may_be_taken_in_silence_and_shown_later(
    client: Client, general: Channel, amina: Person
) -> None:
    seen: list[Interaction] = []

    async def answering(interaction: Interaction) -> None:
        seen.append(interaction)
        await interaction.response.defer()

    client.answering = answering
    view = ui.View()
    view.add_item(ui.Button(label="Approve", custom_id="approve"))
    await (await client.place(general)).send("A request", view=view)
    answer = await amina.press(amina.messages(general)[0], "Approve")
    assert answer.deferred
    await seen[0].edit_original_response(content="Approved", view=None)
    assert (await answer.final()).text == "Approved"


async def test_menus_give_back_what_was_picked(
    client: Client, guild: Guild, general: Channel, amina: Person, bo: Person
) -> None:
    async def answering(interaction: Interaction) -> None:
        data: Any = interaction.data
        people = data.get("resolved", {}).get("users", {})
        picked = [people[each]["global_name"] if each in people else each for each in data["values"]]
        await interaction.response.send_message(", ".join(picked), ephemeral=True)

    client.answering = answering
    view = ui.View()
    options = [library.SelectOption(label=name, value=name[0].lower()) for name in ("Tea", "Coffee", "Water")]
    view.add_item(ui.Select(placeholder="Drinks", options=options, max_values=2, custom_id="drinks"))
    view.add_item(ui.UserSelect(placeholder="With", custom_id="with"))
    await (await client.place(general)).send("Choose", view=view)
    [card] = amina.messages(general)
    assert (await amina.choose(card, "Tea", "Water", menu="Drinks")).text == "t, w"
    assert (await amina.choose(card, bo, menu="With")).text == "Bo"
    for picks in (("Tea", "Coffee", "Water"), ("Milk",), ()):
        with pytest.raises(Impossible):
            await amina.choose(card, *picks, menu="Drinks")


async def test_nobody_presses_what_they_do_not_see(
    client: Client, guild: Guild, general: Channel, amina: Person, bo: Person
) -> None:
    view = ui.View()
    view.add_item(ui.Button(label="Mine", custom_id="mine"))
    client.answering = says("Only you", ephemeral=True, view=view)
    await offer(client, {"name": "join"})
    answer = await amina.slash(general, "join")
    assert answer.message is not None
    with pytest.raises(Impossible):
        await bo.press(answer.message, "Mine")
    assert (await amina.press(answer, "Mine")).ephemeral


# Forms.


def _form() -> ui.Modal:
    form = ui.Modal(title="Tell us", custom_id="form:1")
    form.add_item(ui.TextDisplay("All of it stays **here**"))
    form.add_item(ui.Label(text="Why?", component=ui.TextInput(custom_id="why", max_length=10)))
    options = [library.SelectOption(label=name) for name in ("English", "French")]
    form.add_item(ui.Label(text="Language", component=ui.Select(custom_id="language", options=options)))
    checks = ui.CheckboxGroup(custom_id="days", required=False)
    for day in ("Monday", "Friday"):
        checks.add_option(label=day, value=day.lower())
    form.add_item(ui.Label(text="Days", component=checks))
    form.add_item(ui.Label(text="Picture", component=ui.FileUpload(custom_id="picture", required=False)))
    return form


async def test_a_form_is_filled_in_and_sent(client: Client, general: Channel, amina: Person, bo: Person) -> None:
    sent: list[Any] = []

    async def answering(interaction: Interaction) -> None:
        if interaction.type is library.InteractionType.modal_submit:
            sent.append(interaction.data)
            await interaction.response.send_message("Thank you", ephemeral=True)
        else:
            await interaction.response.send_modal(_form())

    client.answering = answering
    await offer(client, {"name": "join"})
    answer = await amina.slash(general, "join")
    assert answer.modal is not None
    assert (answer.modal.title, answer.modal.labels) == ("Tell us", ["Why?", "Language", "Days", "Picture"])
    for values in (
        {}, {"Why?": "x" * 11, "Language": "French"}, {"Why?": "x"}, {"Why?": "x", "Language": "German"},
        {"Why?": "x", "Language": "French", "Other": "x"},
    ):  # fmt: skip
        with pytest.raises(Impossible):
            await amina.submit(answer, values)
    with pytest.raises(Impossible):
        await bo.submit(answer, {"Why?": "x", "Language": "French"})
    values = {"Why?": "To learn", "language": "French", "Days": ["Monday"], "Picture": ("me.png", b"png")}
    assert (await amina.submit(answer, values)).text == "Thank you"
    fields = {each["component"]["custom_id"]: each["component"] for each in sent[0]["components"][1:]}
    assert (fields["why"]["value"], fields["language"]["values"], fields["days"]["values"]) == (
        "To learn", ["French"], ["monday"],
    )  # fmt: skip
    [file] = fields["picture"]["values"]
    assert sent[0]["resolved"]["attachments"][file]["filename"] == "me.png"
    with pytest.raises(Impossible):
        await amina.submit(answer, values)


async def test_boxes_and_radio_buttons_are_ticked(client: Client, general: Channel, amina: Person) -> None:
    sent: list[Any] = []

    async def answering(interaction: Interaction) -> None:
        if interaction.type is library.InteractionType.modal_submit:
            sent.append(interaction.data)
            await interaction.response.send_message("Thank you", ephemeral=True)
            return
        form = ui.Modal(title="Tell us", custom_id="form:2")
        radio = ui.RadioGroup(custom_id="mode")
        for mode in ("Open", "Private"):
            radio.add_option(label=mode, value=mode.lower())
        form.add_item(ui.Label(text="Mode", component=radio))
        form.add_item(ui.Label(text="Sure?", component=ui.Checkbox(custom_id="sure")))
        form.add_item(ui.Label(text="Who", component=ui.UserSelect(custom_id="who", required=False)))
        await interaction.response.send_modal(form)

    client.answering = answering
    await offer(client, {"name": "join"})
    answer = await amina.slash(general, "join")
    with pytest.raises(Impossible, match="Mode"):
        await amina.submit(answer, {"Sure?": True})
    await amina.submit(answer, {"Mode": "Private", "Sure?": True, "Who": amina})
    fields = [each["component"] for each in sent[0]["components"]]
    assert (fields[0]["value"], fields[1]["value"], fields[2]["values"]) == ("private", True, [str(amina.id)])
    assert sent[0]["resolved"]["users"][str(amina.id)]["global_name"] == "Amina"


async def test_a_closed_form_tells_nobody(client: Client, general: Channel, amina: Person) -> None:
    async def answering(interaction: Interaction) -> None:
        await interaction.response.send_modal(_form())

    client.answering = answering
    await offer(client, {"name": "join"})
    answer = await amina.slash(general, "join")
    amina.close(answer)
    with pytest.raises(Impossible):
        await amina.submit(answer, {"Why?": "x", "Language": "French"})
    assert [it.type for it in client.told("interaction")] == [library.InteractionType.application_command]


_INPUT = {"type": 4, "style": 1, "custom_id": "a"}
_LABELLED = {"type": 18, "label": "Why?", "component": _INPUT}


async def test_a_form_discord_does_not_open_is_refused(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    wrong: list[dict[str, Any]] = [
        {"title": "x" * 46},
        {"title": ""},
        {"custom_id": "x" * 101},
        {"components": []},
        {"components": [{**_LABELLED, "component": {**_INPUT, "custom_id": str(number)}} for number in range(6)]},
        {"components": [{**_LABELLED, "label": "x" * 46}]},
        {"components": [{**_LABELLED, "description": "x" * 101}]},
        {"components": [{**_LABELLED, "component": {**_INPUT, "max_length": 4001}}]},
        {"components": [{**_LABELLED, "component": {**_INPUT, "value": "x" * 11, "max_length": 10}}]},
        {"components": [_LABELLED, _LABELLED]},
        {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Yes", "custom_id": "yes"}]}]},
    ]
    found: list[tuple[int, int]] = []

    async def answering(interaction: Interaction) -> None:
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        for form in wrong:
            whole = {"title": "Tell us", "custom_id": "form", "components": [_LABELLED], **form}
            found.append(await refusal(client.ask("POST", path, {"type": 9, "data": whole})))
        await interaction.response.send_message("No form")

    client.answering = answering
    await offer(client, {"name": "join"})
    assert (await amina.slash(general, "join")).text == "No form"
    assert (found, len(discord.violations)) == ([(400, 50035)] * len(wrong), len(wrong))
    discord.violations.clear()


async def test_a_form_cannot_answer_a_form(discord: Discord, client: Client, general: Channel, amina: Person) -> None:
    found: list[tuple[int, int]] = []

    async def answering(interaction: Interaction) -> None:
        if interaction.type is library.InteractionType.modal_submit:
            path = f"/interactions/{interaction.id}/{interaction.token}/callback"
            again = {"title": "Again", "custom_id": "form", "components": [_LABELLED]}
            found.append(await refusal(client.ask("POST", path, {"type": 9, "data": again})))
            await interaction.response.send_message("Go on", ephemeral=True)
        else:
            await interaction.response.send_modal(_form())

    client.answering = answering
    await offer(client, {"name": "join"})
    opened = await amina.slash(general, "join")
    assert (await amina.submit(opened, {"Why?": "x", "Language": "French"})).text == "Go on"
    assert found == [(400, 50035)]
    discord.violations.clear()


async def test_in_an_archived_thread_no_command_is_used(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    await offer(client, {"name": "join"})
    place = await client.place(general)
    thread = await place.create_thread(name="Old", type=library.ChannelType.public_thread)
    await thread.edit(archived=True)
    with pytest.raises(Impossible):
        await amina.slash(discord.world.channels[thread.id], "join")
