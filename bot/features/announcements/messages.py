"""What announcements look like and what is said about them; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.message import (
    Button,
    Buttons,
    File,
    Heading,
    Message,
    Paragraph,
    Part,
    Small,
    message,
    say,
)
from bot.chat.text import Link, Moment, Series, Span, T, Text, Who, Words, t
from bot.commands.uploads import size
from bot.commands.when import caution, in_full
from bot.db.files import Kept
from bot.features.announcements.model import Announcement, Delivery, Reach, Signed, Status
from bot.features.announcements.notices import (
    cancel_button,
    delete_button,
    edit_button,
    read_button,
    retry_button,
    why,
)
from bot.features.communities.model import Community


def published(
    community: Community, row: Announcement, signed: Signed, at: datetime, *, file: Part | None = None
) -> tuple[Part, ...]:
    """An announcement as its readers see it: signed, dated, with its link and file (guide 82)."""
    label = t("announcements-label", type=t(f"announcements-type-{row.type}"), community=Words(community.name))
    parts: list[Part] = [Small(label), Heading(Words(row.title)), Paragraph(Words(row.text, rich=True))]
    if row.link:
        parts.append(Paragraph(Link(row.link)))
    if file:
        parts.append(file)
    if signed.approver:
        who = t("announcements-signed-approved", author=signed.author, at=Moment(at), approver=signed.approver)
    else:
        who = t("announcements-signed", author=signed.author, at=Moment(at))
    parts.append(Small(who))
    if row.edited_at and signed.editor:
        parts.append(Small(t("announcements-edited-by", at=Moment(row.edited_at), editor=signed.editor)))
    elif row.edited_at:
        parts.append(Small(t("announcements-edited", at=Moment(row.edited_at))))
    return tuple(parts)


def handed_over(file: Kept | None) -> File | None:
    """A file as it goes along with what is posted."""
    return File(file.name, media_type=file.media_type, stored=file.id, size=file.size) if file else None


def listed(file: Kept | None) -> Paragraph | None:
    """A file by its name and size, where it does not go along."""
    return Paragraph(t("announcements-file", name=Words(file.name), size=size(file.size))) if file else None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the preview adds: file, whom it reaches, where alone or as well, when, what to look at twice about that."""

    reach: Reach
    now: datetime
    file: Kept | None = None
    only: Text | None = None
    cautions: tuple[str, ...] = ()
    administers: bool = True
    groups: Text | None = None


def preview(community: Community, row: Announcement, signed: Signed, shown: Shown, *, again: bool = False) -> Message:
    """Exactly as it will look, with its reach and its moment in full (FEATURES 2.5.1)."""
    send = Button(t("button-send"), f"announcements.send:{row.id}/{row.revision}", "primary")
    buttons = [send, edit_button(row), cancel_button(row), recent_button(row)]
    if again:
        buttons.append(Button(t("button-write-another"), f"announcements.another:{community.id}"))
    return message(
        Small(t("announcements-draft-kept", at=Moment(row.created_at))) if again else None,
        Small(t("announcements-preview" if shown.administers else "announcements-preview-proposal")),
        *published(community, row, signed, row.at or shown.now, file=listed(shown.file)),
        Paragraph(reached(shown.reach)),
        Small(t("announcements-only-in", place=shown.only)) if shown.only else None,
        Small(t("announcements-in-groups", groups=shown.groups)) if shown.groups else None,
        Small(t("announcements-commented")) if row.comments else None,
        Paragraph(_when(row, shown)),
        *(Small(caution(each)) for each in shown.cautions if each != "zone"),
        Small(t("announcements-zone-unknown")) if "zone" in shown.cautions else None,
        Buttons(tuple(buttons)),
    )


def _when(row: Announcement, shown: Shown) -> T:
    if row.at is not None:
        return t("announcements-when", moment=in_full(row.at, row.zone))
    return t("announcements-at-once" if shown.administers else "announcements-when-approved")


def reached(reach: Reach) -> T:
    """`reaches 94 members: 61 here, 33 there`."""
    where = Series(
        tuple(t("announcements-reach-place", count=each.members, place=Words(each.name)) for each in reach.places),
        "commas",
    )
    return t("announcements-reach", total=reach.total, where=where, beyond=reach.beyond, shut=reach.shut)


