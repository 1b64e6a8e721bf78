"""users.*: who people are, in which conversations they are."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.simulators.slack.api.conversations import conversation_json, listed, paged
from tests.simulators.slack.api.door import ApiError, Call, method
from tests.simulators.slack.api.finding import person as find_person
from tests.simulators.slack.world import Payload, Person

MOST_PEOPLE = 1000


@method("users.info", "users:read", tier=4)
def users_info(call: Call) -> Payload:
    return {"user": user_json(call, find_person(call, call.need("user", "user_not_found")))}


@method("users.list", "users:read", tier=2)
def users_list(call: Call) -> Payload:
    """Everybody, also those without an account any more; strangers are not listed."""
    people = [each for each in call.world.people.values() if not each.stranger]
    found, cursor = paged(call, people, default=0, most=MOST_PEOPLE)
    members = [user_json(call, each) for each in found]
    return {"members": members, "cache_ts": call.world.seconds(), "response_metadata": {"next_cursor": cursor}}


@method("users.lookupByEmail", "users:read.email", tier=3)
def lookup_by_email(call: Call) -> Payload:
    wanted = call.need("email").lower()
    for person in call.world.people.values():
        if person.email.lower() == wanted and not person.deleted and not person.is_bot:
            return {"user": user_json(call, person)}
    raise ApiError("users_not_found")


@method("users.conversations", "channels:read", "groups:read", "im:read", "mpim:read", tier=3)
def users_conversations(call: Call) -> Payload:
    """Of another person only what the bot can see too."""
    id = call.text("user", call.world.bot.id)
    find_person(call, id)
    found, cursor = listed(call, lambda channel: id in channel.members)
    channels = [conversation_json(call, each) for each in found]
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


def user_json(call: Call, person: Person) -> Payload:
    """The user object: the language only on request and never of strangers, the address only with its own scope."""
    world = call.world
    shown = about(person, world.timers.clock.now())
    if call.flag("include_locale") and not person.stranger and not person.deleted:
        shown["locale"] = person.locale
    if "users:read.email" in call.slack.app.scopes and not person.is_bot and not person.stranger:
        shown["profile"]["email"] = person.email
    if person.id == world.bot.id:
        shown["profile"] |= {"api_app_id": world.app_id, "bot_id": person.bot_id}
    return shown


def about(person: Person, at: datetime) -> Payload:
    """What events say of a person, too; the offset of their zone is that of this moment."""
    first, _, last = person.real_name.partition(" ")
    profile = {
        "real_name": person.real_name, "display_name": person.name, "real_name_normalized": person.real_name,
        "display_name_normalized": person.name, "title": person.title, "first_name": first, "last_name": last,
        "status_text": "", "status_emoji": "", "team": person.team, "image_72": "https://avatars.example/72.png",
    }  # fmt: skip
    shown: Payload = {
        "id": person.id, "team_id": person.team, "name": person.name, "deleted": person.deleted, "profile": profile,
        "is_bot": person.is_bot, "is_app_user": False, "updated": person.updated,
    }  # fmt: skip
    if person.deleted:
        return shown
    there = at.astimezone(ZoneInfo(person.tz))
    offset = there.utcoffset()
    assert offset is not None, "a zone always has an offset"
    shown |= {
        "real_name": person.real_name, "color": "9f69e7", "tz": person.tz, "tz_offset": int(offset.total_seconds()),
        "tz_label": there.tzname() or person.tz, "is_admin": person.admin,
        "is_owner": False, "is_primary_owner": False, "is_restricted": bool(person.guest),
        "is_ultra_restricted": person.guest == "single", "is_email_confirmed": True,
    }  # fmt: skip
    if person.stranger:
        shown["is_stranger"] = True
    return shown
