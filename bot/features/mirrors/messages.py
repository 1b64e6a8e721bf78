"""What stands on the lists of workspaces, and what administrators read when people changed it there; no SQL."""

from __future__ import annotations

from datetime import datetime

from bot.chat.message import Button, Message, say
from bot.chat.port import Listed
from bot.chat.text import Moment, Series, Words, t
from bot.features.communities.homes import why
from bot.features.communities.model import Community
from bot.features.events.model import Event, Occurrence
from bot.features.events.wording import called
from bot.features.mirrors.model import Mirror


def listed(community: Community, row: Event, made: Occurrence) -> Listed:
    """What a stranger may read of it; who comes, and who speaks, stands on the card alone."""
    of = t("mirrors-of", type=t(f"events-type-{row.type}"), community=Words(community.name))
    where = Words(row.where) if row.where else t("mirrors-nowhere")
    about = Series((of, Words(row.purpose, rich=True)), "lines")
    return Listed(called(row, made), about, where, row.link, made.at, made.ends)


def taken_off(row: Event, made: Occurrence, mirror: Mirror, workspace: str) -> Message:
    text = t("mirrors-taken-off", title=Words(called(row, made)), at=Moment(made.at), workspace=Words(workspace))
    return say(text, _again("button-show-again", mirror), _manage(made))


def moved(
    community: Community, row: Event, made: Occurrence, mirror: Mirror, workspace: str, to: datetime
) -> Message:
    text = t(
        "mirrors-moved", title=Words(called(row, made)), at=Moment(made.at), to=Moment(to), workspace=Words(workspace),
        community=Words(community.name),
    )  # fmt: skip
    return say(text, _again("button-put-back", mirror), _manage(made))


def refused(row: Event, made: Occurrence, mirror: Mirror, workspace: str, detail: str, *, on: bool) -> Message:
    text = t(
        "mirrors-refused", title=Words(called(row, made)), at=Moment(made.at), workspace=Words(workspace),
        why=why(detail), on="yes" if on else "no",
    )  # fmt: skip
    return say(text, _again("button-try-again", mirror))


def asked(row: Event, workspace: str) -> Message:
    return say(t("mirrors-asked", title=Words(row.title), workspace=Words(workspace)))


def not_public(community: Community, row: Event, workspace: str) -> Message:
    """Pressed where no list may show it any more: what stands there still is taken off."""
    where = Words(workspace)
    return say(t("mirrors-not-public", title=Words(row.title), community=Words(community.name), workspace=where))


def _again(label: str, mirror: Mirror) -> Button:
    return Button(t(label), f"mirrors.again:{mirror.id}", "primary")


def _manage(made: Occurrence) -> Button:
    return Button(t("button-manage"), f"events.manage:{made.id}")
