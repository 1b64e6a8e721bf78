"""The simulated Discord's gateway: who may connect, what each client hears, and sessions that break and are resumed."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import discord as library
import pytest

from tests.simulators.discord import Discord, Guild, Intent, Permission, simulated_discord
from tests.simulators.discord_client import Client, connected, point, refusal


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    async with simulated_discord() as simulated:
        point(monkeypatch, simulated)
        simulated.checks_itself = True
        yield simulated
        assert (simulated.violations, simulated.deviations) == ([], [])


@pytest.fixture
def guild(discord: Discord) -> Guild:
    guild = discord.guild("Baobab")
    guild.channel("general")
    guild.add_bot()
    return guild


async def test_a_client_logs_in_and_finds_the_servers_it_was_added_to(discord: Discord, guild: Guild) -> None:
    discord.guild("Elsewhere")
    async with connected(discord) as client:
        assert [(each.name, [c.name for c in each.channels]) for each in client.guilds] == [("Baobab", ["general"])]
        assert client.user.id == discord.bot.id
        assert (await client.application_info()).id == client.application_id == discord.bot.id


async def test_a_wrong_token_is_not_let_in(discord: Discord) -> None:
    client = Client()
    with pytest.raises(library.LoginFailure):
        await client.start("wrong")
    await client.close()


async def test_a_revoked_token_ends_the_connection(discord: Discord) -> None:
    client = Client()
    async with connected(discord, client):
        discord.revoke_token()
        await discord.until(client.is_closed)
    assert client.is_closed()


async def test_a_privileged_intent_that_is_switched_off_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async with simulated_discord(privileged=Intent.MESSAGE_CONTENT) as discord:
        point(monkeypatch, discord)
        with pytest.raises(library.PrivilegedIntentsRequired):
            async with connected(discord, Client("presences")):
                pass
        async with connected(discord, Client("presences", "members")) as client:
            flags = (await client.application_info()).flags
    assert (flags.gateway_guild_members_limited, flags.gateway_message_content_limited) == (False, True)


async def test_members_are_told_only_to_those_who_asked(discord: Discord, guild: Guild) -> None:
    amina = discord.user("Amina")
    async with connected(discord) as curious, connected(discord, Client("members")) as discreet:
        guild.join(amina)
        guild.give(amina, guild.role("Gardeners"))
        guild.leave(amina)
        await discord.until(lambda: curious.told("raw_member_remove") and discreet.told("guild_role_create"))
    assert [member.name for member in curious.told("member_join")] == ["amina"]
    assert [role.name for role in curious.told("member_update")[0].roles] == ["@everyone"]
    assert {name for name, _ in discreet.heard if "member" in name} == set()


async def test_without_the_reaction_intent_no_reaction_is_told(discord: Discord, guild: Guild) -> None:
    amina = discord.user("Amina")
    guild.join(amina)
    [general] = guild.channels.values()
    async with connected(discord) as curious, connected(discord, Client("guild_reactions")) as discreet:
        message = amina.write(general, "Shall we?")
        amina.react(message, "✅")
        amina.unreact(message, "✅")
        amina.erase(message)
        await discord.until(lambda: curious.told("raw_message_delete") and discreet.told("raw_message_delete"))
    found = curious.told("raw_reaction_add")[0]
    assert (found.user_id, found.message_id, str(found.emoji), found.member.name) == (
        amina.id, message.id, "✅", "amina",
    )  # fmt: skip
    assert len(curious.told("raw_reaction_remove")) == 1
    assert {name for name, _ in discreet.heard if "reaction" in name} == set()


async def test_without_the_content_intent_messages_are_empty_but_for_those_meant_for_the_bot(
    discord: Discord, guild: Guild
) -> None:
    amina = discord.user("Amina")
    guild.join(amina)
    [general] = guild.channels.values()
    async with connected(discord, Client("message_content")) as client:
        amina.write(general, "a secret")
        amina.write(general, f"{discord.bot.mention} hello")
        amina.write(amina.dm, "between us")
        await (await client.place(general)).send("my own")
        await discord.until(lambda: len(client.told("message")) == 4)
    assert [message.content for message in client.told("message")] == [
        "", f"{discord.bot.mention} hello", "between us", "my own",
    ]  # fmt: skip


async def test_an_application_without_the_content_intent_reads_nothing_over_rest_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with simulated_discord(privileged=Intent(0)) as discord:
        point(monkeypatch, discord)
        guild = discord.guild("Baobab")
        general = guild.channel("general")
        guild.add_bot()
        guild.owner.write(general, "a secret")
        async with connected(discord, Client("members", "presences", "message_content")) as client:
            [message] = [each async for each in (await client.place(general)).history()]
            assert await refusal(client.ask("GET", f"/guilds/{guild.id}/members")) == (403, 50001)
    assert (message.content, message.author.name) == ("", guild.owner.handle)


async def test_what_happens_in_a_channel_the_bot_cannot_see_is_not_told(discord: Discord, guild: Guild) -> None:
    amina = discord.user("Amina")
    guild.join(amina)
    [general] = guild.channels.values()
    hidden = guild.channel("hidden", hidden=True, open_to=[amina])
    async with connected(discord) as client:
        amina.write(hidden, "nobody hears this")
        amina.write(general, "everybody hears this")
        await discord.until(lambda: client.told("message"))
        assert [message.content for message in client.told("message")] == ["everybody hears this"]
        assert client.get_channel(hidden.id).name == "hidden"


async def test_servers_are_shared_among_shards(discord: Discord) -> None:
    discord.gateway.shards = 2
    guilds = [discord.guild(name, shard=shard) for shard, name in enumerate(["Even", "Odd"])]
    amina = discord.user("Amina")
    for guild in guilds:
        guild.add_bot()
        guild.join(amina)
    async with connected(discord) as client:
        assert {each.name: each.shard_id for each in client.guilds} == {"Even": 0, "Odd": 1}
        amina.write(guilds[1].channel("general"), "on the second")
        amina.write(amina.dm, "on the first")
        await discord.until(lambda: len(client.told("message")) == 2)
        carried = {s.shard[0]: [name for _, name, _ in s.sent] for s in discord.gateway.sessions.values()}
    assert [shard for shard in sorted(carried) if "MESSAGE_CREATE" in carried[shard]] == [0, 1]
    assert ("CHANNEL_CREATE" in carried[0], "CHANNEL_CREATE" in carried[1]) == (False, True)


async def test_a_client_without_shards_is_turned_away_where_they_are_required(discord: Discord) -> None:
    discord.gateway.sharding_required = True
    client = library.Client(intents=library.Intents.default())
    with pytest.raises(library.ConnectionClosed) as closed:
        async with connected(discord, client):
            pass
    assert closed.value.code == 4011


async def test_what_no_client_may_send_ends_the_connection_with_its_code(discord: Discord) -> None:
    def identify(**changed: object) -> dict[str, object]:
        return {"op": 2, "d": {"token": discord.token, "properties": {}, "intents": 1, **changed}}

    wrong: list[tuple[list[object], int]] = [
        (["no payload"], 4002),
        ([{"op": 8, "d": {}}], 4003),
        ([identify(token="wrong")], 4004),
        ([identify(), identify()], 4005),
        ([identify(), {"op": 77, "d": {}}], 4001),
        ([identify(shard=[2, 2])], 4010),
        ([identify(intents=1 << 40)], 4013),
        ([identify(intents=None)], 4013),
        ([{"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 1}}], 4004),
    ]
    for sent, code in wrong:
        async with aiohttp.ClientSession() as session, session.ws_connect(discord.gateway_url) as ws:
            assert (await ws.receive_json())["op"] == 10
            for each in sent:
                await ws.send_json(each)
            while not ws.closed:
                await ws.receive()
            assert (sent, ws.close_code) == (sent, code)


async def test_a_lost_connection_is_resumed_and_what_was_missed_comes_after(discord: Discord, guild: Guild) -> None:
    amina = discord.user("Amina")
    guild.join(amina)
    [general] = guild.channels.values()
    async with connected(discord) as client:
        discord.gateway.drop()
        await discord.until(lambda: not discord.online)
        amina.write(general, "Are you there?")
        await discord.until(lambda: client.told("resumed"))
        await discord.until(lambda: client.told("message"))
    assert (discord.gateway.identified, discord.gateway.resumed) == (1, 1)
    assert [message.content for message in client.told("message")] == ["Are you there?"]


async def test_a_forgotten_session_starts_anew_and_what_was_missed_is_lost(discord: Discord, guild: Guild) -> None:
    amina = discord.user("Amina")
    guild.join(amina)
    [general] = guild.channels.values()
    async with connected(discord) as client:
        discord.gateway.drop(resumable=False)
        await discord.until(lambda: not discord.online)
        amina.write(general, "Are you there?")
        await discord.until(lambda: len(client.told("ready")) == 2)
        amina.write(general, "And now?")
        await discord.until(lambda: client.told("message"))
    assert (discord.gateway.identified, discord.gateway.resumed) == (2, 0)
    assert [message.content for message in client.told("message")] == ["And now?"]


async def test_clients_reconnect_when_asked_to(discord: Discord) -> None:
    async with connected(discord) as client:
        discord.gateway.reconnect()
        await discord.until(lambda: len(client.told("resumed")) == 1)
        discord.gateway.invalidate(resumable=True)
        await discord.until(lambda: len(client.told("resumed")) == 2)
        discord.gateway.invalidate()
        await discord.until(lambda: len(client.told("ready")) == 2)
    assert (discord.gateway.identified, discord.gateway.resumed) == (2, 2)


async def test_a_session_cannot_be_resumed_for_ever(discord: Discord) -> None:
    async with connected(discord) as client:
        discord.gateway.drop()
        await discord.until(lambda: not discord.online)
        discord.pass_time(3600)
        await discord.until(lambda: len(client.told("ready")) == 2)
    assert discord.gateway.resumed == 0


async def test_a_gateway_gone_silent_is_noticed_by_the_missing_heartbeats(discord: Discord) -> None:
    discord.gateway.heartbeat_interval = 0.1
    async with connected(discord, Client(heartbeat_timeout=0.4)) as client:
        [socket] = discord.gateway.sockets
        await discord.until(lambda: socket.heartbeats >= 6)
        assert not client.told("disconnect")
        discord.gateway.silence()
        await discord.until(lambda: client.told("resumed"))
        assert socket not in discord.gateway.sockets


async def test_a_server_goes_away_and_comes_back(discord: Discord, guild: Guild) -> None:
    async with connected(discord) as client:
        guild.outage()
        await discord.until(lambda: client.told("guild_unavailable"))
        assert client.get_guild(guild.id).unavailable
        guild.recover()
        await discord.until(lambda: not client.get_guild(guild.id).unavailable)
    assert len(client.told("guild_available")) == 2
    assert client.told("guild_join") == []


async def test_a_server_that_is_away_at_the_start_is_known_and_empty(discord: Discord, guild: Guild) -> None:
    guild.available = False
    async with connected(discord) as client:
        assert [(each.unavailable, each.name) for each in client.guilds] == [(True, "")]
        guild.recover()
        await discord.until(lambda: client.get_guild(guild.id).name == "Baobab")


async def test_the_bot_is_added_and_removed_while_it_runs(discord: Discord, guild: Guild) -> None:
    other = discord.guild("Mangrove")
    async with connected(discord) as client:
        other.add_bot()
        await discord.until(lambda: client.told("guild_join"))
        other.remove_bot()
        await discord.until(lambda: client.told("guild_remove"))
        assert [each.name for each in client.guilds] == ["Baobab"]


async def test_the_members_of_a_large_server_come_in_pieces_when_asked_for(discord: Discord, guild: Guild) -> None:
    crowd = guild.crowd(1200)
    async with connected(discord) as client:
        known = client.get_guild(guild.id)
        assert (known.large, known.member_count, len(known.members)) == (True, 1202, 1)
        [found] = await known.query_members(user_ids=[crowd[7].id])
        assert found.display_name == "Person 8"
        assert len(await known.query_members("person 120", limit=5)) == 2
        assert len(await known.chunk()) == 1202


async def test_the_small_servers_members_are_listed_to_those_who_watch_presences(
    discord: Discord, guild: Guild
) -> None:
    guild.crowd(3)
    async with connected(discord) as watching, connected(discord, Client("presences")) as other:
        assert len(watching.get_guild(guild.id).members) == 5
        assert len(other.get_guild(guild.id).members) == 1


async def test_the_bot_hears_of_its_own_roles_without_any_intent(discord: Discord, guild: Guild) -> None:
    role = guild.role("Helpers")
    async with connected(discord, Client("members")) as client:
        guild.give(discord.bot, role)
        await discord.until(lambda: "Helpers" in [each.name for each in client.get_guild(guild.id).me.roles])


_ECHO = """
import asyncio, sys, discord, yarl
api, gateway, token = sys.argv[1:]
discord.http.Route.BASE = api
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
class Echo(discord.AutoShardedClient):
    async def on_message(self, message):
        if message.author != self.user:
            await message.channel.send("Echo: " + message.content)