def on_its_way(row: Announcement, now: datetime) -> Message:
    left = max(1, round((row.due - now).total_seconds())) if row.due else 1
    undo = Button(t("button-undo"), f"announcements.undo:{row.id}/{row.revision}")
    return say(t("announcements-on-its-way", title=Words(row.title), left=Span(left), at=Moment(now)), undo)


def scheduled(row: Announcement, *, own: bool) -> Message:
    text = t("announcements-scheduled", title=Words(row.title), moment=in_full(row.due or row.created_at, row.zone))
    return say(text, *((edit_button(row),) if own else ()), cancel_button(row), recent_button(row))


def proposed(row: Announcement) -> Message:
    """For its author."""
    text = t("announcements-proposed", title=Words(row.title))
    return say(text, edit_button(row), cancel_button(row), recent_button(row))


def recent_button(row: Announcement) -> Button:
    return Button(t("button-recent-announcements"), f"announcements.recent:{row.community}/0")


def decide_buttons(row: Announcement) -> tuple[Button, Button]:
    return approve_button(row), reject_button(row)


def undecided(community: Community, row: Announcement, proposed: Proposed, said: T) -> Message:
    """For an administrator: what is proposed now, with buttons that decide on exactly this text."""
    return message(Paragraph(said), *proposal(community, row, proposed).parts)


def sent(row: Announcement) -> Message:
    at = Moment(row.sent_at or row.created_at)
    text = t("announcements-sent", title=Words(row.title), at=at)
    return say(text, edit_button(row), delete_button(row), recent_button(row))


def rewritten(row: Announcement, places: int) -> Message:
    text = t("announcements-rewritten", title=Words(row.title), places=places)
    return say(text, edit_button(row), delete_button(row), recent_button(row))


def cancelled(row: Announcement, *, own: bool) -> Message:
    buttons = (edit_button(row),) if own else ()
    return say(t("announcements-cancelled", title=Words(row.title)), *buttons)


def over(row: Announcement, *, own: bool) -> Message:
    """What became of one that no longer goes anywhere."""
    buttons = (edit_button(row),) if own and row.status is not Status.WITHDRAWN else ()
    return say(t("announcements-over", title=Words(row.title), status=str(row.status)), *buttons)


def deleting(row: Announcement, places: int) -> Message:
    """Asks once before it disappears everywhere; what people wrote below it is theirs."""
    delete = Button(t("button-delete"), f"announcements.deleted:{row.id}", "danger")
    keep = Button(t("button-keep"), f"announcements.kept:{row.id}")
    return message(
        Paragraph(t("announcements-deleting", title=Words(row.title), places=places)),
        Small(t("announcements-deleting-comments")) if row.comments else None,
        Buttons((delete, keep)),
    )


def approve_button(row: Announcement) -> Button:
    return Button(t("button-approve"), f"announcements.approve:{row.id}/{row.revision}", "primary")


