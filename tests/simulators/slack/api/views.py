"""views.*: modals are opened with a trigger that lives three seconds and works once; a Home needs none."""

from __future__ import annotations

from tests.simulators.slack.api.door import ApiError, Call, method
from tests.simulators.slack.kit.check import check_view
from tests.simulators.slack.views import keep
from tests.simulators.slack.world import Payload, View


@method("views.open", tier=4)
def views_open(call: Call) -> Payload:
    payload = _checked(call, "modal")
    trigger = call.slack.triggers.exchange(call.need("trigger_id"))
    view = keep(call.slack, payload, trigger.person, channel=trigger.channel)
    call.slack.surfaces.open(view)
    return {"view": view.payload}


@method("views.push", tier=4)
def views_push(call: Call) -> Payload:
    payload = _checked(call, "modal")
    trigger = call.slack.triggers.exchange(call.need("trigger_id"))
    if not trigger.from_modal:
        raise ApiError("invalid_trigger_id")
    view = keep(call.slack, payload, trigger.person, channel=trigger.channel)
    call.slack.surfaces.push(view)
    return {"view": view.payload}


@method("views.update", tier=4)
def views_update(call: Call) -> Payload:
    payload = _checked(call, "")
    view = _named(call)
    if call.has("hash") and call.text("hash") != view.payload["hash"]:
        raise ApiError("hash_conflict")
    if payload["type"] != view.payload["type"]:
        raise ApiError("invalid_arguments", messages=["[ERROR] view type cannot change"])
    call.slack.surfaces.replace(view, payload)
    return {"view": view.payload}


@method("views.publish", tier=4)
def views_publish(call: Call) -> Payload:
    payload = _checked(call, "home")
    person = call.world.people.get(call.need("user_id"))
    if person is None or person.is_bot:
        raise ApiError("invalid_arguments", messages=["[ERROR] user_id: no such user"])
    if not call.slack.app.home_tab:
        raise ApiError("not_enabled")
    shown = call.world.views.get(person.home)
    if call.has("hash") and (shown is None or call.text("hash") != shown.payload["hash"]):
        raise ApiError("hash_conflict")
    if shown is None:
        shown = keep(call.slack, payload, person.id)
        person.home = shown.id
    else:
        call.slack.surfaces.replace(shown, payload)
    return {"view": shown.payload}


def _checked(call: Call, kind: str) -> Payload:
    view = call.structure("view", "invalid_arguments")
    problems = check_view(view)
    if not problems and kind and view["type"] != kind:
        problems = [f"[ERROR] must be a {kind} view [json-pointer:/view/type]"]
    if problems:
        raise ApiError("view_too_large" if problems == ["view_too_large"] else "invalid_arguments", messages=problems)
    external = view.get("external_id")
    taken = external and any(each.payload["external_id"] == external for each in call.world.views.values())
    if taken and call.method in ("views.open", "views.push"):
        raise ApiError("duplicate_external_id")
    checked: Payload = view
    return checked


def _named(call: Call) -> View:
    if call.has("view_id"):
        view = call.world.views.get(call.text("view_id"))
    else:
        external = call.need("external_id")
        view = next((each for each in call.world.views.values() if each.payload["external_id"] == external), None)
    if view is None:
        raise ApiError("not_found")
    return view
