"""Forms and answers of /community and /log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

from bot.chat.address import place_of
from bot.chat.form import ChoiceField, Field, Form, TextField, TickField
from bot.chat.message import Button, Buttons, Heading, Message, Option, Paragraph, Part, Small, message, say
from bot.chat.text import Channel, Moment, Param, Series, Who, Words, t
from bot.features.archive.wording import bring_back, calendar, groups_button, listed
from bot.features.communities.model import Community, Entry, Home, Mode
from bot.features.events.model import Event, Occurrence
from bot.features.people import naming

LANGUAGES = ("en", "fr")
PENDING = ("approve", "keep", "reject")


def _modes() -> tuple[Option, ...]:
    """The four modes with what each is good for (guide 39, 43, 57)."""
    return tuple(Option(t(f"communities-mode-{mode}"), mode, t(f"administration-hint-{mode}")) for mode in Mode)


def _languages() -> tuple[Option, ...]:
    return tuple(Option(t(f"choice-{code}"), code) for code in LANGUAGES)


def create_form(name: str, mode: str, language: str) -> Form:
    fields: tuple[Field, ...] = (
        TextField("name", t("administration-field-name"), name, max_length=120),
        ChoiceField("mode", t("administration-field-mode"), _modes(), mode),
        TextField("purpose", t("communities-purpose"), long=True, max_length=1000),
        TextField("eligibility", t("administration-field-eligibility"), required=False, long=True, max_length=1500,
                  hint=t("administration-hint-lines")),
        ChoiceField("language", t("administration-field-language"), _languages(), language),
        TickField("hidden", t("administration-field-hidden")),
    )  # fmt: skip
    return Form("administration.create", t("administration-create-title"), fields, t("button-create"))


TEXTS = (
    ("name", 120, False, True),
    ("topic", 300, False, False),
    ("purpose", 2000, True, False),
    ("description", 4000, True, False),
    ("contact", 200, False, False),
)
LISTS = (("eligibility", 2000), ("questions", 1500), ("principles", 2000), ("contributions", 2000), ("keywords", 500))


def edit_form(community: Community) -> Form:
    """Everything an administrator writes about a community; lists are one item a line."""
    fields: list[Field] = [
        TextField(name, t(f"administration-field-{name}"), getattr(community, name), required, long, limit)
        for name, limit, long, required in TEXTS
    ]
    fields += [
        TextField(name, t(f"administration-field-{name}"), "\n".join(getattr(community, name)), required=False,
                  long=True, max_length=limit, hint=t("administration-hint-lines"))
        for name, limit in LISTS
    ]  # fmt: skip
    fields.append(ChoiceField("language", t("administration-field-language"), _languages(), community.language))
    fields.append(TextField("timezone", t("administration-field-timezone"), community.timezone, max_length=60))
    title = t("administration-edit-title", community=Words(community.name))
    token = f"administration.edit:{community.id}/{edition(community)}"
    return Form(token, title, tuple(fields), t("button-save"))


def edition(community: Community) -> str:
    """A sign of the texts as they are, by which a form knows whether somebody changed them since it was opened."""
    texts = [getattr(community, name) for name, *_ in (*TEXTS, *LISTS)]
    return f"{crc32(repr((texts, community.language, community.timezone)).encode()):08x}"


RULES = (("capacity", 1, 100_000), ("request_days", 3, 90), ("cooldown_days", 0, 365))
"""Numbers of joining with their least and most; only `capacity` may be empty, which is no limit (FEATURES 2.2.7–8)."""


def rules_form(community: Community) -> Form:
    """How many may join, how long a request waits, and whether the channels hear who came."""
    numbers = {name: getattr(community, name) for name, *_ in RULES}
    fields: list[Field] = [
        TextField(name, t(f"administration-field-{name.replace('_', '-')}"), "" if value is None else str(value),
                  required=name != "capacity", max_length=7, hint=t(f"administration-hint-{name.replace('_', '-')}"))
        for name, value in numbers.items()
    ]  # fmt: skip
    if community.mode is Mode.OPEN:
        needs = "yes" if community.open_needs_approval else ""
        fields.append(TickField("open_needs_approval", t("administration-field-open-needs-approval"), needs))
    fields.append(TickField("welcomes", t("administration-field-welcomes"), "yes" if community.welcomes else ""))
    title = t("administration-rules-title", community=Words(community.name))
    return Form(f"administration.rules:{community.id}/{rules(community)}", title, tuple(fields), t("button-save"))


def rules(community: Community) -> str:
    """A sign of the rules as they are, as `edition` is of the texts."""
    held = [getattr(community, name) for name, *_ in RULES]
    return f"{crc32(repr((held, community.open_needs_approval, community.welcomes)).encode()):08x}"


def saved(community: Community) -> Message:
    """What an administrator wrote is stored; the rules of joining are in a form of their own."""
    text = t("administration-saved", community=Words(community.name))
    return say(text, Button(t("button-rules"), f"administration.rules:{community.id}"))


def ruled(community: Community, members: int) -> Message:
    """With fewer places than members, what that means: nobody is put out, and nobody new comes in."""
    stored, full = saved(community), community.capacity is not None and members >= community.capacity
    if not full:
        return stored
    means = Paragraph(t("administration-full", members=members, capacity=community.capacity or 0))
    return Message((stored.parts[0], means, *stored.parts[1:]))


def created(community: Community, team: Sequence[Who], *, may_house: bool) -> Message:
    where = (
        t("administration-created-house-it")
        if may_house
        else t("administration-created-nowhere", team=Series(tuple(team)) if team else t("administration-team"))
    )
    buttons = (
        Button(t("button-edit"), f"administration.edit:{community.id}"),
        Button(t("button-rules"), f"administration.rules:{community.id}"),
        Button(t("button-about"), f"membership.about:{community.id}"),
    )
    return message(
        Heading(t("administration-created", community=Words(community.name))), Paragraph(where), Buttons(buttons)
    )


def pending_form(community: Community, mode: Mode, waiting: int, default: str) -> Form:
    """What to do with those who wait when the mode changes (FEATURES 2.2.10)."""
    options = tuple(Option(t(f"administration-pending-{how}"), how) for how in PENDING)
    label = t("administration-pending", count=waiting)
    return Form(
        f"administration.mode:{community.id}/{mode}",
        t("administration-mode-title", community=Words(community.name)),
        (
            ChoiceField("pending", label, options, default),
            TextField("words", t("administration-pending-words"), required=False, long=True, max_length=300),
        ),
        t("button-change-mode"),
        (
            Paragraph(t("administration-mode-to", mode=t(f"communities-mode-{mode}"))),
            *((Paragraph(t("administration-opening-past")),) if mode is Mode.OPEN else ()),
        ),
    )


def opening(community: Community) -> Message:
    """Asks once, since nobody can unread what they have read."""
    return say(
        t("administration-opening", community=Words(community.name)),
        Button(t("button-open-to-all"), f"administration.opened:{community.id}", "danger"),
        Button(t("button-cancel"), f"administration.kept:{community.id}"),
    )


def hidden(community: Community, seen: Sequence[str]) -> Message:
    """`seen` are the workspaces where a role of its members can be seen by everybody."""
    parts: list[Part] = [Paragraph(t("administration-hidden", community=Words(community.name)))]
    if seen:
        where = Series(tuple(map(Words, sorted(set(seen)))))
        parts.append(Paragraph(t("administration-hidden-roles", workspaces=where)))
    return Message(tuple(parts))


def mode_changed(community: Community) -> Message:
    mode = t(f"communities-mode-{community.mode}")
    text = t("administration-mode-changed", community=Words(community.name), mode=mode)
    return say(text, Button(t("button-rules"), f"administration.rules:{community.id}"))


PLANNED = 15
"""So many events are named to whoever is about to cancel them all, or to bring them back."""


def archiving(
    community: Community, waiting: int, members: int, planned: Sequence[tuple[Event, Occurrence]],
    groups: Sequence[Community],
) -> Message:  # fmt: skip
    """Asks once, with what will happen and what will not take place (FEATURES 2.4.5)."""
    text = t("administration-archiving", community=Words(community.name), waiting=waiting, members=members)
    buttons = (
        Button(t("button-archive"), f"administration.archived:{community.id}/{agenda(planned)}", "danger"),
        Button(t("button-cancel"), f"administration.kept:{community.id}"),
    )
    return message(
        Paragraph(text),
        Paragraph(t("administration-archiving-groups", groups=Series(_names(groups), "commas"))) if groups else None,
        Paragraph(t("administration-archiving-events", count=len(planned))) if planned else None,
        *listed(planned, most=PLANNED),
        Buttons(buttons),
    )


def _names(several: Sequence[Community]) -> tuple[Words, ...]:
    return tuple(Words(each.name) for each in several)


def agenda(planned: Sequence[tuple[Event, Occurrence]]) -> str:
    """A sign of what was planned when it was shown; "" for nothing."""
    found = sorted((row.id, made.at.isoformat()) for row, made in planned)
    return f"{crc32(repr(found).encode()):08x}" if found else ""


def archived(community: Community, *, closes: bool) -> Message:
    """`closes`: a platform can archive the channels as well, which is asked about by itself."""
    active = Button(t("button-make-active"), f"administration.reactivate:{community.id}", "primary")
    channels = (Button(t("button-close-channels"), f"places.close:{community.id}"),) if closes else ()
    return say(t("administration-archived", community=Words(community.name)), active, *channels)


def reactivated(
    community: Community, *, waiting: Sequence[tuple[Event, Occurrence]], cancelled: bool,
    groups: Sequence[Community], shut: Sequence[tuple[Home, str]],
) -> Message:  # fmt: skip
    """Says what stays archived or cancelled, and brings it back; of channels that their platform archived, with
    their workspaces, who does. `waiting` is what archiving called off.
    """
    there = (Channel(each.platform, each.workspace, each.channel, where=at) for each, at in shut)
    channels = Series(tuple(there), "commas")
    names = Series(_names(groups), "commas")
    buttons = (
        *((bring_back(community),) if waiting else ()),
        *((groups_button(community),) if groups else ()),
        *((calendar(community),) if waiting or cancelled else ()),
    )
    return message(
        Paragraph(t("administration-reactivated", community=Words(community.name))),
        Paragraph(t("administration-groups-stay", count=len(groups), groups=names)) if groups else None,
        Paragraph(t("administration-channels-stay", channels=channels)) if shut else None,
        Paragraph(t("administration-stay-cancelled", count=len(waiting))) if waiting or cancelled else None,
        *listed(waiting, most=PLANNED),
        Buttons(buttons) if buttons else None,
    )


def roles(community: Community, named: Sequence[tuple[Who, str]]) -> Message:
    rows = tuple(t("administration-role", person=who, role=t(f"role-{role}")) for who, role in named)
    return message(
        Heading(t("administration-roles", community=Words(community.name))),
        Paragraph(Series(rows, "lines")) if rows else Paragraph(t("administration-no-administrator")),
        Small(t("administration-roles-how")),
    )


LINES = 15


Workspaces = Mapping[tuple[str, str], str]
"""What people call the workspaces in which a community lives, by platform and id."""


def log(
    community: Community, entries: Sequence[tuple[Entry, Who | None]], workspaces: Workspaces, *, page: int
) -> Message:
    """Who did what, the newest first; one more than a page is asked for to know whether there are older ones."""
    shown = tuple(
        t(
            "administration-log-line",
            at=Moment(entry.at),
            what=t(f"log-{entry.what}", **_said(entry, workspaces)),
            by=who,
        )
        if who
        else t(
            "administration-log-line-self", at=Moment(entry.at), what=t(f"log-{entry.what}", **_said(entry, workspaces))
        )
        for entry, who in entries[:LINES]
    )
    turns = []
    if page > 0:
        turns.append(Button(t("button-newer"), f"administration.log:{community.id}/{page - 1}"))
    if len(entries) > LINES:
        turns.append(Button(t("button-older"), f"administration.log:{community.id}/{page + 1}"))
    return message(
        Heading(t("administration-log", community=Words(community.name))),
        Paragraph(Series(shown, "lines") if shown else t("administration-log-empty")),
        Buttons(tuple(turns)) if turns else None,
    )


def _said(entry: Entry, workspaces: Workspaces) -> dict[str, Param]:
    """Details as parameters: words of our own as variants the catalogue chooses by, the rest as people's words."""
    return {
        key: value
        if key in ("mode", "old", "new", "role", "why", "reason", "status")
        else _told(key, value, workspaces)
        for key, value in entry.details.items()
    }


def _told(key: str, value: str, workspaces: Workspaces) -> Param:
    if key in ("member", "people"):
        return Series(tuple(naming.read(each) for each in value.split(", ")), "commas")
    place = place_of(value) if key == "place" else None
    if place is None:
        return Words(value)
    where = workspaces.get((place.platform, place.workspace), "")
    return Channel(place.platform, place.workspace, place.id, where=where)
