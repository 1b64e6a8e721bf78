"""What administrators and applicants read about requests; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.message import (
    Button,
    Buttons,
    Heading,
    Message,
    Option,
    Paragraph,
    Part,
    Picker,
    Quote,
    Small,
    message,
    say,
)
from bot.chat.text import Moment, Series, T, Text, Who, Words, t
from bot.commands.feature import Waiting, token
from bot.features.approvals.model import HowOften, Step
from bot.features.communities.model import Community
from bot.features.membership.access import closed
from bot.features.membership.model import OTHER, Asked, Request

EMOJI = ("✅", "❌", "❓", "👀")
"""Under a card they do what its first four buttons do (FEATURES 1)."""


def name(community: Community) -> Words:
    return Words(community.name)


def act(label: str, action: str, asked: Request, *, primary: bool = False, danger: bool = False) -> Button:
    """A button of this feature about one request."""
    pressed = token(f"approvals.{action}", asked.id)
    return Button(t(label), pressed, "primary" if primary else "danger" if danger else "plain")


def reject_button(asked: Request) -> Button:
    return act("button-reject", "reject", asked, danger=True)


def take_button(asked: Request) -> Button:
    return act("button-take-over", "take", asked)


def release_button(asked: Request) -> Button:
    return act("button-release", "release", asked)


TOLD = "told"
"""Behind a token: the button stands in what somebody was told, not on the card that all share."""


def undo_button(asked: Request, *, told: bool = False) -> Button:
    return Button(t("button-undo"), token("approvals.undo", f"{asked.id};{TOLD}" if told else asked.id))


def history_button(asked: Request) -> Button:
    return act("button-history", "history", asked)


def decide_buttons(asked: Request) -> tuple[Button, ...]:
    """The buttons of a request that waits, in the order of their emoji."""
    return (
        act("button-approve", "approve", asked, primary=True),
        reject_button(asked),
        act("button-ask", "ask", asked),
        act("button-claim", "claim", asked),
        history_button(asked),
    )


def queue_button(community: Community) -> Button:
    return Button(t("button-queue"), token("approvals.queue", f"{community.id};w;0;0;;"))


def join_button(community: Community) -> Button:
    return Button(t("button-ask-again"), token("membership.join", community.id), "primary")


def write_button(asked: Request) -> Button:
    return act("button-write-administrators", "write", asked)


def title(community: Community, person: Who) -> T:
    return t("approvals-card", person=person, community=name(community))


def outcome(asked: Request, by: Who | None, at: Moment) -> T:
    """What was decided, by whom and when."""
    why = reason(asked.reason) if asked.reason else Words("")
    return t("approvals-outcome", status=str(asked.status), who=by or Who("—"), at=at, reason=why)


# What applicants read.


def approved(community: Community, way: str) -> Message:
    """Text 2.9, "Approved", with what to do first (guide 172); `way` as `doors.way` says."""
    first = Series(tuple(t("list-item", words=Words(each)) for each in community.contributions), "lines")
    return message(
        Paragraph(t("approvals-approved", community=name(community), way=way)),
        Paragraph(first) if community.contributions else None,
        Buttons((Button(t("button-about"), token("membership.about", community.id)),)),
    )


def rejected(community: Community, asked: Request) -> Message:
    """Text 2.9, "Rejected": the reason, the administrator's words, and the date from which to ask again."""
    return message(
        Paragraph(_rejected(community, asked)),
        Quote(Words(asked.words)) if asked.words else None,
        Paragraph(
            t("approvals-again-from", at=Moment(asked.again_at, "date")) if asked.again_at else t("approvals-again-now")
        ),
        Buttons((write_button(asked),)),
    )


def _rejected(community: Community, asked: Request) -> T:
    """Of another reason the words that follow are the reason."""
    if asked.reason == OTHER and asked.words:
        return t("approvals-rejected-in-words", community=name(community))
    return t("approvals-rejected", community=name(community), reason=reason(asked.reason))


