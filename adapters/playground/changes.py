"""What is set beside the conversation: how a person lives there, how a channel is run, what time it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from adapters.playground import places, posts, views
from adapters.playground.acts import ActId, actor
from adapters.playground.places import PLATFORM, Channel, Person
from adapters.playground.posts import Spot
from adapters.playground.scene import Scene, channel_spot
from bot.chat.inbound import Arrived, Inbound, Left, PlaceGone
from bot.chat.port import Engine
from bot.chat.zones import zones


def _zone(name: str) -> str:
    if name and name not in zones():
        raise ValueError("is not an IANA time zone")
    return name


class _Change(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    workspace: str


class PersonChange(_Change):
    """What is None stays; `present` leaves the workspace or comes back to it."""

    id: ActId
    person: str
    language: str | None = None
    timezone: Annotated[str, AfterValidator(_zone)] | None = None
    reachable: bool | None = None
    present: bool | None = None


class ChannelChange(_Change):
    """What is None stays; `add` and `remove` name people by id."""

    id: ActId
    channel: str
    managed: bool | None = None
    add: str | None = None
    remove: str | None = None
    gone: bool = False


class ReadUpto(_Change):
    person: str
    place: Annotated[str, StringConstraints(pattern=r"^(inbox|channel:.+|thread:[0-9]{1,18})$")]
    upto: int


class Forward(BaseModel):
    """Seconds; at most ten years at once, so that a slip of the finger does not end the world."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seconds: Annotated[int, Field(gt=0, le=10 * 366 * 86400)]


async def change_person(scene: Scene, engine: Engine, change: PersonChange) -> None:
    """The engine hears of another language or zone as of somebody who is there; KeyError for nobody."""
    who = _person(scene, change.workspace, change.person)
    given = change.model_dump(include={"language", "timezone", "reachable", "present"}, exclude_none=True)
    changed = replace(who, **given)
    with scene.store.writing() as write:
        places.set_person(write, changed)
    scene.live.changed(who.workspace)
    scene.live.changed("world")
    speaks = changed.present and (changed.language, changed.timezone) != (who.language, who.timezone)
    if change.present is not None or speaks:
        told = Arrived if changed.present else Left
        await engine.receive(told(f"{PLATFORM}:{change.id}", actor(changed), who.workspace, None))


async def change_channel(scene: Scene, engine: Engine, change: ChannelChange) -> dict[str, Any]:
    """The channel as it is then; KeyError when there is no such channel or person."""
    where = channel_of(scene, change.workspace, change.channel)
    managed = where.managed if change.managed is None else change.managed
    changed = replace(where, managed=managed, gone=change.gone)
    with scene.store.writing() as write:
        places.set_channel(write, changed)
        if change.add:
            places.add_member(write, where, _person(scene, where.workspace, change.add))
        if change.remove:
            places.remove_member(write, where, change.remove)
    scene.live.changed(where.workspace)
    for inbound in _told(scene, change, where):
        await engine.receive(inbound)
    return views.channel(scene, changed)


def _told(scene: Scene, change: ChannelChange, where: Channel) -> list[Inbound]:
    identity = f"{PLATFORM}:{change.id}"
    if change.gone:
        return [PlaceGone(identity, where.place)]
    if change.add:
        return [Arrived(identity, actor(_person(scene, where.workspace, change.add)), where.workspace, where.place)]
    if change.remove:
        return [Left(identity, actor(_person(scene, where.workspace, change.remove)), where.workspace, where.place)]
    return []


def read_upto(scene: Scene, change: ReadUpto) -> None:
    who = _person(scene, change.workspace, change.person)
    spot = Spot(who.workspace, inbox=who.id)
    kind, _, named = change.place.partition(":")
    if kind == "thread":
        spot = Spot(who.workspace, thread=int(named))
    elif kind == "channel":
        spot = channel_spot(channel_of(scene, who.workspace, named))
    with scene.store.writing() as write:
        moved = posts.reached(write, who, spot, change.upto)
    if moved:
        scene.live.changed(who.workspace)


async def forward(scene: Scene, change: Forward) -> dict[str, Any]:
    """Move the clock; whoever waits for a moment is told by the clock itself."""
    scene.clock.forward(timedelta(seconds=change.seconds))
    if scene.moved:
        await scene.moved(scene.clock.ahead)
    scene.live.changed("world")
    return views.clock(scene)


def channel_of(scene: Scene, workspace: str, channel: str) -> Channel:
    found = places.channel(scene.store.reading, workspace, channel)
    if found is None:
        raise KeyError(channel)
    return found


def _person(scene: Scene, workspace: str, identity: str) -> Person:
    found = places.person(scene.store.reading, workspace, identity)
    if found is None:
        raise KeyError(identity)
    return found
