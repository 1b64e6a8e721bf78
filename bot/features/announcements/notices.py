"""What authors and administrators are told about announcements while they are elsewhere; nothing asks the database."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.message import Button, Buttons, Message, Paragraph, message, say
from bot.chat.text import Moment, Series, Text, Who, Words, t
from bot.commands.when import in_full
from bot.features.announcements.model import Announcement, Commented, Delivery
from bot.features.communities import homes
from bot.features.communities.model import Community


def edit_button(row: Announcement) -> Button:
    return Button(t("button-edit"), f"announcements.edit:{row.id}")


def cancel_button(row: Announcement) -> Button:
    return Button(t("button-cancel"), f"announcements.cancel:{row.id}")


def delete_button(row: Announcement) -> Button:
    return Button(t("button-delete"), f"announcements.delete:{row.id}", "danger")


def retry_button(delivery: Delivery) -> Button:
    return Button(t("button-try-again"), f"announcements.retry:{delivery.announcement}/{delivery.home}")


def approved(community: Community, row: Announcement, approver: Who) -> Message:
    """For the member whose proposal was sent."""
    text = t("announcements-told-approved", title=Words(row.title), community=Words(community.name), approver=approver)
    return say(text, edit_button(row), delete_button(row))


def approved_for_later(community: Community, row: Announcement, approver: Who) -> Message:
    text = t(
        "announcements-told-scheduled",
        title=Words(row.title),
        community=Words(community.name),
        approver=approver,
        moment=in_full(row.due or row.created_at, row.zone),
    )
    return say(text, edit_button(row), cancel_button(row))


def rejected(community: Community, row: Announcement, by: Who) -> Message:
    """For the member whose proposal was not accepted: why, and that it can be proposed again."""
    text = t("announcements-told-rejected", title=Words(row.title), community=Words(community.name), by=by)
    buttons = Buttons((edit_button(row),))
    reason = Paragraph(t("announcements-reason", words=Words(row.words))) if row.words else None
    return message(Paragraph(text), reason, buttons)


def taken_away(community: Community, row: Announcement, by: Who, *, deleted: bool) -> Message:
    """For an author whose announcement somebody else took away."""
    key = "announcements-told-deleted" if deleted else "announcements-told-cancelled"
    return say(t(key, title=Words(row.title), community=Words(community.name), by=by))


def left_out(community: Community, row: Announcement, seen: Sequence[Community], *, hidden: int) -> Message:
    """For its author: working groups to which they could announce when they sent it, and no longer when it left."""
    named: list[Text] = [Words(each.name) for each in seen]
    groups = Series((*named, *([t("announcements-groups-unseen", count=hidden)] if hidden else [])), "or")
    return say(t("announcements-left-out", title=Words(row.title), community=Words(community.name), groups=groups))


def not_sent(community: Community, row: Announcement, reason: str) -> Message:
    """For its author: why it was not sent, and how it can be where it still can."""
    text = t("announcements-not-sent", title=Words(row.title), community=Words(community.name), why=reason)
    return say(text, *((edit_button(row),) if reason in ("moved", "nowhere") else ()))


def not_sent_notice(community: Community, row: Announcement, author: Who) -> Message:
    """For the administrators: a planned announcement whose author may no longer announce."""
    text = t("announcements-not-sent-author", title=Words(row.title), community=Words(community.name), author=author)
    return say(text)


def changed(row: Announcement, author: Who) -> Message:
    """For the administrators: a member wrote another text than the one that was approved."""
    return say(t("announcements-changed", title=Words(row.title), author=author), edit_button(row), delete_button(row))


def failed(community: Community, row: Announcement, delivery: Delivery, place: str) -> Message:
    text = t("announcements-failed", title=Words(row.title), community=Words(community.name), place=Words(place))
    return message(Paragraph(text), Paragraph(why(delivery)), Buttons((retry_button(delivery),)))


def no_comments(community: Community, row: Announcement, end: Commented, place: str) -> Message:
    """For the administrators: it stands there, but nobody can comment on it."""
    text = t("announcements-no-comments", title=Words(row.title), community=Words(community.name), place=Words(place))
    again = Button(t("button-try-again"), f"announcements.comments:{row.id}/{end.home}")
    return message(Paragraph(text), Paragraph(why(end)), Buttons((again,)))


def why(end: Delivery | Commented) -> Text:
    """Why a place did not get it and what to do about it."""
    return t("announcements-why", outcome=end.outcome, detail=homes.why(end.detail))


def undecided(community: Community, row: Announcement) -> Message:
    """For its author: nobody has decided, which is not their fault (in the spirit of FEATURES 2.2.7)."""
    text = t(
        "announcements-told-undecided",
        title=Words(row.title),
        community=Words(community.name),
        at=Moment(row.waiting_since or row.created_at, "date"),
    )
    remind = Button(t("button-remind"), f"announcements.remind:{row.id}", "primary")
    return say(text, remind, Button(t("button-withdraw"), f"announcements.cancel:{row.id}"))


def reminded(community: Community, row: Announcement, author: Who) -> Message:
    """For the administrators, from an author who still waits."""
    text = t(
        "announcements-told-reminded",
        title=Words(row.title),
        community=Words(community.name),
        author=author,
        at=Moment(row.proposed_at or row.created_at, "date"),
    )
    return say(text, read_button(row))


def read_button(row: Announcement) -> Button:
    return Button(t("button-read"), f"announcements.resume:{row.id}")
