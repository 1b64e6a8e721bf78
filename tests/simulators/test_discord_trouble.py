"""What goes wrong on the simulated Discord: too many requests, lost answers, broken servers, a ban."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import aiohttp
import discord as library
import pytest

from tests.simulators.discord import (
    Channel,
    Discord,
    Limits,
    Permission,
    Person,
    broken,
    held,
    limited,
    lost,
    refused,
    simulated_discord,
)
from tests.simulators.discord_client import Client, connected, point, refusal

MESSAGES = "/channels/{channel_id}/messages"


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    async with simulated_discord(invalid_budget=20) as simulated:
        point(monkeypatch, simulated)
        simulated.checks_itself = True
        yield simulated
        assert (simulated.violations, simulated.deviations) == ([], [])


@pytest.fixture
def general(discord: Discord) -> Channel:
    guild = discord.guild("Baobab")
    guild.add_bot(Permission.MANAGE_ROLES)
    return guild.channel("general")


@pytest.fixture
def amina(discord: Discord, general: Channel) -> Person:
    person = discord.user("Amina")
    assert general.guild is not None
    general.guild.join(person)
    return person


@pytest.fixture
async def client(discord: Discord, general: Channel) -> AsyncIterator[Client]:
    async with connected(discord) as client:
        yield client


async def test_the_headers_let_the_client_pace_itself(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    discord.traffic.limits = Limits(messages=(5, 0.5))
    place = await client.place(general)
    began = time.monotonic()
    for number in range(12):
        await place.send(str(number))
    assert (time.monotonic() - began >= 0.9, discord.too_many) == (True, 0)
    assert amina.sees(general) == [str(number) for number in range(12)]


async def test_who_does_not_pace_himself_is_told_to_wait(discord: Discord, client: Client, general: Channel) -> None:
    discord.traffic.limits = Limits(messages=(5, 0.3))
    headers = {"Authorization": f"Bot {discord.token}"}
    address = f"{discord.api_url}/channels/{general.id}/messages"

    async def post(session: aiohttp.ClientSession) -> tuple[int, dict[str, str], dict[str, object]]:
        async with session.post(address, json={"content": "x"}, headers=headers) as answer:
            return answer.status, dict(answer.headers), await answer.json()

    async with aiohttp.ClientSession() as session:
        answers = [await post(session) for _ in range(6)]
        _, told, body = answers[-1]
        assert [each[0] for each in answers] == [200] * 5 + [429]
        assert [each[1]["X-RateLimit-Remaining"] for each in answers] == ["4", "3", "2", "1", "0", "0"]
        assert (told["X-RateLimit-Scope"], told["Retry-After"], body["global"]) == ("user", "1", False)
        assert 0 < float(str(body["retry_after"])) <= 0.3
        await asyncio.sleep(float(str(body["retry_after"])))
        assert (await post(session))[0] == 200
    assert (discord.too_many, discord.invalid, len(general.messages)) == (1, 1, 6)


async def test_fifty_requests_a_second_in_all_without_answers_to_people(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    discord.traffic.limits = Limits(in_all=(3, 0.4))
    client.answering = lambda interaction: interaction.response.send_message("Yes")
    await client.ask("PUT", f"/applications/{client.application_id}/commands", [{"name": "a", "description": "b"}])
    for _ in range(5):
        assert (await amina.slash(general, "a")).text == "Yes"
    asked = [client.ask("GET", f"/channels/{general.id}") for _ in range(4)]
    await asyncio.gather(*asked)
    assert discord.too_many >= 1


async def test_roles_and_reactions_have_rates_of_their_own(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    discord.traffic.limits = Limits()
    message = await (await client.place(general)).send("Vote")
    began = time.monotonic()
    for emoji in "✅❌❓":
        await message.add_reaction(emoji)
    assert time.monotonic() - began >= 0.45
    assert discord.too_many == 0


async def test_an_answer_lost_after_the_message_exists(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    discord.breaks("POST", MESSAGES, lost(after=True))
    place = await client.place(general)
    with pytest.raises(aiohttp.ClientError):
        await place.send("Once", nonce="job-1")
    await place.send("Once", nonce="job-1")
    assert amina.sees(general) == ["Once"]


async def test_a_connection_lost_before_anything_happened(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    discord.breaks("POST", MESSAGES, lost(), first=2)
    place = await client.place(general)
    await place.send("First")
    with pytest.raises(aiohttp.ClientError):
        await place.send("Second")
    await place.send("Third")
    assert amina.sees(general) == ["First", "Third"]


async def test_a_broken_answer_is_retried_by_the_client_and_the_nonce_keeps_it_one(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    discord.breaks("POST", MESSAGES, broken(502, after=True))
    await (await client.place(general)).send("Once")
    assert (amina.sees(general), len(discord.asked("POST", MESSAGES))) == (["Once"], 2)
    discord.breaks("POST", MESSAGES, broken(503))
    with pytest.raises(library.DiscordServerError):
        await (await client.place(general)).send("Never")
    assert amina.sees(general) == ["Once"]


async def test_too_many_requests_on_demand(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    place = await client.place(general)
    discord.breaks("POST", MESSAGES, limited(0.05))
    await place.send("After a while")
    discord.breaks("POST", MESSAGES, limited(via=False))
    assert await refusal(place.send("Never")) == (429, 0)
    assert (amina.sees(general), discord.too_many) == (["After a while"], 2)


async def test_access_is_lost_for_one_place_only(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    assert general.guild is not None
    other = general.guild.channel("other")
    discord.breaks("POST", MESSAGES, refused(50001), where=lambda call: call.number("channel_id") == general.id)
    await (await client.place(other)).send("Here")
    assert await refusal((await client.place(general)).send("There")) == (403, 50001)
    await (await client.place(general)).send("There")
    assert (amina.sees(other), amina.sees(general)) == (["Here"], ["There"])


async def test_a_slow_answer_is_held_until_it_is_let_go(
    discord: Discord, client: Client, general: Channel, amina: Person
) -> None:
    gate = asyncio.Event()
    rule = discord.breaks("POST", MESSAGES, held(gate, after=True))
    sending = asyncio.create_task((await client.place(general)).send("Slow"))
    await discord.until(lambda: amina.sees(general) == ["Slow"])
    assert (sending.done(), rule.hit) == (False, 1)
    gate.set()
    assert (await sending).content == "Slow"


async def test_a_revoked_token_is_refused_everywhere(discord: Discord, client: Client, general: Channel) -> None:
    old = discord.token
    new = discord.revoke_token()
    await discord.until(client.is_closed)
    found = []
    async with aiohttp.ClientSession() as session:
        for token in (old, new):
            headers = {"Authorization": f"Bot {token}"}
            async with session.get(f"{discord.api_url}/channels/{general.id}", headers=headers) as answer:
                found.append(answer.status)
    assert (found, discord.invalid) == ([401, 200], 1)


async def test_the_obstinate_are_banned_for_ten_minutes(discord: Discord, client: Client, general: Channel) -> None:
    assert general.guild is not None
    hidden = general.guild.channel("hidden", hidden=True)
    place = client.get_partial_messageable(hidden.id)
    answers = [await refusal(place.send("Please")) for _ in range(23)]
    assert answers[:21] == [(403, 50001)] * 21
    assert answers[21:] == [(429, 0)] * 2
    assert await refusal((await client.place(general)).send("Innocent")) == (429, 0)
    discord.pass_time(601)
    await (await client.place(general)).send("Innocent")
    assert discord.invalid == 0


async def test_nothing_is_left_over_in_the_next_discord(discord: Discord, general: Channel) -> None:
    async with simulated_discord() as other:
        assert (other.world.guilds, other.requests, other.api_url == discord.api_url) == ({}, [], False)
        assert other.user("Amina").handle == "amina"
