"""Commands, buttons, menus, forms and shortcuts: what a person does, the payload that the app gets, what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simulators.slack import posting, written
from tests.simulators.slack.answers import Answer
from tests.simulators.slack.api.door import ApiError
from tests.simulators.slack.delivery import Ack
from tests.simulators.slack.elements import Part, missing, parts, state
from tests.simulators.slack.kit.check import check_view
from tests.simulators.slack.seeing import Impossible, filled
from tests.simulators.slack.surface import Surface
from tests.simulators.slack.text import typed
from tests.simulators.slack.views import keep
from tests.simulators.slack.world import SLACKBOT, Channel, Message, Payload, Person, View

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

FAILURES = {"timeout": "operation_timeout", "connection_failed": "dispatch_failed", "http_error": "http_service_error"}


def about(slack: Slack, person: Person) -> Payload:
    """What every interactive payload says of person and place."""
    world = slack.world
    return {
        "team": {"id": world.team_id, "domain": world.domain}, "enterprise": None, "is_enterprise_install": False,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team},
        "api_app_id": world.app_id, "token": slack.verification_token,
    }  # fmt: skip


def place(channel: Channel) -> Payload:
    """A conversation as commands and presses name it: private ones without their name."""
    return {
        "id": channel.id,
        "name": {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name),
    }


async def command(slack: Slack, person: Person, text: str, channel: Channel, *, thread: bool) -> Answer:
    """A slash command; Slack's own complaints come as a whisper of Slackbot."""
    name, _, rest = text.partition(" ")
    declared = slack.app.commands.get(name)
    got, world = Answer(slack, person), slack.world
    if person.stranger or declared is None or "commands" not in slack.app.scopes:
        return _complaint(slack, got, person, channel, "invalid_command", f"{name} is not a valid command.")
    if thread:
        return _complaint(
            slack, got, person, channel, "not_supported_in_threads", f"{name} is not supported in threads. Sorry!"
        )
    payload = {
        "token": slack.verification_token, "team_id": world.team_id, "team_domain": world.domain,
        "channel_id": channel.id, "channel_name": place(channel)["name"], "user_id": person.id,
        "user_name": person.name, "command": name,
        "text": typed(rest.strip(), world) if declared.escapes else rest.strip(),
        "api_app_id": world.app_id, "is_enterprise_install": "false",
        "response_url": slack.responses.url("commands", person, channel),
        "trigger_id": slack.triggers.give(person, channel=channel.id),
    }  # fmt: skip
    ack = await slack.delivery.ask("slash_commands", payload)
    if ack.failure:
        error = FAILURES[ack.failure]
        return _complaint(slack, got, person, channel, error, f'{name} failed with the error "{error}"')
    if ack.body:
        body = ack.body if isinstance(ack.body, dict) else {"text": str(ack.body)}
        try:
            slack.responses.answer(person, channel, body)
        except ApiError as refusal:
            slack.contract.violations.append(f"answer to {name}: {refusal.code}")
            got.error = refusal.code
    return got


async def use(slack: Slack, person: Person, surface: Surface, part: Part, chosen: Payload) -> Answer:
    """A press or a choice that the app hears of at once (block_actions)."""
    got = Answer(slack, person)
    action = {
        "action_id": part.action_id, "block_id": part.block_id, "type": part.kind, "action_ts": slack.world.new_ts(),
        **_echo(part), **chosen,
    }  # fmt: skip
    payload = {
        "type": "block_actions", **about(slack, person), **_surface(slack, person, surface),
        "trigger_id": slack.triggers.give(person, channel=surface.channel, from_modal=surface.kind == "modal"),
        "actions": [action],
    }  # fmt: skip
    if not slack.app.interactive:
        got.error = "dispatch_failed"
        return got
    ack = await slack.delivery.ask("interactive", payload)
    got.error = FAILURES.get(ack.failure, "")
    return got


def _echo(part: Part) -> Payload:
    """What an action repeats of its element."""
    names = ("text", "value", "style", "url", "placeholder", "initial_option", "initial_date", "confirm")
    return {name: part.element[name] for name in names if name in part.element}


def _surface(slack: Slack, person: Person, surface: Surface) -> Payload:
    values = state(surface.blocks, filled(person, surface.id), slack.world)
    if surface.view is not None:
        seen = {"type": "view", "view_id": surface.view.id}
        return {"container": seen, "view": {**surface.view.payload, "state": values}}
    message = surface.message
    assert message is not None, "a surface is a view or a message"
    channel = slack.world.channels[message.channel]
    container: Payload = {
        "type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": bool(message.only_for),
    }  # fmt: skip
    if message.thread:
        container["thread_ts"] = message.thread
    shown: Payload = {"response_url": slack.responses.url("actions", person, channel, message)}
    if not message.only_for:
        shown["message"] = written.as_json(slack, message)
    return {"container": container, "channel": place(channel), "state": values, **shown}


async def submit(slack: Slack, person: Person) -> Answer:
    """Send the form on the screen. What Slack itself refuses stands in `errors`, and the app hears nothing."""
    view = slack.surfaces.shown(person)
    if view is None or not view.payload["submit"]:
        raise Impossible("there is no form with a button to send it")
    got, blocks = Answer(slack, person), view.payload["blocks"]
    values = state(blocks, filled(person, view.id), slack.world)
    for part in parts(blocks, slack.world):
        value = values["values"].get(part.block_id, {}).get(part.action_id)
        if part.is_input and value is not None and (wrong := missing(part, value)):
            got.errors[part.label] = wrong
    if got.errors:
        return got
    payload = {
        "type": "view_submission", **about(slack, person), "view": {**view.payload, "state": values},
        "trigger_id": slack.triggers.give(person, channel=view.channel, from_modal=True),
        "response_urls": _response_urls(slack, person, view, values["values"]),
    }  # fmt: skip
    ack = await slack.delivery.ask("interactive", payload)
    got.error = FAILURES.get(ack.failure, "")
    if slack.acknowledging is not None:
        await slack.acknowledging.wait()
    if not got.error:
        _submitted(slack, person, view, ack, got)
    slack.changed()
    return got


