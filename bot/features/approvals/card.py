"""The living card of a request: drawn from the database each time, for readers who may all see everything on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.chat.address import Account, Place
from bot.chat.message import Button, Buttons, Facts, Heading, Message, Paragraph, Part, Quote, Small
from bot.chat.text import Moment, Series, T, Text, Who, Words, t
from bot.chat.words import proper
from bot.db.tx import Tx
from bot.features.approvals import history, messages
from bot.features.approvals.deciding import decision, has_left
from bot.features.approvals.digest import impartial
from bot.features.approvals.undoing import can_undo
from bot.features.communities import homes
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import requests
from bot.features.membership import service as membership
from bot.features.membership.access import closed, rights_of, standing_of
from bot.features.membership.model import Asked, Membership, Request
from bot.features.people import accounts, workspaces
from bot.features.people import service as people

EARLIER, MUTUAL = 5, 10
"""How many earlier requests and other communities a card names."""


@dataclass(frozen=True, slots=True)
class Known:
    """Everything a card says; `others` holds only communities that anybody may find (M10).

    `since` is when we came to know the person, `made` when their platform made the account, where it tells.
    """

    community: Community
    asked: Request
    person: Who
    workspace: str
    since: datetime | None
    made: datetime | None
    earlier: tuple[tuple[Request, Who], ...]
    others: tuple[Community, ...]
    claimed_by: Who | None
    decided_by: Who | None
    member: Membership | None
    told: str
    left: bool
    can_undo: bool


def draw(tx: Tx, request: str, locale: str) -> Message | None:
    """The card as it is now; None when the request or its community is no more."""
    asked = membership.request(tx, request)
    community = communities.get(tx, asked.community) if asked else None
    if asked is None or community is None:
        return None
    return laid_out(_known(tx, community, asked))


def shown_to(tx: Tx, request: str, target: Account | Place) -> bool:
    """Whether those who read there decide on the request now: others keep no card that goes on changing."""
    asked = membership.request(tx, request)
    community = communities.get(tx, asked.community) if asked else None
    if asked is None or community is None:
        return False
    if isinstance(target, Place):
        return target in communities.admin_places(tx, community.id)
    reader = people.person_of(tx, target)
    return rights_of(tx, community, reader).decide and bool(impartial(tx, community, asked, [reader]))


def _known(tx: Tx, community: Community, asked: Request) -> Known:
    person = people.get(tx, asked.person)
    account = accounts.account(tx, asked.account)
    claimed = asked.claimed_by and asked.claimed_until and asked.claimed_until > tx.now
    member = standing_of(tx, community.id, asked.person).membership
    return Known(
        community=community,
        asked=asked,
        person=people.who(tx, asked.person),
        workspace=_workspace(tx, asked),
        since=person.since if person else None,
        made=account.made if account else None,
        earlier=tuple((each, people.who(tx, each.decided_by)) for each in requests.earlier(tx, asked)[:EARLIER]),
        others=_others(tx, community, asked.person),
        claimed_by=people.who(tx, asked.claimed_by) if claimed else None,
        decided_by=people.who(tx, asked.decided_by) if asked.decided_by else None,
        member=member if asked.status is Asked.APPROVED else None,
        told=_told(tx, asked),
        left=asked.status is Asked.OPEN and has_left(tx, community, asked),
        can_undo=can_undo(asked, tx.now) and not community.archived,
    )


def _told(tx: Tx, asked: Request) -> str:
    """What became of the last thing the applicant was to read: the decision, or the question that waits."""
    if asked.status in (Asked.APPROVED, Asked.REJECTED):
        return people.delivery(tx, decision(asked))
    waits = asked.status is Asked.OPEN and asked.question and not asked.question_reply
    return people.delivery(tx, history.question(tx, asked)) if waits else ""


def _workspace(tx: Tx, asked: Request) -> str:
    """Where somebody asked from, by its name where known.

    An account that is bound to no workspace asked from where it was last seen, if the community lives there: of any
    other workspace nobody here need know.
    """
    account, known = asked.account, accounts.account(tx, asked.account)
    seen = account.workspace or (known.acts_in if known else "")
    lived_in = {(each.platform, each.workspace) for each in communities.homes(tx, asked.community)}
    if not account.workspace and (account.platform, seen) not in lived_in:
        return ""
    workspace = workspaces.workspace(tx, account.platform, seen)
    return workspace.name if workspace and workspace.name else seen


def _others(tx: Tx, community: Community, person: str) -> tuple[Community, ...]:
    """Other communities of the person that no reader of this card could be told about by mistake: none that hides."""
    belongs = (communities.get(tx, each.community) for each in membership.of_person(tx, person))
    found = [each for each in belongs if each is not None and not each.hidden and each.id != community.id]
    return tuple(sorted(found, key=lambda each: each.name.casefold())[:MUTUAL])


def laid_out(known: Known) -> Message:
    """Who, what they said, what is known of them; then the buttons, or what was decided."""
    asked = known.asked
    waits = asked.status is Asked.OPEN
    parts: list[Part] = [
        Heading(messages.title(known.community, known.person)),
        Facts(tuple(row for row in _facts(known) if row is not None)),
    ]
    parts += _waiting(known) if waits else _outcome(known)
    buttons = messages.decide_buttons(asked) if waits else _after(known)
    return Message((*parts, Buttons(buttons)), messages.EMOJI if waits else ())


def _facts(known: Known) -> list[tuple[Text, Text] | None]:
    asked, community = known.asked, known.community
    platform = proper(asked.account.platform)
    where = Words(f"{platform} · {known.workspace}" if known.workspace else platform)
    questions = [
        (Words(question), Words(answer) if answer else t("approvals-no-answer"))
        for question, answer in zip(community.questions, asked.answers, strict=False)
    ]
    criteria = tuple(t("list-item", words=Words(line)) for line in community.eligibility)
    rows: list[tuple[Text, Text] | None] = [
        (t("approvals-fact-from"), where),
        (t("approvals-fact-known"), Moment(known.since, "date")) if known.since else None,
        (t("approvals-fact-made"), _ago(known.made)) if known.made else None,
        (
            t("approvals-fact-waiting" if asked.status is Asked.OPEN else "approvals-fact-asked"),
            t("approvals-since", at=Moment(asked.at), ago=Moment(asked.at, "relative")),
        ),
        (t("approvals-fact-note"), Words(asked.note)) if asked.note else None,
        *questions,
        (t("approvals-fact-criteria"), Series(criteria, "lines")) if criteria else None,
        (t("approvals-fact-earlier"), Series(tuple(_earlier(*each) for each in known.earlier), "lines"))
        if known.earlier
        else None,
        (t("approvals-fact-others"), Series(tuple(messages.name(each) for each in known.others), "commas"))
        if known.others
        else None,
        (t("approvals-fact-question"), Words(asked.question)) if asked.question else None,
        (t("approvals-fact-reply"), Words(asked.question_reply) if asked.question_reply else t("approvals-no-reply"))
        if asked.question
        else None,
    ]
    return rows


def _ago(at: datetime) -> T:
    """A day and how long ago it was: a stranger's account of yesterday is looked at twice (FEATURES 2.2.1)."""
    return t("approvals-since", at=Moment(at, "date"), ago=Moment(at, "relative"))


