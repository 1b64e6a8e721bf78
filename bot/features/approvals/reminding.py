"""What is said of a request besides its card: with its buttons while it waits, with the outcome afterwards."""

from __future__ import annotations

from collections.abc import Iterable

from bot.chat.address import Account, Place
from bot.chat.message import Buttons, Message, Paragraph, message
from bot.chat.text import Moment, Who
from bot.db.tx import Tx
from bot.features.approvals import card, messages
from bot.features.approvals.digest import deciders, impartial
from bot.features.approvals.model import HowOften
from bot.features.communities import homes
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.membership.model import Asked, News, Request
from bot.features.people import service as people
from bot.jobs.outbox import cards, show


def drawn(tx: Tx, argument: str, locale: str) -> Message | None:
    """None for what leaves only after the decision: it tells nobody anything any more."""
    request, _, news = argument.partition("/")[0].partition(";")
    asked = membership.request(tx, request)
    community = communities.get(tx, asked.community) if asked else None
    if asked is None or community is None:
        return None
    person = people.who(tx, asked.person)
    if asked.status is Asked.OPEN:
        return _said(News(news), community, asked, person)
    if not any(each.message_id for each in cards(tx, f"request-news:{argument}")):
        return None
    who = people.who(tx, asked.decided_by) if asked.decided_by else None
    return message(
        Paragraph(messages.title(community, person)),
        Paragraph(messages.outcome(asked, who, Moment(asked.decided_at or asked.at))),
        Buttons((messages.history_button(asked),)),
    )


def _said(news: News, community: Community, asked: Request, person: Who) -> Message:
    match news:
        case News.WAITS:
            return messages.still_waits(community, asked, person)
        case News.EXPIRES:
            return messages.soon_expires(community, asked, person)
        case News.ANSWERED:
            return messages.answered(asked, person)


def shown_to(tx: Tx, argument: str, target: Account | Place) -> bool:
    """To those who see the request's card."""
    return card.shown_to(tx, argument.partition(";")[0], target)


def waiting_drawn(tx: Tx, argument: str, locale: str) -> Message | None:
    """What tells the applicant that nobody has decided yet; as `drawn`, nothing where somebody has meanwhile."""
    asked = membership.request(tx, argument.partition("/")[0])
    community = communities.get(tx, asked.community) if asked else None
    if asked is None or community is None:
        return None
    if asked.status is Asked.OPEN:
        return messages.not_yet(community, asked)
    if not any(each.message_id for each in cards(tx, f"request-waits:{argument}")):
        return None
    return messages.no_more(community, asked)


def is_the_applicant(tx: Tx, argument: str, target: Account | Place) -> bool:
    asked = membership.request(tx, argument.partition("/")[0])
    return asked is not None and isinstance(target, Account) and people.person_of(tx, target) == asked.person


def reminders(tx: Tx, request: str) -> list[str]:
    """The living cards that remind of a request, where the administrators meet and in private."""
    found = (news.of(request) for news in News)
    return [card for each in found for card in (each, *people.letters_of(tx, each))]


def remind(tx: Tx, asked: Request, news: News, persons: Iterable[str], *, key: str) -> None:
    """Say it privately to each of these people who may decide."""
    community = communities.get(tx, asked.community)
    needs, decides = news.of(asked.id), news is News.ANSWERED
    for person in impartial(tx, community, asked, persons) if community else []:
        people.tell(
            tx, person, Message(()), key=f"{key}/{person}", needs=needs, about=asked.community, decides=decides
        )  # fmt: skip


def remind_all(tx: Tx, community: Community, asked: Request, news: News, *, key: str) -> None:
    """Say it where the administrators meet, or to whoever hears instead."""
    places, private = hearing(tx, community)
    for place in places:
        show(tx, place, news.of(asked.id), key=f"{key}/{place}")
    remind(tx, asked, news, private, key=key)


def hearing(tx: Tx, community: Community) -> tuple[list[Place], list[str]]:
    """Where the administrators meet, or who of them hears privately because they meet nowhere.

    Of a community that nobody administers the platform team hears instead (M8).
    """
    members = deciders(tx, community)
    if not members:
        return [], [each.id for each in people.owners(tx)]
    places = homes.heard_in(tx, community.id)
    return places, [] if places else [each.person for each in members if each.digest != HowOften.NONE]
