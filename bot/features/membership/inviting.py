"""Invitations as they are kept: open for thirty days, and what was written of one says so when it is over."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select, update

from bot.chat.message import Message, say
from bot.chat.text import Moment, Words, t
from bot.db.tx import Tx
from bot.features.communities.model import Community
from bot.features.membership.access import rights_of, standing_of, while_invited
from bot.features.membership.model import Invitation, Lapsed, invitations
from bot.features.people import service as people
from bot.features.people.model import SENT, Mail
from bot.jobs.queue import later


def invite(tx: Tx, made: Invitation) -> None:
    """Store an invitation; `invitations.service` decides whether it may be made."""
    tx.add(invitations, made)
    later(tx, made.expires_at, Lapsed(made.community, made.person), key=f"{made.id}/lapsed")


def accepted(tx: Tx, community: str, person: str) -> None:
    """Somebody came in, by their invitation or by another way: it has served."""
    theirs = (*_open(tx, community), invitations.c.person == person)
    if tx.run(update(invitations).where(*theirs).values(state="accepted")):
        people.redraw_letters(tx, while_invited(community), person)


def close_invitations(tx: Tx, community: str) -> None:
    """No open invitation lets anybody in any more (guide 70)."""
    if tx.run(update(invitations).where(*_open(tx, community)).values(state="closed")):
        people.redraw_letters(tx, while_invited(community))


def _open(tx: Tx, community: str) -> tuple[ColumnElement[bool], ...]:
    return (invitations.c.community == community, invitations.c.state == "open", invitations.c.expires_at > tx.now)


def lapsed(tx: Tx, due: Lapsed) -> None:
    """The thirty days of an invitation are over."""
    people.redraw_letters(tx, while_invited(due.community), due.person)


def letter(tx: Tx, community: Community, written: Mail) -> Message | None:
    """What was written of an invitation, as long as it lets in; then one sentence where it was read, else nothing.

    Whoever may not know of the community any more reads no name of it.
    """
    made = tx.one(select(invitations).where(invitations.c.id == written.key.partition("/")[0]), Invitation)
    if made is None:
        return None
    found = standing_of(tx, community.id, written.person)
    if made.state == "open" and tx.now < made.expires_at and not found.banned:
        return written.message
    if written.state != SENT:
        return None
    lasted = made.state == "open" and tx.now >= made.expires_at
    how = "used" if made.state == "accepted" else "expired" if lasted and not found.banned else "closed"
    at = Moment(made.expires_at, "date")
    if rights_of(tx, community, written.person).see:
        return say(t("membership-invitation-over", how=how, at=at, community=Words(community.name)))
    return say(t("membership-invitation-over-unnamed", how=how, at=at))
