"""Who is kept out of a community, until an administrator lets them back."""

from __future__ import annotations

from sqlalchemy import select, update

from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership.access import while_invited
from bot.features.membership.model import Membership, Role, Status, memberships
from bot.features.people import service as people


def exclude(tx: Tx, community: Community, person: str, *, by: str) -> bool:
    """Keep somebody out who never belonged; False when something is known of them there already."""
    row = Membership(community.id, person, Role.MEMBER, Status.BANNED, tx.now, "", "", "at once")
    if not tx.add_once(memberships, row):
        return False
    communities.record(tx, community.id, by, str(Status.BANNED), member=people.logged(tx, person))
    people.redraw_letters(tx, while_invited(community.id), person)
    return True


def banned(tx: Tx, community: str) -> list[str]:
    """The people who are excluded, the last first."""
    rows = tx.all(
        select(memberships.c.person)
        .where(memberships.c.community == community, memberships.c.status == Status.BANNED)
        .order_by(memberships.c.since.desc(), memberships.c.person)
    )
    return [row.person for row in rows]


def lift_ban(tx: Tx, community: Community, person: str, *, by: str) -> bool:
    """Let somebody excluded join or ask again; False when they were not."""
    lifted = tx.run(
        update(memberships)
        .where(
            memberships.c.community == community.id,
            memberships.c.person == person,
            memberships.c.status == Status.BANNED,
        )
        .values(status=Status.REMOVED, since=tx.now)
    )
    if lifted:
        communities.record(tx, community.id, by, "let-back", member=people.logged(tx, person))
        people.redraw_letters(tx, while_invited(community.id), person)
    return bool(lifted)
