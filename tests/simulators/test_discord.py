"""The simulated Discord's messages, places and people: a plain discord.py client gets what Discord's documents say."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord as library
import pytest

from tests.simulators.discord import Channel, Discord, Guild, Permission, Person, Refused, simulated_discord
from tests.simulators.discord_client import Client, connected, point, refusal

P = Permission
MESSAGES = "/channels/{channel_id}/messages"


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    async with simulated_discord() as simulated:
        point(monkeypatch, simulated)
        simulated.checks_itself = True
        yield simulated
        assert (simulated.violations, simulated.deviations) == ([], [])


@pytest.fixture
def guild(discord: Discord) -> Guild:
    return discord.guild("Baobab")


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
async def client(discord: Discord, guild: Guild, general: Channel) -> AsyncIterator[Client]:
    """A bot with no right but everybody's."""
    guild.add_bot()
    async with connected(discord) as client:
        yield client


# Writing.


async def test_what_the_bot_writes_people_read(client: Client, general: Channel, amina: Person) -> None:
    place = await client.place(general)
    await place.send(f"# Hello *you*, \\*stars\\*\n- **one** `two_three`\n> {amina.mention} in {general.mention}")
    embed = library.Embed(title="Card", description="A __card__").add_field(name="Who", value="[Amina](https://a.org)")
    view = library.ui.View()
    view.add_item(library.ui.Button(label="Yes", emoji="✅", custom_id="yes"))
    view.add_item(library.ui.Button(label="More", url="https://a.org"))
    view.add_item(library.ui.Select(placeholder="Which?", options=[library.SelectOption(label="A")], row=1))
    await place.send(embed=embed, view=view)
    assert amina.sees(general) == [
        "Hello you, *stars*\n• one two_three\n@Amina in #general",
        "Card\nA card\nWho: Amina (https://a.org)\n[✅ Yes] [More]\n[Which? ▾]",
    ]
    assert amina.messages(general)[1].buttons == ["Yes", "More"]


async def test_components_of_the_second_version_are_read_in_their_order(
    client: Client, general: Channel, amina: Person
) -> None:
    ui = library.ui
    view = ui.LayoutView()
    section = ui.Section(ui.TextDisplay("## Tea at _four_"), accessory=ui.Button(label="Come", custom_id="come"))
    row = ui.ActionRow(ui.Button(label="Stay away", custom_id="stay"))
    view.add_item(ui.Container(section, ui.Separator(), ui.TextDisplay("<t:1700000000:F>"), row))
    view.add_item(ui.File("attachment://list.txt"))
    view.add_item(ui.MediaGallery(library.MediaGalleryItem("attachment://tree.png", description="A tree")))
    files = [library.File(io.BytesIO(b"tea"), name) for name in ("list.txt", "tree.png")]
    message = await (await client.place(general)).send(view=view, files=files)
    [read] = amina.messages(general)
    assert read.lines == ["Tea at four", "[Come]", "<t:1700000000:F>", "[Stay away]", "list.txt", "A tree"]
    assert read.buttons == ["Come", "Stay away"]
    await message.edit(view=view)
    assert len(read.lines) == 6


_BUTTON = {"type": 2, "style": 1, "label": "Yes", "custom_id": "yes"}
_TEXT = {"type": 10, "content": "x"}
_OPTION = {"label": "A", "value": "a"}


def _row(*inner: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(inner)}


def _menu(**changed: object) -> dict[str, Any]:
    return _row({"type": 3, "custom_id": "menu", "options": [_OPTION], **changed})


