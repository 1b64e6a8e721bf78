"""The menu of a message: what somebody chose there comes with the message, its words and whoever wrote them."""

from __future__ import annotations

from bot.chat.address import Posted
from bot.chat.inbound import ShortcutUsed
from bot.chat.reply import Silence
from bot.commands.feature import ShortcutSpec, anyone
from tests.adapters.discord.ground import account, ground, place
from tests.adapters.playground.little import LittleEngine

SHORTCUTS = tuple(ShortcutSpec(name, "garden", anyone, lambda ctx, used: Silence()) for name in ("keep", "report"))


async def test_what_is_chosen_for_a_message_comes_with_its_words_and_its_author() -> None:
    engine = LittleEngine()
    async with ground(engine, shortcuts=SHORTCUTS) as made:
        discord, lobby = made.discord, made.guild.channel("lobby")
        await discord.until(lambda: discord.command_writes == 1)
        assert sorted(each.name for each in discord.world.commands.values()) == ["keep", "report"]
        written = made.outsider.write(lobby, "Tides turn **twice** a day")
        for each in ("keep", "report"):
            assert (await made.amina.menu(written, _shown(discord, each))).responded
        used = [each for each in engine.told if isinstance(each, ShortcutUsed)]
        assert [each.name for each in used] == ["keep", "report"]
        assert {each.text for each in used} == {"Tides turn **twice** a day"}
        assert {each.author for each in used} == {account(made.outsider)}
        assert {each.by.account for each in used} == {account(made.amina)}
        assert {each.message for each in used} == {Posted(place(lobby), str(written.id))}


def _shown(discord, name: str) -> str:  # type: ignore[no-untyped-def]
    """What an entry is called in English."""
    [found] = [each for each in discord.world.commands.values() if each.name == name]
    return str(found.data["name_localizations"]["en-US"])
