"""What workspaces are called, and who is told of it."""

from __future__ import annotations

from bot.db.database import Database
from bot.features.people import workspaces


async def test_a_workspace_is_called_what_its_platform_calls_it(database: Database) -> None:
    async def named(name: str) -> str:
        await database.run(lambda tx: workspaces.named(tx, "harbour", {"quay": name}))
        return await database.run(lambda tx: workspaces.called(tx, "harbour", "quay"))

    assert await database.run(lambda tx: workspaces.called(tx, "harbour", "quay")) == "harbour quay"
    assert await named("North\u202e\nquay") == "North quay"
    assert await named("") == "North quay"
    assert await named("South quay") == "South quay"


async def test_what_the_operator_calls_a_workspace_stays(database: Database) -> None:
    async def said() -> str:
        return await database.run(lambda tx: workspaces.called(tx, "harbour", "quay"))

    await database.run(lambda tx: workspaces.named(tx, "harbour", {"quay": "North quay"}))
    await database.run(lambda tx: workspaces.set_workspace(tx, "harbour", "quay", name="Fishers", language="fr"))
    await database.run(lambda tx: workspaces.named(tx, "harbour", {"quay": "South quay"}))
    assert await said() == "Fishers"
    known = await database.run(lambda tx: workspaces.workspace(tx, "harbour", "quay"))
    assert known is not None
    assert known.language == "fr"


async def test_two_of_one_name_are_told_apart_by_their_platforms_and_two_of_one_platform_by_their_numbers(
    database: Database,
) -> None:
    async def called(platform: str, identity: str) -> str:
        return await database.run(lambda tx: workspaces.called(tx, platform, identity))

    await database.run(lambda tx: workspaces.named(tx, "harbour", {"quay": "Baobab"}))
    assert await called("harbour", "quay") == "Baobab"
    await database.run(lambda tx: workspaces.named(tx, "meadow", {"north": "Baobab"}))
    assert [await called("harbour", "quay"), await called("meadow", "north")] == ["Baobab (Harbour)", "Baobab (Meadow)"]
    await database.run(lambda tx: workspaces.named(tx, "meadow", {"south": "Baobab"}))
    assert await called("meadow", "south") == "Baobab (Meadow south)"