Echo(intents=discord.Intents.all(), guild_ready_timeout=0.1).run(token, log_handler=None)
"""


async def test_a_client_in_another_process_dies_and_everything_else_goes_on(discord: Discord, guild: Guild) -> None:
    amina = discord.user("Amina")
    guild.join(amina)
    [general] = guild.channels.values()

    async def start() -> asyncio.subprocess.Process:
        found = await asyncio.create_subprocess_exec(
            sys.executable, "-c", _ECHO, discord.api_url, discord.gateway_url, discord.token
        )
        await discord.until(lambda: discord.online, within=40)
        return found

    first = await start()
    amina.write(general, "one")
    await discord.until(lambda: len(amina.sees(general)) == 2)
    first.send_signal(signal.SIGKILL)
    await first.wait()
    await discord.until(lambda: not discord.online)
    amina.write(general, "two")
    second = await start()
    amina.write(general, "three")
    await discord.until(lambda: len(amina.sees(general)) == 5)
    second.terminate()
    await second.wait()
    assert amina.sees(general) == ["one", "Echo: one", "two", "three", "Echo: three"]
    assert Permission.SEND_MESSAGES in guild.everyone.permissions


async def test_no_number_is_given_twice_also_after_one_that_had_to_fall_on_a_shard() -> None:
    moment = datetime(2026, 11, 3, 9, tzinfo=UTC)
    async with simulated_discord(now=lambda: moment) as discord:
        discord.gateway.shards = 2
        numbers = [discord.guild(f"Guild {number}", shard=number % 2).id for number in range(4)]
        later = [discord.user("Bo").id, discord.user("Cy").id]
        assert [*numbers, *later] == sorted({*numbers, *later})
        assert [(each >> 22) % 2 for each in numbers] == [0, 1, 0, 1]
