"""What other features and the start of the program ask of approvals; deciding itself stands in `deciding`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from bot.chat.address import Account, Place, Posted
from bot.chat.message import say
from bot.commands.registry import plain_emoji
from bot.db.tx import Tx, new_id
from bot.features.approvals import deciding, digest, emoji, messages, reminding, talking
from bot.features.approvals.deciding import Hindered, card, close
from bot.features.approvals.model import Pending
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership import requests
from bot.features.membership import service as membership
from bot.features.membership.access import rights_of, while_deciding
from bot.features.membership.model import Asked, Request
from bot.features.people import service as people
from bot.jobs.outbox import card_at, cards, unreact


def default_on_mode_change(new_mode: Mode) -> Pending:
    """What an administrator most likely wants for those who wait (FEATURES 2.2.10)."""
    match new_mode:
        case Mode.PUBLIC | Mode.OPEN:
            return Pending.APPROVE
        case Mode.PRIVATE:
            return Pending.REJECT
        case Mode.SEMI_PRIVATE:
            return Pending.KEEP


def settle_on_mode_change(tx: Tx, community: Community, new_mode: Mode, how: str, words: str, by: str) -> None:
    """Let those who wait in, leave them waiting, or turn them down; `community` is as it is after the change.

    Letting in stops at the community's capacity and skips whoever was banned or has left: they keep waiting.
    """
    match Pending(how):
        case Pending.APPROVE:
            for asked in membership.queue(tx, community.id):
                deciding.approve(tx, community, asked, by=by, despite_claim=True)
        case Pending.REJECT:
            told = messages.mode_changed(community, words)
            for asked in membership.queue(tx, community.id):
                close(tx, community, asked, told, reason="mode-changed", by=by)
        case Pending.KEEP:
            pass


def close_all(tx: Tx, community: Community, by: str, words: str) -> None:
    """An archived community takes nobody in, and everybody who waits is told (guide 70); it is archived already."""
    for asked in membership.queue(tx, community.id):
        close(tx, community, asked, messages.archived(community, words), reason="archived", by=by)


def others_decide(tx: Tx, community: Community, person: str) -> bool:
    """Whether somebody else than this person decides who comes in: then they do not decide it about themselves."""
    return digest.others(tx, community, person)


def expect(tx: Tx, community: Community) -> None:
    """Something other than a request waits for the administrators: their next digest will look for it."""
    for member in digest.deciders(tx, community):
        digest.arm(tx, community, member, asked=False)


def hearing(tx: Tx, community: Community) -> tuple[list[Place], list[str]]:
    """Where the administrators meet, or who hears privately instead."""
    return reminding.hearing(tx, community)


def open_cards(tx: Tx) -> list[Posted]:
    """Whatever shows a request that waits: where emoji may have been put while nobody listened."""
    shown = (each for asked in requests.every_open(tx) for each in (card(asked), *reminding.reminders(tx, asked.id)))
    return [post.posted for each in shown for post in cards(tx, each) if post.posted is not None]


ReadBack = tuple[Posted, Sequence[tuple[Account, str]]]
"""A card and the emoji under it, the earliest first."""


def reconcile(tx: Tx, read: Sequence[ReadBack]) -> None:
    """Do what emoji read back mean, on each card the earliest first; ✅ beside ❌ is a question, not a decision.

    Hand over all cards at once: the copies of one request are looked at together. Accounts never seen are left alone
    (one of them may be our own); known people who may not decide lose theirs. What was answered before, at once or
    here, is not answered again, whatever has become of what was in its way.
    """
    copies: dict[str, list[ReadBack]] = {}
    for posted, reactions in read:
        copies.setdefault(emoji.about(card_at(tx, posted) or ""), []).append((posted, reactions))
    for request, found in copies.items():
        asked = membership.request(tx, request)
        community = communities.get(tx, asked.community) if asked else None
        if asked is not None and community is not None and asked.status is Asked.OPEN:
            _catch_up(tx, community, asked, found)


def _catch_up(tx: Tx, community: Community, asked: Request, found: Sequence[ReadBack]) -> None:
    meant = dict.fromkeys(each for posted, reactions in found for each in _meant(tx, community, posted, reactions))
    answered = emoji.answered_of(tx, asked.id)
    fresh = [each for each in meant if each not in answered]
    approving = _people(meant, "✅")
    rejecting = _people(meant, "❌")
    contested = {"✅", "❌"} if approving and rejecting else set()
    if any(put in contested for _, put in fresh):
        _ask_which(tx, community, asked, approving, rejecting)
    for person, put in fresh:
        emoji.answer(tx, asked.id, person, put)
        if put not in contested:
            _act(tx, community, asked, person, put)


def _meant(
    tx: Tx, community: Community, posted: Posted, reactions: Iterable[tuple[Account, str]]
) -> Iterable[tuple[str, str]]:
    for account, put in reactions:
        sign = plain_emoji(put)
        person = people.person_of(tx, account)
        if not person or sign not in messages.EMOJI:
            continue
        if rights_of(tx, community, person).decide:
            yield person, sign
        else:
            unreact(tx, posted, account, put)


def _people(meant: Iterable[tuple[str, str]], sign: str) -> list[str]:
    return list(dict.fromkeys(person for person, put in meant if put == sign))


def _ask_which(tx: Tx, community: Community, asked: Request, approving: list[str], rejecting: list[str]) -> None:
    heard = messages.undecided(
        asked,
        people.who(tx, asked.person),
        [people.who(tx, each) for each in approving],
        [people.who(tx, each) for each in rejecting],
    )
    these = hashlib.sha256("/".join([*approving, "", *rejecting]).encode()).hexdigest()[:16]
    talking.notify(tx, community, asked, heard, key=f"{asked.id}/both/{these}")


def _act(tx: Tx, community: Community, asked: Request, person: str, sign: str) -> None:
    """One emoji, as if it had been heard when it was put; what cannot be done now is said to whoever put it."""
    current = membership.request(tx, asked.id) or asked
    if current.status is not Asked.OPEN:
        return
    hindered: Hindered | None = None
    key = new_id(f"{asked.id}/emoji/{person}")
    match sign:
        case "✅":
            hindered = deciding.approve(tx, community, current, by=person)
        case "👀":
            hindered = talking.claim(tx, community, current, by=person)
        case _ if (hindered := deciding.own_request(tx, community, current, person)) is None:
            missing = messages.emoji_needs_words(community, current, people.who(tx, current.person), sign)
            people.tell(tx, person, missing, key=key, needs=while_deciding(community), awaited=True)
    if hindered is not None:
        told = say(hindered.text, *hindered.buttons)
        people.tell(tx, person, told, key=key, needs=while_deciding(community), awaited=True)