def reason(value: str) -> T:
    return t(f"approvals-reason-{value}")


def reason_to_choose(value: str) -> T:
    """As a form offers it."""
    return t("approvals-choose-other") if value == OTHER else reason(value)


def reopened(community: Community, asked: Request, *, approved: bool) -> Message:
    """A decision was taken back within ten minutes."""
    return say(
        t(
            "approvals-undone-approval" if approved else "approvals-undone-rejection",
            community=name(community),
            by=Moment(asked.expires_at, "date"),
        )
    )


def question(community: Community, asked: Request, words: str) -> Message:
    return message(
        Paragraph(t("approvals-question", community=name(community))),
        Quote(Words(words)),
        Small(t("approvals-question-until", at=Moment(asked.expires_at, "date"))),
        Buttons((act("button-answer", "answer", asked, primary=True),)),
    )


def not_yet(community: Community, asked: Request) -> Message:
    """Day 10 (FEATURES 2.2.7)."""
    text = t(
        "approvals-not-yet",
        community=name(community),
        at=Moment(asked.at, "date"),
        until=Moment(asked.expires_at, "date"),
    )
    return say(text, Button(t("button-withdraw"), token("membership.withdraw", asked.id)))


def no_more(community: Community, asked: Request) -> Message:
    """What stands in its place once the request waits no more; the answer itself was told apart."""
    text = t(
        "approvals-not-yet-over", community=name(community), at=Moment(asked.at, "date"), status=str(asked.status)
    )
    again = asked.status is Asked.WITHDRAWN and not community.hidden
    return say(text, *((join_button(community),) if again else ()))


def expired(community: Community, asked: Request) -> Message:
    """Text 2.9, "Expired": nobody's fault but ours."""
    text = t("approvals-expired", community=name(community), days=max(1, (asked.expires_at - asked.at).days))
    again = () if community.hidden else (join_button(community),)
    return say(text, *again, act("button-tell-team", "team", asked))


def archived(community: Community, words: str) -> Message:
    """A request that ends because its community does (guide 70, 73)."""
    return message(
        Paragraph(t("approvals-closed-archived", community=name(community))),
        Quote(Words(words)) if words else None,
        Small(closed(community)),
    )


def mode_changed(community: Community, words: str) -> Message:
    """A request turned down because the community no longer takes requests; asking again is not held back."""
    return message(
        Paragraph(t("approvals-closed-mode", community=name(community), mode=t(f"communities-mode-{community.mode}"))),
        Quote(Words(words)) if words else None,
    )


# What administrators read.


def taken_over(community: Community, person: Who, by: Who) -> Message:
    return say(t("approvals-taken-over", community=name(community), person=person, who=by))


def answered(asked: Request, person: Who) -> Message:
    return message(
        Paragraph(t("approvals-answered", person=person)),
        Quote(Words(asked.question_reply)),
        Buttons(decide_buttons(asked)),
    )


def letter(asked: Request, person: Who, words: str) -> Message:
    return message(
        Paragraph(t("approvals-letter", person=person)), Quote(Words(words)), Buttons((history_button(asked),))
    )


def for_team(community: Community, asked: Request, person: Who) -> Message:
    """The platform team hears of a request that nobody handled; which communities hide is no secret to it."""
    text = t("approvals-for-team", community=name(community), person=person, at=Moment(asked.at, "date"))
    return say(text, history_button(asked), queue_button(community))


def soon_expires(community: Community, asked: Request, person: Who) -> Message:
    text = t(
        "approvals-soon-expires",
        community=name(community),
        person=person,
        at=Moment(asked.at, "date"),
        until=Moment(asked.expires_at, "date"),
    )
    return say(text, *decide_buttons(asked))


def still_waits(community: Community, asked: Request, person: Who) -> Message:
    text = t("approvals-still-waits", community=name(community), person=person, at=Moment(asked.at, "relative"))
    return say(text, *decide_buttons(asked))