def _earlier(asked: Request, by: Who) -> T:
    """An earlier request and what became of it."""
    return t(
        "approvals-earlier",
        at=Moment(asked.at, "date"),
        status=str(asked.status),
        reason=messages.reason(asked.reason) if asked.status is Asked.REJECTED and asked.reason else Words(""),
        who=by,
    )


def _waiting(known: Known) -> list[Part]:
    asked = known.asked
    parts: list[Part] = []
    if known.claimed_by is not None and asked.claimed_until is not None:
        parts.append(Paragraph(t("approvals-claimed", who=known.claimed_by, until=Moment(asked.claimed_until))))
    else:
        parts.append(Small(t("approvals-expires", at=Moment(asked.expires_at, "date"))))
    if known.told == "waiting":
        parts.append(Small(t("approvals-told", state=known.told)))
    if known.left:
        parts.append(Paragraph(t("approvals-left", person=known.person)))
    return parts


def _outcome(known: Known) -> list[Part]:
    asked = known.asked
    at = Moment(asked.decided_at or asked.at)
    parts: list[Part] = [Paragraph(messages.outcome(asked, known.decided_by, at))]
    if asked.words:
        parts.append(Quote(Words(asked.words)))
    if asked.status is Asked.REJECTED:
        parts.append(
            Small(
                t("approvals-card-again-from", at=Moment(asked.again_at, "date"))
                if asked.again_at
                else t("approvals-card-again-now")
            )
        )
    if asked.status in (Asked.APPROVED, Asked.REJECTED):
        parts.append(Small(t("approvals-told", state=known.told or "unreachable")))
    if known.member is not None:
        parts += _access(known.person, known.member)
    if known.community.archived:
        parts.append(Small(closed(known.community)))
    return parts


def _access(person: Who, member: Membership) -> list[Part]:
    """Whether the places are open by now, and else what to mend (FEATURES 2.2.3)."""
    match member.access:
        case "pending":
            return [Small(t("approvals-access-pending", person=person))]
        case "absent":
            return [Small(t("approvals-access-absent", person=person))]
        case "failed":
            remedy = homes.why(member.access_detail)
            return [Small(t("approvals-access-troubled", person=person, remedy=remedy))]
        case _:
            return []


def _after(known: Known) -> tuple[Button, ...]:
    asked = known.asked
    failed = known.member is not None and known.member.access in ("failed", "absent")
    return (
        *((messages.act("button-try-again", "retry", asked, primary=True),) if failed else ()),
        *((messages.undo_button(asked),) if known.can_undo else ()),
        messages.history_button(asked),
    )
