"""Where communities live as it really is: what is wrong there, who hears there, which roles open it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from sqlalchemy import select, update

from bot.chat.address import Place
from bot.chat.port import Trouble
from bot.chat.text import Series, Text, t
from bot.db.tx import Tx
from bot.features.communities import service
from bot.features.communities.model import Home, places

TROUBLES: tuple[str, ...] = get_args(Trouble)


def remedy(trouble: str) -> Text:
    """What is wrong, and what to click."""
    return Series((t(f"trouble-{trouble}"), t(f"trouble-{trouble}-how")), "spaces")


def heard_in(tx: Tx, community: str) -> list[Place]:
    """The channels where the administrators meet and what is posted is read, as far as is known."""
    found = service.homes(tx, community)
    return list(dict.fromkeys(home.admin_place for home in found if home.heard and home.admin_place))


def on_platform(tx: Tx, platform: str) -> list[Home]:
    """Where any community lives on a platform."""
    ordered = (places.c.workspace, places.c.channel)
    return tx.all(select(places).where(places.c.platform == platform).order_by(*ordered), Home)


def at(tx: Tx, place: Place) -> list[Home]:
    """The homes that a channel belongs to, for members or for administrators."""
    here = (places.c.platform == place.platform, places.c.workspace == place.workspace)
    either = (places.c.channel == place.id) | (places.c.admin_channel == place.id)
    return tx.all(select(places).where(*here, either).order_by(places.c.id), Home)


def sharing_role(tx: Tx, home: Home) -> list[str]:
    """Other communities whose members have the same role in the same workspace."""
    if not home.role:
        return []
    rows = tx.all(
        select(places.c.community)
        .where(
            places.c.platform == home.platform, places.c.workspace == home.workspace, places.c.role == home.role,
            places.c.community != home.community,
        )
        .distinct()
    )  # fmt: skip
    return [row.community for row in rows]


def looked_at(tx: Tx, identity: str) -> Home | None:
    """A place as it is now, and nobody else says how it is until this unit ends."""
    tx.hold(f"place {identity}")
    return service.home(tx, identity)


def set_troubles(tx: Tx, home: Home, troubles: tuple[str, ...]) -> Home:
    """Store what is wrong with a place now; it comes from `looked_at`."""
    tx.run(update(places).where(places.c.id == home.id).values(troubles=troubles))
    return replace(home, troubles=troubles)


def role_left(tx: Tx, home: Home, role: str) -> None:
    """Nobody has this former role of a place any more; it comes from `looked_at`."""
    left = tuple(each for each in home.former_roles if each != role)
    tx.run(update(places).where(places.c.id == home.id).values(former_roles=left))