async def test_a_message_beyond_discords_limits_is_refused(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    for body in (
        {"content": "x" * 2001},
        {"embeds": [{"title": "x" * 257}]},
        {"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]},
        {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]},
        {"embeds": [{"fields": [{"name": "n", "value": ""}]}]},
        {"content": "x", "components": [_row(*({**_BUTTON, "custom_id": str(n)} for n in range(6)))]},
        {"content": "x", "components": [_row({**_BUTTON, "label": "x" * 81})]},
        {"content": "x", "components": [_row({**_BUTTON, "custom_id": "x" * 101})]},
        {"content": "x", "components": [_row(_BUTTON), _row(_BUTTON)]},
        {"content": "x", "components": [_row({**_BUTTON, "id": n, "custom_id": str(n)}) for n in range(1, 7)]},
        {"content": "x", "components": [_row({**_BUTTON, "url": "https://a.org"})]},
        {"content": "x", "components": [_menu(options=[{"label": str(n), "value": str(n)} for n in range(26)])]},
        {"content": "x", "components": [_menu(options=[_OPTION, _OPTION])]},
        {"content": "x", "components": [_menu(options=[{**_OPTION, "description": "x" * 101}])]},
        {"content": "x", "components": [_menu(min_values=2, max_values=1)]},
        {"content": "x", "components": [_row(_BUTTON, _menu()["components"][0])]},
        {"content": "x", "components": [_TEXT]},
        {"flags": 1 << 15, "components": [_TEXT], "content": "both"},
        {"flags": 1 << 15, "components": [{**_TEXT, "content": "x" * 2001}, {**_TEXT, "content": "x" * 2000}]},
        {"flags": 1 << 15, "components": [_TEXT] * 41},
        {"flags": 1 << 15, "components": [{"type": 17, "components": [_TEXT] * 40}]},
        {"flags": 1 << 15, "components": [{"type": 9, "components": [_TEXT] * 4, "accessory": _BUTTON}]},
        {"flags": 1 << 15, "components": [{"type": 13, "file": {"url": "attachment://nowhere.txt"}}]},
        {"content": "x", "nonce": "x" * 26},
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
    ):
        found = await refusal(client.ask("POST", f"/channels/{general.id}/messages", body))
        assert (body, *found, len(discord.violations)) == (body, 400, 50035, 1)
        discord.violations.clear()
    assert amina.sees(general) == []


async def test_messages_at_discords_limits_are_taken(client: Client, general: Channel, amina: Person) -> None:
    inner = [{"type": 10, "content": "x" * 100}] * 39
    rows = [_row(*({**_BUTTON, "custom_id": f"{row}{place}"} for place in range(5))) for row in range(5)]
    for body in (
        {"content": "x" * 2000, "components": rows},
        {"embeds": [{"title": "x" * 256, "description": "x" * 4096, "footer": {"text": "x" * 1648}}]},
        {"flags": 1 << 15, "components": [{"type": 17, "components": inner}]},
    ):
        await client.ask("POST", f"/channels/{general.id}/messages", body)
    assert len(amina.sees(general)) == 3


async def test_an_empty_message_is_refused(client: Client, general: Channel) -> None:
    assert await refusal(client.ask("POST", f"/channels/{general.id}/messages", {"content": " "})) == (400, 50006)


async def test_a_nonce_makes_one_message_for_some_minutes(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    place = await client.place(general)
    first = await place.send("Once", nonce="job-1")
    assert (await place.send("Once", nonce="job-1")).id == first.id
    await client.ask("POST", f"/channels/{general.id}/messages", {"content": "Twice", "nonce": "job-1"})
    discord.pass_time(600)
    assert (await place.send("Later", nonce="job-1")).id != first.id
    assert amina.sees(general) == ["Once", "Twice", "Later"]


async def test_a_nonce_is_told_once_counts_everywhere_and_outlives_its_message(
    discord: Discord, client: Client, guild: Guild, general: Channel
) -> None:
    other = guild.channel("other")
    place = await client.place(general)
    first = await place.send("Once", nonce="job-1")
    await discord.until(lambda: client.told("message"))
    assert (first.nonce, client.told("message")[0].nonce) == ("job-1", "job-1")
    assert (await place.fetch_message(first.id)).nonce is None
    assert (await (await client.place(other)).send("Once", nonce="job-1")).id == first.id
    await first.delete()
    assert await refusal(place.send("Once", nonce="job-1")) == (404, 10008)


async def test_history_comes_in_pages(client: Client, general: Channel, amina: Person) -> None:
    written = [amina.write(general, str(number)) for number in range(120)]
    place = await client.place(general)
    assert [message.content async for message in place.history(limit=None)] == [str(n) for n in range(119, -1, -1)]
    after = [message.content async for message in place.history(limit=3, after=written[5])]
    around = [message.content async for message in place.history(limit=3, around=written[50])]
    assert (after, sorted(around)) == (["6", "7", "8"], ["49", "50", "51"])
    assert await refusal(place.fetch_message(1)) == (404, 10008)


async def test_reading_back_and_showing_cards_take_rights_of_their_own(
    client: Client, guild: Guild, general: Channel, amina: Person
) -> None:
    place = await client.place(general)
    message = amina.write(general, "Before")
    guild.everyone.permissions &= ~(P.READ_MESSAGE_HISTORY | P.EMBED_LINKS | P.ATTACH_FILES)
    assert [each async for each in place.history()] == []
    assert await refusal(place.fetch_message(message.id)) == (403, 50001)
    assert await refusal(place.get_partial_message(message.id).add_reaction("✅")) == (403, 50013)
    assert await refusal(place.send(embed=library.Embed(title="Card"))) == (403, 50013)
    assert await refusal(place.send(file=library.File(io.BytesIO(b"x"), "x.txt"))) == (403, 50013)
    await place.send("Plain")


async def test_many_messages_are_removed_at_once(
    discord: Discord, client: Client, guild: Guild, general: Channel, amina: Person
) -> None:
    guild.everyone.permissions |= P.MANAGE_MESSAGES
    place = await client.place(general)
    old = amina.write(general, "Old")
    discord.pass_time(15 * 86_400)
    new = [amina.write(general, str(number)) for number in range(3)]
    path = f"/channels/{general.id}/messages/bulk-delete"
    assert await refusal(client.ask("POST", path, {"messages": [str(old.id), str(new[0].id)]})) == (400, 50034)
    await client.ask("POST", path, {"messages": [str(each.id) for each in new[:2]]})
    assert [each.content async for each in place.history()] == ["2", "Old"]


async def test_a_message_is_changed_and_removed_by_its_author_only(
    client: Client, general: Channel, amina: Person
) -> None:
    place = await client.place(general)
    mine = await place.send("Draft", view=library.ui.View())
    hers = amina.write(general, "Hers")
    await mine.edit(content="Final")
    with pytest.raises(Refused, match="50005"):
        amina.edit(amina.messages(general)[0], "Mine now")
    assert await refusal(place.get_partial_message(hers.id).edit(content="No")) == (403, 50005)
    assert await refusal(place.get_partial_message(hers.id).delete()) == (403, 50013)
    assert amina.sees(general) == ["Final", "Hers"]
    await mine.delete()
    assert await refusal(mine.delete()) == (404, 10008)
    assert amina.sees(general) == ["Hers"]


async def test_pins_need_a_right_of_their_own(client: Client, guild: Guild, general: Channel, amina: Person) -> None:
    place = await client.place(general)
    message = await place.fetch_message(amina.write(general, "Rules").id)
    assert await refusal(message.pin()) == (403, 50013)
    guild.everyone.permissions |= P.PIN_MESSAGES
    await message.pin()
    assert [each.content async for each in place.pins()] == ["Rules"]


async def test_files_are_kept_and_their_links_expire(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    place = await client.place(general)
    file = library.File(io.BytesIO(b"a,b"), "list.csv", description="The list")
    message = await place.send("Here", file=file)
    assert amina.sees(general) == ["Here\nlist.csv"]
    assert await message.attachments[0].read() == b"a,b"
    assert (message.attachments[0].description, message.attachments[0].content_type) == (
        "The list", "text/csv; charset=utf-8",
    )  # fmt: skip
    discord.pass_time(90_000)
    async with aiohttp.ClientSession() as session, session.get(message.attachments[0].url) as answer:
        assert answer.status == 404
    assert await (await place.fetch_message(message.id)).attachments[0].read() == b"a,b"
    hers = amina.write(general, "Mine", files={"note.txt": b"hello"})
    assert await (await place.fetch_message(hers.id)).attachments[0].read() == b"hello"
    await message.edit(attachments=[])
    assert amina.sees(general) == ["Here", "Mine\nnote.txt"]


# Calling people.


async def test_who_is_called_depends_on_the_text_and_what_it_may_call(
    discord: Discord, client: Client, guild: Guild, general: Channel, amina: Person, bo: Person
) -> None:
    closed, known = guild.role("Closed"), guild.role("Known")
    known.mentionable = True
    guild.give(bo, closed)
    guild.give(bo, known)
    place = await client.place(general)
    quiet = library.AllowedMentions.none()
    text = f"{amina.mention} {closed.mention} @everyone `{bo.mention}` \\{bo.mention}"
    guild.everyone.permissions &= ~P.MENTION_EVERYONE
    await place.send(text)
    await place.send(text, allowed_mentions=quiet)
    only_bo = library.AllowedMentions(users=[bo], everyone=False)
    await place.send(f"{amina.mention} {bo.mention}", allowed_mentions=only_bo)
    await place.send(known.mention)
    amina_wrote = amina.write(general, "Hello?")
    message = await place.fetch_message(amina_wrote.id)
    await message.reply("Yes?")
    await message.reply("Yes.", mention_author=False)
    guild.everyone.permissions |= P.MENTION_EVERYONE
    await place.send("@here now")
    embed = library.Embed(description=amina.mention)
    await place.send(embed=embed)
    layout = library.ui.LayoutView()
    layout.add_item(library.ui.TextDisplay(amina.mention))
    await place.send(view=layout)
    assert amina.notified == [f"@Amina @Closed @everyone <@{bo.id}> <@{bo.id}>", "Yes?", "@here now", "@Amina"]
    assert bo.notified == ["@Amina @Bo", "@Known", "@here now"]


async def test_only_who_sees_a_message_when_it_is_sent_is_called(
    client: Client, guild: Guild, general: Channel, amina: Person, bo: Person
) -> None:
    board = guild.channel("board", hidden=True, open_to=[bo, guild.world.bot])
    place = await client.place(board)
    await place.send(f"{amina.mention} {bo.mention}")
    message = await place.send("Nobody")
    await message.edit(content=f"{bo.mention} after all")
    assert (amina.notified, bo.notified) == ([], ["@Amina @Bo"])
    assert bo.sees(board) == ["@Amina @Bo", "@Bo after all"]


# Reactions.


async def test_reactions_are_listed_in_pages_and_removed_with_the_right_to(
    discord: Discord, client: Client, guild: Guild, general: Channel
) -> None:
    place = await client.place(general)
    message = await place.send("Vote")
    crowd = guild.crowd(130)
    for person in crowd:
        person.react(person.messages(general)[0], "✅")
    await message.add_reaction("✅")
    await message.add_reaction("🧑🏽‍🌾")
    [votes, _] = (await place.fetch_message(message.id)).reactions
    assert (votes.count, votes.me) == (131, True)
    assert len([user async for user in votes.users()]) == 131
    assert await refusal(message.remove_reaction("✅", crowd[0])) == (403, 50013)
    guild.everyone.permissions |= P.MANAGE_MESSAGES
    await message.remove_reaction("✅", crowd[0])
    await message.remove_reaction("✅", client.user)
    await message.remove_reaction("✅", client.user)
    await discord.until(lambda: len(client.told("raw_reaction_remove")) == 2)
    assert await refusal(message.add_reaction("no")) == (400, 10014)
    for number in range(18):
        await message.add_reaction(chr(0x1F600 + number))
    assert await refusal(message.add_reaction("🐝")) == (400, 30010)


async def test_a_new_emoji_takes_a_right_that_one_more_of_it_does_not(
    client: Client, guild: Guild, general: Channel, amina: Person
) -> None:
    message = await (await client.place(general)).send("Vote")
    await message.add_reaction("👍")
    guild.everyone.permissions &= ~P.ADD_REACTIONS
    amina.react(amina.messages(general)[0], "👍")
    with pytest.raises(Refused, match="50013"):
        amina.react(amina.messages(general)[0], "👎")
    assert await refusal(message.add_reaction("👎")) == (403, 50013)


# Private messages.


async def test_private_messages_arrive_unless_they_are_closed(
    discord: Discord, client: Client, amina: Person, guild: Guild
) -> None:
    shy, stranger = discord.user("Shy", dms=False), discord.user("Stranger")
    guild.join(shy)
    await (await client.fetch_user(amina.id)).send("Between us")
    amina.write(amina.dm, "Thank you")
    await discord.until(lambda: client.told("message"))
    assert amina.inbox() == ["Between us"]
    assert await refusal((await client.fetch_user(shy.id)).send("Hello")) == (403, 50007)
    assert await refusal((await client.fetch_user(stranger.id)).send("Hello")) == (403, 50278)
    assert await refusal(client.fetch_user(1)) == (404, 10013)
    guild.leave(amina)
    assert await refusal((await client.fetch_user(amina.id)).send("Still there?")) == (403, 50278)


# Threads.


async def test_a_message_has_one_thread(client: Client, general: Channel, amina: Person, guild: Guild) -> None:
    place = await client.place(general)
    message = await place.send("Topic")
    thread = await message.create_thread(name="About it", auto_archive_duration=1440)
    assert (thread.id, thread.parent_id) == (message.id, general.id)
    assert await refusal(message.create_thread(name="Again")) == (400, 160004)
    await thread.send("Inside")
    assert amina.channels(guild) == ["general", "About it"]
    assert (await place.fetch_message(message.id)).thread.name == "About it"
    assert [each.name for each in await client.get_guild(guild.id).active_threads()] == ["About it"]


async def test_an_archived_thread_takes_nothing_until_it_is_awake(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    place = await client.place(general)
    thread = await place.create_thread(name="Old", type=library.ChannelType.public_thread)
    message = await thread.send("Before")
    await thread.edit(archived=True)
    assert [each.name async for each in place.archived_threads()] == ["Old"]
    assert await refusal(message.add_reaction("✅")) == (400, 50083)
    assert await refusal(message.edit(content="Changed")) == (400, 50083)
    assert await refusal(thread.edit(name="New")) == (400, 50083)
    assert await refusal(thread.add_user(await client.fetch_user(amina.id))) == (400, 50083)
    await thread.send("Wakes it")
    await message.edit(content="Changed")
    assert amina.sees(discord.world.channels[thread.id]) == ["Changed", "Wakes it"]


async def test_a_locked_thread_is_opened_by_moderators_only(client: Client, guild: Guild, general: Channel) -> None:
    owner = guild.owner
    thread = await (await client.place(general)).create_thread(name="Old", type=library.ChannelType.public_thread)
    [place] = general.threads
    place.locked = place.archived = True
    assert await refusal(thread.send("Hello?")) == (400, 50083)
    assert await refusal(thread.edit(archived=False)) == (403, 160005)
    owner.write(place, "I may")
    assert not place.archived


async def test_a_private_thread_is_seen_by_those_in_it(
    client: Client, general: Channel, guild: Guild, amina: Person, bo: Person
) -> None:
    thread = await (await client.place(general)).create_thread(name="Us", type=library.ChannelType.private_thread)
    await thread.add_user(await client.get_guild(guild.id).fetch_member(amina.id))
    assert (amina.channels(guild), bo.channels(guild)) == (["general", "Us"], ["general"])
    guild.give(bo, guild.role("Moderators", permissions=P.MANAGE_THREADS))
    assert bo.channels(guild) == ["general", "Us"]


async def test_forum_posts_are_threads_with_a_first_message(client: Client, guild: Guild, amina: Person) -> None:
    forum = guild.forum("ideas", tags=["New"])
    place = await client.fetch_channel(forum.id)
    made = await place.create_thread(name="An idea", content="What if?", applied_tags=place.available_tags)
    assert made.thread.id == made.message.id
    assert [tag.name for tag in (await client.fetch_channel(made.thread.id)).applied_tags] == ["New"]
    [post] = forum.threads
    assert amina.sees(post) == ["What if?"]
    assert await refusal(client.ask("POST", f"/channels/{forum.id}/messages", {"content": "x"})) == (400, 50008)
    with pytest.raises(Refused, match="50008"):
        amina.write(forum, "x")


# Rights.


async def test_rights_come_from_roles_then_from_the_channels_exceptions(guild: Guild, discord: Discord) -> None:
    guild.add_bot()
    one, other = guild.role("One"), guild.role("Other")
    amina, bo, chi = (discord.user(name) for name in ("Amina", "Bo", "Chi"))
    guild.join(amina, roles=[one])
    guild.join(bo, roles=[one, other])
    guild.join(chi)
    place = guild.channel(
        "place", hidden=True, open_to=[one, chi],
        deny={other: P.VIEW_CHANNEL | P.SEND_MESSAGES, chi: P.SEND_MESSAGES, one: P.ADD_REACTIONS},
    )  # fmt: skip
    assert [person.channels(guild) for person in (amina, bo, chi)] == [["place"]] * 3
    assert [person.may_write(place) for person in (amina, bo, chi)] == [True, False, False]
    assert guild.owner.may_write(place)
    outside = guild.channel("outside", deny={guild.everyone: P.SEND_MESSAGES})
    assert not amina.may_write(outside)
    guild.give(amina, guild.role("Chief", permissions=P.ADMINISTRATOR))
    assert amina.may_write(outside)
    guild.time_out(chi, 60)
    talk = guild.channel("talk")
    assert (chi.may_write(talk), chi.channels(guild)) == (False, ["place", "outside", "talk"])
    discord.pass_time(61)
    assert chi.may_write(talk)


async def test_a_bot_that_forgets_itself_is_locked_out_of_its_own_channel(
    discord: Discord, client: Client, guild: Guild
) -> None:
    mine = guild.member(discord.bot).top_role
    mine.permissions = P.MANAGE_CHANNELS | P.MANAGE_ROLES
    known = await client.fetch_guild(guild.id)
    closed = {known.default_role: library.PermissionOverwrite(view_channel=False)}
    lost = await known.create_text_channel("Board Room", overwrites=closed)
    assert lost.name == "board-room"
    assert await refusal(lost.send("Hello?")) == (403, 50001)
    assert await refusal(client.fetch_channel(lost.id)) == (403, 50001)
    assert await refusal(lost.delete()) == (403, 50001)
    me = await known.fetch_member(client.user.id)
    kept = await known.create_text_channel(
        "kept", overwrites={**closed, me: library.PermissionOverwrite(view_channel=True)}
    )
    await kept.send("Here I am")
    mine.permissions |= P.ADMINISTRATOR
    await lost.send("Found again")


async def test_what_the_bot_may_not_do_is_refused(
    client: Client, guild: Guild, general: Channel, amina: Person
) -> None:
    known = await client.fetch_guild(guild.id)
    assert await refusal(known.create_text_channel("no")) == (403, 50013)
    assert await refusal(known.create_role(name="no")) == (403, 50013)
    assert await refusal((await client.place(general)).edit(topic="no")) == (403, 50013)
    assert await refusal((await known.fetch_member(amina.id)).kick()) == (403, 50013)
    assert (list(guild.channels.values()), amina.channels(guild)) == ([general], ["general"])


async def test_what_does_not_exist_is_unknown(discord: Discord, client: Client, guild: Guild, general: Channel) -> None:
    stranger = discord.user("Stranger")
    far = discord.guild("Far")
    known = await client.fetch_guild(guild.id)
    assert await refusal(client.fetch_channel(1)) == (404, 10003)
    assert await refusal(client.fetch_guild(1)) == (404, 10004)
    assert await refusal(client.fetch_guild(far.id)) == (403, 50001)
    assert await refusal(known.fetch_member(stranger.id)) == (404, 10007)
    assert await refusal(known.fetch_member(1)) == (404, 10013)
    assert await refusal(known.fetch_role(1)) == (404, 10011)
    assert await refusal(client.fetch_channel(far.channel("there").id)) == (403, 50001)


async def test_roles_are_given_only_from_above(
    client: Client, guild: Guild, general: Channel, amina: Person, discord: Discord
) -> None:
    high, low = guild.role("High", position=9), guild.role("Low", position=1)
    mine = guild.member(discord.bot).top_role
    mine.position = 5
    member = await (await client.fetch_guild(guild.id)).fetch_member(amina.id)
    assert await refusal(member.add_roles(library.Object(low.id))) == (403, 50013)
    mine.permissions = P.MANAGE_ROLES
    await member.add_roles(library.Object(low.id))
    assert await refusal(member.add_roles(library.Object(high.id))) == (403, 50013)
    assert await refusal(member.add_roles(library.Object(mine.id))) == (403, 50013)
    assert await refusal(member.add_roles(library.Object(1))) == (404, 10011)
    assert guild.roles_of(amina) == {"Low"}
    await member.remove_roles(library.Object(low.id))
    assert guild.roles_of(amina) == set()


async def test_roles_are_made_at_the_bottom_and_moved_below_ones_own(
    client: Client, guild: Guild, discord: Discord
) -> None:
    high = guild.role("High", position=9)
    mine = guild.member(discord.bot).top_role
    mine.position, mine.permissions = 5, P.MANAGE_ROLES
    known = await client.fetch_guild(guild.id)
    made = await known.create_role(name="Gardeners", mentionable=True)
    assert (made.position, made.mentionable) == (1, True)
    more_than_mine = library.Permissions(ban_members=True)
    assert await refusal(known.create_role(name="Chiefs", permissions=more_than_mine)) == (403, 50013)
    await made.edit(position=3, name="Growers")
    assert await refusal(made.edit(position=8)) == (403, 50013)
    assert await refusal((await known.fetch_role(high.id)).edit(name="Mine")) == (403, 50013)
    await made.delete()
    assert {role.name for role in guild.roles.values()} == {"@everyone", "Palabre", "High"}


async def test_overwrites_are_put_and_taken_away(
    client: Client, guild: Guild, general: Channel, amina: Person, discord: Discord
) -> None:
    place = await client.place(general)
    member = await (await client.fetch_guild(guild.id)).fetch_member(amina.id)
    assert await refusal(place.set_permissions(member, send_messages=False)) == (403, 50013)
    guild.member(discord.bot).top_role.permissions = P.MANAGE_ROLES
    await place.set_permissions(member, send_messages=False)
    assert not amina.may_write(general)
    assert await refusal(place.set_permissions(member, ban_members=True)) == (403, 50013)
    await place.set_permissions(member, overwrite=None)
    assert amina.may_write(general)


async def test_members_are_listed_in_pages_and_only_with_the_privileged_intent(
    client: Client, guild: Guild, discord: Discord
) -> None:
    guild.crowd(1500)
    known = await client.fetch_guild(guild.id)
    assert len([member async for member in known.fetch_members(limit=None)]) == 1502


async def test_people_come_and_go_and_are_kept_out(discord: Discord, client: Client, guild: Guild, bo: Person) -> None:
    guild.give(bo, guild.role("Gardeners"))
    bo.leave(guild)
    await discord.until(lambda: client.told("raw_member_remove"))
    assert bo.channels(guild) == []
    guild.join(bo)
    assert guild.roles_of(bo) == set()
    guild.ban(bo)
    await discord.until(lambda: client.told("member_ban"))
    with pytest.raises(PermissionError):
        guild.join(bo)
    guild.unban(bo)
    guild.join(bo)
    await discord.until(lambda: len(client.told("member_join")) == 2)


# Webhooks.


async def test_a_webhook_speaks_under_any_name_but_discords(
    discord: Discord, client: Client, guild: Guild, general: Channel, amina: Person
) -> None:
    place = await client.place(general)
    assert await refusal(place.create_webhook(name="Bridge")) == (403, 50013)
    guild.everyone.permissions |= P.MANAGE_WEBHOOKS
    webhook = await place.create_webhook(name="Bridge")
    message = await webhook.send("Hello from afar", username="Ada", wait=True)
    await webhook.send("Unheard")
    assert (message.author.name, message.webhook_id) == ("Ada", webhook.id)
    await message.edit(content="Hello")
    thread = await place.create_thread(name="Side", type=library.ChannelType.public_thread)
    await webhook.send("In the thread", thread=thread)
    assert (amina.sees(general), amina.sees(discord.world.channels[thread.id])) == (
        ["Hello", "Unheard"], ["In the thread"],
    )  # fmt: skip
    assert await refusal(webhook.send("x", username="Discord himself")) == (400, 50035)
    await message.delete()
    await webhook.delete()
    assert await refusal(webhook.send("Gone")) == (404, 10015)
    assert len(discord.violations) == 1
    discord.violations.clear()


async def test_what_administrators_change_is_told_to_the_bot(
    discord: Discord, client: Client, guild: Guild, general: Channel, amina: Person
) -> None:
    role = guild.role("Gardeners")
    guild.change_role(role, name="Growers", permissions=P.MANAGE_MESSAGES)
    guild.let(role, general, deny=P.VIEW_CHANNEL)
    guild.give(amina, role)
    assert amina.channels(guild) == []
    guild.let(role, general)
    assert amina.channels(guild) == ["general"]
    guild.delete_role(role)
    guild.delete_channel(general)
    await discord.until(lambda: client.told("guild_channel_delete"))
    assert [each.name for each in client.told("guild_role_update")] == ["Gardeners"]
    assert [each.name for each in client.told("guild_role_delete")] == ["Growers"]
    assert (guild.roles_of(amina), amina.channels(guild)) == (set(), [])
