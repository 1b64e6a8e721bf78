"""Registering application commands, everywhere or in one server."""

from __future__ import annotations

from typing import Any

from tests.simulators.discord import commands
from tests.simulators.discord.call import Call, Routes, Status
from tests.simulators.discord.commands import Command
from tests.simulators.discord.refusals import Refused


def _scope(call: Call) -> int | None:
    """The server it is about, None for everywhere; of one's own application only."""
    if call.number("application_id") != call.world.application_id:
        raise Refused(20012, status=403, message="You are not authorized to perform this action on this application")
    return call.guild().id if "guild_id" in call.path else None


def _one(call: Call) -> Command:
    scope = _scope(call)
    command = call.world.commands.get(call.number("command_id"))
    if command is None or command.guild != scope:
        raise Refused(10063)
    return command


def listing(call: Call) -> Any:
    full = call.flag("with_localizations")
    return [command.shown(with_localizations=full) for command in commands.of(call.world, _scope(call))]


def replace_all(call: Call) -> Any:
    scope = _scope(call)
    done = commands.replace_all(call.world, scope, call.body)
    call.world.command_writes += 1
    return [command.data for command in done]


def create(call: Call) -> Any:
    command, new = commands.put(call.world, _scope(call), call.body)
    call.world.command_writes += 1
    return Status(201 if new else 200, command.data)


def get(call: Call) -> Any:
    return _one(call).data


def change(call: Call) -> Any:
    command = commands.change(call.world, _one(call), call.body)
    call.world.command_writes += 1
    return command.data


def delete(call: Call) -> Any:
    del call.world.commands[_one(call).id]
    call.world.command_writes += 1


_EVERYWHERE = "/applications/{application_id}/commands"
_HERE = "/applications/{application_id}/guilds/{guild_id}/commands"
ROUTES: Routes = {
    (verb, scope + tail): do
    for scope in (_EVERYWHERE, _HERE)
    for verb, tail, do in (
        ("GET", "", listing),
        ("PUT", "", replace_all),
        ("POST", "", create),
        ("GET", "/{command_id}", get),
        ("PATCH", "/{command_id}", change),
        ("DELETE", "/{command_id}", delete),
    )
}
