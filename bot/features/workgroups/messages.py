"""Forms, cards and answers of /workgroup."""

from __future__ import annotations

from bot.chat.form import ChoiceField, Form, TextField, TickField
from bot.chat.message import Button, Buttons, Message, Option, Paragraph, Small, message, say
from bot.chat.text import T, Who, Words, t
from bot.features.communities.model import Community, Mode
from bot.features.workgroups.model import Offer, State, What


def name(community: Community) -> Words:
    return Words(community.name)


def create_form(parent: Community, called: str) -> Form:
    """Private is what is recommended for a working group (guide 43, 75)."""
    modes = tuple(
        Option(t(f"communities-mode-{mode}"), mode, t(f"administration-hint-{mode}"))
        for mode in Mode
        if mode is not Mode.OPEN
    )
    fields = (
        TextField("name", t("administration-field-name"), called, max_length=120),
        TextField("purpose", t("communities-purpose"), long=True, max_length=1000),
        ChoiceField("mode", t("administration-field-mode"), modes, Mode.PRIVATE),
        TextField("eligibility", t("administration-field-eligibility"), required=False, long=True, max_length=1500,
                  hint=t("administration-hint-lines")),
        TickField("hidden", t("administration-field-hidden")),
    )  # fmt: skip
    title = t("workgroups-create-title", community=name(parent))
    return Form(f"workgroups.create:{parent.id}", title, fields, t("button-create"))


def created(group: Community, parent: Community) -> Message:
    return message(
        Paragraph(t("workgroups-created", community=name(group), parent=name(parent))),
        Small(t("workgroups-created-next")),
        Buttons(
            (
                Button(t("button-edit"), f"administration.edit:{group.id}"),
                Button(t("button-about"), f"membership.about:{group.id}"),
            )
        ),
    )


def done(what: What, group: Community, parent: Community) -> Message:
    return say(_said("workgroups-done", what, group, parent))


def proposed(what: What, group: Community, parent: Community, asked: Community, *, asleep: bool) -> Message:
    night = Small(t("workgroups-asked-at-night")) if asleep else None
    return message(Paragraph(_said("workgroups-proposed", what, group, parent, asked=name(asked))), night)


def declined(what: What, group: Community, parent: Community) -> Message:
    return say(_said("workgroups-declined", what, group, parent))


def offer(made: Offer, group: Community, parent: Community, who: Who, by: Who | None) -> Message:
    """What the other side reads: buttons while it waits, what became of it afterwards."""
    waits = made.state is State.OPEN
    buttons = (
        Button(t("button-accept-offer"), f"workgroups.accept:{made.id}", "primary"),
        Button(t("button-decline-offer"), f"workgroups.decline:{made.id}", "danger"),
    )
    return message(
        Paragraph(_said("workgroups-offer", made.what, group, parent, who=who)),
        Small(t("workgroups-offer-means")) if waits and made.what is What.ATTACH else None,
        Small(t("workgroups-outcome", state=str(made.state), who=by or Who("—"))) if not waits else None,
        Buttons(buttons) if waits else None,
    )


def answered(made: Offer, group: Community, parent: Community, by: Who) -> Message:
    """For whoever proposed it."""
    accepted = "yes" if made.state is State.ACCEPTED else "no"
    return say(_said("workgroups-heard", made.what, group, parent, who=by, accepted=accepted))


def _said(key: str, what: What, group: Community, parent: Community, **more: Words | Who | str) -> T:
    return t(key, what=str(what), community=name(group), parent=name(parent), **more)