def undecided(asked: Request, person: Who, approving: Sequence[Who], rejecting: Sequence[Who]) -> Message:
    """Two administrators said opposite things by emoji while nobody listened."""
    text = t(
        "approvals-both-emoji",
        person=person,
        approving=Series(tuple(approving)),
        rejecting=Series(tuple(rejecting)),
    )
    return say(text, *decide_buttons(asked))


def emoji_needs_words(community: Community, asked: Request, person: Who, emoji: str) -> Message:
    """❌ and ❓ need words that an emoji cannot carry: the button opens the form."""
    rejecting = emoji == "❌"
    button = reject_button(asked) if rejecting else act("button-ask", "ask", asked)
    text = t("approvals-emoji-reject" if rejecting else "approvals-emoji-ask", person=person, community=name(community))
    return say(text, button)


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits in one community in a digest: requests, of which `first` names the first few, and `others`."""

    community: Community
    requests: tuple[Request, ...]
    first: tuple[Who, ...]
    others: tuple[Waiting, ...] = ()


def digest(queues: Sequence[Queue]) -> Message:
    """Everything that waits for one administrator, community by community."""
    count = sum(len(each.requests) for each in queues)
    parts: list[Part] = [Heading(t("approvals-digest", count=count) if count else t("approvals-digest-others"))]
    for each in queues:
        if each.requests:
            parts += [Paragraph(_asking(each)), Buttons((queue_button(each.community),))]
        for other in each.others:
            parts += [Paragraph(other.text), Buttons((other.button,))]
    return Message(tuple(parts))


def _asking(queue: Queue) -> T:
    more = len(queue.requests) - len(queue.first)
    named: tuple[Text, ...] = (*queue.first, *([t("approvals-digest-more", count=more)] if more else []))
    oldest = Moment(queue.requests[0].at, "relative")
    return t("approvals-digest-line", community=name(queue.community), people=Series(named), oldest=oldest)


def frequency(community: Community, current: str) -> tuple[Part, ...]:
    """Chooses how often one hears of those who wait."""
    options = tuple(Option(t(f"approvals-often-{_key(each)}"), str(each)) for each in HowOften)
    return (
        Small(t("approvals-often", often=t(f"approvals-often-{_key(HowOften(current))}"))),
        Picker(t("approvals-often-choose"), token("approvals.digest", community.id), options),
    )


def _key(how_often: HowOften) -> str:
    return how_often.replace(" ", "-")


STEPS = 12
"""Lines of history on one page."""


Told = Sequence[tuple[Request, Sequence[tuple[Step, Who]]]]
"""Requests, each with the steps taken and by whom."""


def past(asked: Request, person: Who, told: Told, *, page: int) -> Message:
    """Everything that was done about a person's requests to one community, the last request first."""
    lines = [line for each, steps in told for line in _past(each, steps)]
    pages = max(1, -(-len(lines) // STEPS))
    page = min(page, pages - 1)
    turns = tuple(
        Button(t(label), token("approvals.history", f"{asked.id};{number}"))
        for label, number in (("button-previous", page - 1), ("button-next", page + 1))
        if 0 <= number < pages
    )
    return message(
        Heading(t("approvals-history", person=person)),
        *lines[page * STEPS : (page + 1) * STEPS],
        Small(t("page-of", page=page + 1, pages=pages)) if pages > 1 else None,
        Buttons(turns) if turns else None,
    )


def _past(asked: Request, steps: Sequence[tuple[Step, Who]]) -> list[Part]:
    lines: list[Part] = [Paragraph(t("approvals-step-asked", at=Moment(asked.at)))]
    if asked.note:
        lines.append(Quote(Words(asked.note)))
    for step, who in steps:
        lines.append(Paragraph(t(f"approvals-step-{step.what}", at=Moment(step.at), who=who)))
        if step.words:
            lines.append(Quote(Words(step.words)))
    if asked.status is Asked.WITHDRAWN and asked.decided_at:
        lines.append(Paragraph(t("approvals-step-withdrawn", at=Moment(asked.decided_at))))
    return lines