def _submitted(slack: Slack, person: Person, view: View, ack: Ack, got: Answer) -> None:
    """response_action: errors, update, push, clear, or nothing, which closes the form."""
    body = ack.body if isinstance(ack.body, dict) else {}
    action = body.get("response_action")
    if action == "errors":
        _errors(slack, view, body.get("errors"), got)
    elif action in ("update", "push"):
        problems = check_view(body.get("view"))
        if problems:
            _trouble(slack, got, f"response_action {action}: {problems}")
        elif action == "update":
            slack.surfaces.replace(view, body["view"])
        else:
            try:
                slack.surfaces.push(keep(slack, body["view"], person.id, channel=view.channel))
            except ApiError as refusal:
                _trouble(slack, got, refusal.code)
    elif action == "clear":
        slack.surfaces.close_all(person)
    elif body:
        _trouble(slack, got, f"not an answer to a form: {body}")
    elif view.id in person.modals:
        slack.surfaces.close_top(person)


def _errors(slack: Slack, view: View, errors: object, got: Answer) -> None:
    inputs = {part.block_id: part.label for part in parts(view.payload["blocks"], slack.world) if part.is_input}
    if not isinstance(errors, dict) or not errors or not set(errors) <= set(inputs):
        _trouble(slack, got, f"errors must name input blocks of the form: {errors}")
        return
    got.errors = {inputs[block]: str(text) for block, text in errors.items()}


def _trouble(slack: Slack, got: Answer, why: str) -> None:
    """What people read then: "We had some trouble connecting. Try again?" """
    slack.contract.violations.append(why)
    got.error = "trouble_connecting"


def _response_urls(slack: Slack, person: Person, view: View, values: Payload) -> list[Payload]:
    urls = []
    for part in parts(view.payload["blocks"], slack.world):
        chosen = values.get(part.block_id, {}).get(part.action_id, {}).get(part.key)
        if part.element.get("response_url_enabled") and isinstance(chosen, str) and chosen in slack.world.channels:
            url = slack.responses.url("app", person, slack.world.channels[chosen])
            named = {"block_id": part.block_id, "action_id": part.action_id, "channel_id": chosen}
            urls.append({**named, "response_url": url})
    return urls


async def close(slack: Slack, person: Person, *, all: bool) -> None:
    """Cancel the form on the screen, or all that are stacked; those who asked for it are told."""
    if not person.modals:
        raise Impossible("there is no form to close")
    all = all or bool(slack.world.views[person.modals[-1]].payload["clear_on_close"])
    closed = slack.surfaces.close_all(person) if all else [slack.surfaces.close_top(person)]
    slack.changed()
    for view in closed:
        if view.payload["notify_on_close"]:
            values = state(view.payload["blocks"], filled(person, view.id), slack.world)
            payload = {"type": "view_closed", **about(slack, person), "is_cleared": all}
            await slack.delivery.ask("interactive", {**payload, "view": {**view.payload, "state": values}})


async def shortcut(slack: Slack, person: Person, name: str, message: Message | None) -> Answer:
    """A global shortcut, or one from the menu of a message."""
    kind = "message" if message else "global"
    found = next((each for each in slack.app.shortcuts if each.name == name and each.kind == kind), None)
    if found is None or "commands" not in slack.app.scopes:
        raise Impossible(f"the app has no {kind} shortcut called {name!r}")
    got = Answer(slack, person)
    payload = {
        "type": "message_action" if message else "shortcut", **about(slack, person), "callback_id": found.callback_id,
        "action_ts": slack.world.new_ts(),
        "trigger_id": slack.triggers.give(person, channel=message.channel if message else ""),
    }  # fmt: skip
    if message:
        channel = slack.world.channels[message.channel]
        payload |= {
            "channel": place(channel), "message_ts": message.ts, "message": written.as_json(slack, message),
            "response_url": slack.responses.url("app", person, channel),
        }  # fmt: skip
    ack = await slack.delivery.ask("interactive", payload)
    got.error = FAILURES.get(ack.failure, "")
    return got


async def suggestions(slack: Slack, person: Person, surface: Surface, part: Part, typed_so_far: str) -> list[Payload]:
    """The options that the app offers for what somebody types into a menu of its own (block_suggestion)."""
    payload = {
        "type": "block_suggestion", **about(slack, person), **_surface(slack, person, surface),
        "action_id": part.action_id, "block_id": part.block_id, "value": typed_so_far,
    }  # fmt: skip
    ack = await slack.delivery.ask("interactive", payload)
    body = ack.body if isinstance(ack.body, dict) else {}
    groups = body.get("option_groups") or []
    found = [*(body.get("options") or ()), *(each for group in groups for each in group["options"])]
    if len(found) > 100:
        slack.contract.violations.append(f"{part.action_id}: more than 100 options")
        return []
    return found


def _complaint(slack: Slack, got: Answer, person: Person, channel: Channel, code: str, text: str) -> Answer:
    posting.whisper(slack, channel, person.id, text, user=SLACKBOT)
    got.error = code
    return got