def reject_button(row: Announcement) -> Button:
    return Button(t("button-reject"), f"announcements.reject:{row.id}/{row.revision}")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What stands on the card of a proposal besides its text; `only` is the one place it is for."""

    signed: Signed
    file: Part | None = None
    only: Text | None = None
    decider: Who | None = None


def proposal(community: Community, row: Announcement, proposed: Proposed) -> Message:
    """The card on which administrators decide; once decided it says by whom and when, without buttons."""
    asked = row.proposed_at or row.created_at
    plan = Paragraph(t("announcements-when", moment=in_full(row.at, row.zone))) if row.at else None
    author = proposed.signed.author
    return message(
        Small(t("announcements-proposal", community=Words(community.name), author=author)),
        *published(community, row, Signed(author), asked, file=proposed.file),
        plan,
        Small(t("announcements-only-in", place=proposed.only)) if proposed.only else None,
        Small(t("announcements-commented")) if row.comments else None,
        *_decision(row, proposed.decider),
    )


def _decision(row: Announcement, decider: Who | None) -> tuple[Part, ...]:
    if row.status is Status.PROPOSED:
        return (Buttons(decide_buttons(row)),)
    if decider is None or row.decided_at is None:
        return (Small(t("announcements-proposal-over", status=str(row.status))),)
    verdict = "rejected" if row.status is Status.REJECTED else "approved"
    said = t("announcements-decided", verdict=verdict, by=decider, at=Moment(row.decided_at))
    words = (Small(t("announcements-reason", words=Words(row.words))),) if row.words else ()
    ended = row.status in (Status.CANCELLED, Status.WITHDRAWN)
    return (Small(said), *words, *((Small(t("announcements-proposal-over", status=str(row.status))),) if ended else ()))


def already(row: Announcement, decider: Who, now: datetime) -> T:
    """Says who decided and how long ago, or that its author took it back."""
    if not row.decided_at:
        return t("announcements-proposal-over", status=str(row.status))
    ago = int((now - row.decided_at).total_seconds())
    verdict = "rejected" if row.status is Status.REJECTED else "approved"
    return t("announcements-already", verdict=verdict, by=decider, ago=Span(ago))


@dataclass(frozen=True, slots=True)
class Listed:
    """One announcement in the list of recent ones, with what became of it; places are named."""

    row: Announcement
    author: Who
    deliveries: tuple[tuple[str, Delivery], ...]
    own: bool


PAGE = 5


def recent(community: Community, listed: Sequence[Listed], *, page: int, administers: bool) -> Message:
    """The latest first, five a page, each with what can still be done about it."""
    pages = max(1, -(-len(listed) // PAGE))
    page = min(max(page, 0), pages - 1)
    parts: list[Part] = [Heading(t("announcements-recent", community=Words(community.name)))]
    for each in listed[page * PAGE : (page + 1) * PAGE]:
        parts += _entry(each, administers=administers)
    if not listed:
        parts.append(Paragraph(t("announcements-none")))
    if pages > 1:
        parts.append(Small(t("page-of", page=page + 1, pages=pages)))
    turns = [
        Button(t(label), f"announcements.recent:{community.id}/{number}")
        for number, label in ((page - 1, "button-newer"), (page + 1, "button-older"))
        if 0 <= number < pages
    ]
    another = Button(t("button-write-another"), f"announcements.another:{community.id}")
    return Message((*parts, Buttons((*turns, another))))


def _entry(each: Listed, *, administers: bool) -> list[Part]:
    row = each.row
    at = row.sent_at or row.due or row.proposed_at or row.created_at
    line = t("announcements-entry", status=str(row.status), title=Words(row.title), author=each.author, at=Moment(at))
    parts: list[Part] = [Paragraph(line)]
    if row.status is Status.SENT and (administers or each.own):
        parts.append(Small(_recap(each)))
    buttons = _possible(each, administers=administers)
    return [*parts, Buttons(buttons)] if buttons else parts


def _recap(each: Listed) -> Text:
    """`In 3 of 4 places`, and for each that failed, why."""
    done = sum(delivery.outcome == "sent" for _, delivery in each.deliveries)
    lines: list[Text] = [t("announcements-recap", done=done, places=len(each.deliveries))]
    lines += [
        t("announcements-recap-failed", place=Words(place), why=why(delivery))
        for place, delivery in each.deliveries
        if delivery.outcome not in ("", "sent")
    ]
    return Series(tuple(lines), "lines")


def _possible(each: Listed, *, administers: bool) -> tuple[Button, ...]:
    row = each.row
    match row.status:
        case Status.DRAFT:
            return (Button(t("button-continue"), f"announcements.resume:{row.id}"), cancel_button(row))
        case Status.PROPOSED:
            decide = (read_button(row), *decide_buttons(row)) if administers else ()
            return (*decide, *((edit_button(row), cancel_button(row)) if each.own else ()))
        case Status.SCHEDULED:
            return (*((edit_button(row),) if each.own else ()), cancel_button(row))
        case Status.SENDING:
            return (Button(t("button-undo"), f"announcements.undo:{row.id}/{row.revision}"),)
        case Status.SENT if not (administers or each.own):
            return (Button(t("button-read"), f"announcements.read:{row.id}"),)
        case Status.SENT:
            failed = [delivery for _, delivery in each.deliveries if delivery.outcome not in ("", "sent")]
            again = (retry_button(failed[0]),) if administers and failed else ()
            return (*again, edit_button(row), delete_button(row))
        case Status.REJECTED:
            return (edit_button(row),)
        case Status.CANCELLED | Status.WITHDRAWN:
            return ()
