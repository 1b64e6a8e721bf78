"""What authors and administrators are told about announcements while they are elsewhere; nothing asks the database."""

from __future__ import annotations

from bot.chat.message import Button, Buttons, Message, Paragraph, message, say
from bot.chat.text import T, Who, Words, t
from bot.commands.when import in_full
from bot.features.announcements.model import Announcement, Delivery
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


def not_sent(community: Community, row: Announcement, reason: str) -> Message:
    return say(t("announcements-not-sent", title=Words(row.title), community=Words(community.name), why=reason))


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


def why(delivery: Delivery) -> T:
    """Why a place did not get it and what to do about it."""
    return t("announcements-why", outcome=delivery.outcome, detail=homes.why(delivery.detail))
