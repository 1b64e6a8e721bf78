"""A simulated Discord on 127.0.0.1: the real discord.py connects to it, and people live on it.

Point discord.py at `discord.api_url` (`discord.http.Route.BASE`), `discord.gateway_url`
(`discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY`) and `discord.cdn_url` (`discord.asset.Asset.BASE`), and log in with
`discord.token`. The state lives in the test's process: a client may die and come back, or be another process.

    async with simulated_discord() as discord:
        guild = discord.guild("Baobab")                     # @everyone, an owner, no channels yet
        general = guild.channel("general")                  # also: category, voice, forum; hidden=True, open_to=[…]
        guild.add_bot(Permission.MANAGE_ROLES)              # the application is installed
        amina = discord.user("Amina", locale="fr")
        guild.join(amina)
        …                                                   # start the client here
        await discord.until(lambda: discord.online)

        answer = await amina.slash(general, "join", community="gender")
        assert answer.text == "…" and answer.ephemeral and answer.buttons == ["Yes", "No"]
        answer = await amina.press(answer, "Yes")           # a modal: answer.modal.labels
        answer = await amina.submit(answer, {"Why?": "To learn"})

        message = amina.write(general, "Hello")             # writing and reacting is done when the call returns
        amina.react(message, "✅")
        await discord.until(lambda: amina.inbox() == ["Welcome"])
        assert amina.sees(general) == ["Hello", "…"]        # rendered; what she may read, ephemeral ones to her too
        assert amina.notified == ["…"]                      # what called her
        assert discord.violations == []

A person acts. Awaited, since somebody answers: `slash(channel, "event create", title=…)`, `complete(channel, "join",
"community", "gen")`, `menu(message or person, "Report")`, `press(message, "Label")`, `choose(message, *picks, menu=…)`,
`submit(form, {label: value})`. Done when the call returns: `close(form)`, `write`, `edit`, `erase`, `react`, `unreact`,
`start_thread`, `leave`. A person sees: `sees(channel)`, `messages(channel)`, `inbox()`, `notified`, `channels(guild)`,
`commands(channel)`, `may_write(channel)`; `dm` is the private conversation with the bot.

The awaited ones return an `Answer`: its `text` (or “The application did not respond”), `lines`, `buttons`, `ephemeral`,
`modal`, `choices`, `deferred`, `message`; `await answer.final()` waits until a deferred one is filled,
`await answer.followup()` for a further message. What Discord's client would not let a person do raises `Impossible`;
what Discord refuses raises `Refused`, with Discord's code.

A server's own list of events is `guild.scheduled`; moderators do `event.cancel()`, `event.delete()`, `event.move(…)`.

Administrators change things with `guild.give`, `take`, `ban`, `unban`, `leave` (also for being thrown out),
`nickname`, `time_out`, `change_role`, `delete_role`, `delete_channel`, `archive`, and
`let(role or person, channel, allow=…, deny=…)`.

Time: `simulated_discord(now=clock.now)` takes the test's clock, `discord.pass_time(4)` lets time go by at once; answers
are due within 3 seconds of that time, tokens live 15 minutes. On a machine that is short of breath the usual clock may
cost an answer its 3 seconds: give a clock that stands still to tests that are not about them.

The gateway: `discord.gateway.drop()`, `.drop(resumable=False)`, `.reconnect()`, `.invalidate()`, `.silence()`,
`.close(code)`; `guild.outage()`, `guild.recover()`, `guild.remove_bot()`.

What goes wrong: `discord.breaks("POST", "/channels/{channel_id}/messages", lost(after=True))`; addresses are written as
in Discord's documents. There are `lost`, `broken(502)`, `limited(0.2)`, `refused(50001)` and `held(event)`; `first` and
`times` say which requests fail, `where` narrows it to some. `discord.world.cdn_broken = True` keeps files
from being fetched, `discord.revoke_token()` voids the token, and
`simulated_discord(limits=Limits())` keeps Discord's rates.

What it noticed: `discord.violations` (every wrong form), `discord.requests`, `discord.asked(method, address)`,
`discord.too_many`, `discord.invalid`, `discord.command_writes`, `message.pinged`.
"""

from tests.simulators.discord.answers import NO_RESPONSE, Answer, Impossible, Modal
from tests.simulators.discord.discord import Discord, simulated_discord
from tests.simulators.discord.events import Intent
from tests.simulators.discord.faults import Fault, broken, held, limited, lost, refused
from tests.simulators.discord.guild import Guild
from tests.simulators.discord.limits import Limits
from tests.simulators.discord.model import Channel, Kind, Message, Role
from tests.simulators.discord.people import Person
from tests.simulators.discord.permission import Permission
from tests.simulators.discord.refusals import Refused

__all__ = [
    "NO_RESPONSE",
    "Answer",
    "Channel",
    "Discord",
    "Fault",
    "Guild",
    "Impossible",
    "Intent",
    "Kind",
    "Limits",
    "Message",
    "Modal",
    "Permission",
    "Person",
    "Refused",
    "Role",
    "broken",
    "held",
    "limited",
    "lost",
    "refused",
    "simulated_discord",
]
