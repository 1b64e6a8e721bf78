"""What is said about communities and belonging to them; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.chat.form import Form, TextField, TickField
from bot.chat.message import Button, Buttons, Facts, Heading, Message, Paragraph, Part, Small, message, say
from bot.chat.text import Channel, Moment, Series, Span, T, Text, Who, Words, t
from bot.commands import period
from bot.features.communities import homes
from bot.features.communities.model import Activity, Community, Home, Mode, Sponsor
from bot.features.membership.access import Access, Door, Standing, closed
from bot.features.membership.model import Membership, Request, Role

NOTE = 500
"""Longest note and answer of the join form, in characters."""


def join_button(community: Community) -> Button:
    return Button(t("button-join"), f"membership.join:{community.id}", "primary")


def about_button(community: Community) -> Button:
    return Button(t("button-about"), f"membership.about:{community.id}")


def waiting_buttons(request: Request) -> tuple[Button, ...]:
    return (
        Button(t("button-withdraw"), f"membership.withdraw:{request.id}"),
        Button(t("button-add-note"), f"membership.note:{request.id}"),
    )


def name(community: Community) -> Words:
    return Words(community.name)


def mode(community: Community) -> T:
    return t(f"communities-mode-{community.mode}")


def lines(items: Sequence[str]) -> Series:
    return Series(tuple(t("list-item", words=Words(item)) for item in items), "lines")


def joined(community: Community, way: str) -> Message:
    """Text 2.9, "Join/public": what to do first; `way` as `doors.way` says."""
    return message(
        Heading(t("membership-welcome", community=name(community))),
        Paragraph(t("membership-welcome-first", way=way)),
        _contributions(community),
        Buttons((about_button(community), Button(t("button-me"), "settings.me"))),
    )


def not_opened(community: Community, detail: str) -> Message:
    """For a new member whom the platform does not let into the channel."""
    why = "other" if opens_by_itself(detail) else detail
    return say(t("membership-not-opened", community=name(community), why=why))


def opens_by_itself(detail: str) -> bool:
    """Whether a channel that could not be opened is, as soon as the administrators have mended what they read."""
    return detail != "guest"


def open_at_last(community: Community, home: Home, workspace: str) -> Message:
    """For a member who was told that the channel opens to them later."""
    channel = Channel(home.platform, home.workspace, home.channel, where=workspace)
    return say(t("membership-open-at-last", community=name(community), channel=channel))


def _contributions(community: Community) -> Part | None:
    return Paragraph(lines(community.contributions)) if community.contributions else None


def asked(
    community: Community, request: Request, waiting: int, usual: timedelta | None, *, full: Sequence[Part] = ()
) -> Message:
    """Text 2.9, "Join/semi"; before there was any decision nothing is said of how long one takes."""
    by = Moment(request.expires_at, "date")
    if usual is None:
        text = t("membership-asked-first", community=name(community), waiting=waiting, by=by)
    else:
        span = Span(max(60, int(usual.total_seconds())))
        text = t("membership-asked", community=name(community), waiting=waiting, usual=span, by=by)
    return message(Paragraph(text), *full, Buttons(waiting_buttons(request)))


def already_asked(community: Community, request: Request, position: int) -> Message:
    text = t("membership-waiting", community=name(community), at=Moment(request.at, "date"), position=position)
    return say(text, *waiting_buttons(request))


def already_in(community: Community, since: datetime) -> Message:
    text = t("membership-already-in", community=name(community), since=Moment(since, "date"))
    return say(text, about_button(community))


def by_invitation(community: Community, administrators: Sequence[Who]) -> Message:
    return say(t("membership-by-invitation", community=name(community), administrators=Series(tuple(administrators))))


def parent_first(community: Community, parent: Community | None, administrators: Sequence[Who]) -> Message:
    """For a working group: where to go first; `parent` is None where the person may not see it."""
    if parent is None:
        named = Series(tuple(administrators))
        return say(t("membership-parent-first-unnamed", community=name(community), administrators=named))
    return say(t("membership-parent-first", community=name(community), parent=name(parent)), join_button(parent))


def too_soon(community: Community, until: datetime) -> Message:
    return say(t("membership-too-soon", community=name(community), until=Moment(until, "date")))


def full(community: Community) -> Message:
    return say(t("membership-full", community=name(community)))


def barred(community: Community) -> Message:
    return say(t("membership-barred", community=name(community)))


def closed_to_new(community: Community) -> Message:
    return message(Paragraph(t("membership-closed", community=name(community))), Small(closed(community)))


def join_form(community: Community, *, note: str = "", asks: bool, full: Sequence[Part] = ()) -> Form:
    """Criteria, questions and principles; `asks` when administrators decide, else only the principles are accepted."""
    fields: list[TextField | TickField] = []
    if asks:
        fields += [
            TextField(f"answer{n}", Words(question), long=True, max_length=NOTE)
            for n, question in enumerate(community.questions)
        ]
        fields.append(TextField("note", t("membership-form-note"), note, required=False, long=True, max_length=NOTE))
        if community.eligibility:
            fields.append(TickField("criteria", t("membership-form-criteria"), required=True))
    if community.principles:
        fields.append(TickField("principles", t("membership-form-principles"), required=True))
    return Form(
        f"membership.join:{community.id}",
        t("membership-form-title", community=name(community)),
        tuple(fields),
        t("button-ask-to-join" if asks else "button-join"),
        (*full, *_rules(community, asks=asks)),
    )


def _rules(community: Community, *, asks: bool) -> tuple[Part, ...]:
    rows: list[tuple[Text, Text]] = []
    if asks and community.eligibility:
        rows.append((t("communities-eligibility"), lines(community.eligibility)))
    if community.principles:
        rows.append((t("communities-principles"), lines(community.principles)))
    return (Facts(tuple(rows)),) if rows else ()


def note_form(request: Request) -> Form:
    field = TextField("note", t("membership-form-more"), long=True, max_length=NOTE)
    return Form(f"membership.note:{request.id}", t("membership-form-more-title"), (field,), t("button-send"))


@dataclass(frozen=True, slots=True)
class Listed:
    """A community as one person sees it in a list; `parent` only where they may see it."""

    community: Community
    standing: Standing
    access: Access
    members: int
    parent: Community | None = None


GROUPS = ("yours", "join-now", "ask", "waiting", "by-invitation", "read", "archived")
PAGE = 8


def group(listed: Listed) -> str:
    """Which heading of the directory a community stands under (FEATURES 2.1.1)."""
    if listed.community.archived:
        return "archived"
    match listed.access.join:
        case Door.INSIDE:
            return "yours"
        case Door.ASKED:
            return "waiting"
        case Door.BY_INVITATION | Door.BARRED | Door.CLOSED | Door.PARENT_FIRST:
            return "by-invitation"
        case Door.ASK if listed.community.mode is not Mode.OPEN:
            return "ask"
        case _:
            return "read" if listed.community.mode is Mode.OPEN else "join-now"


def directory(listed: Sequence[Listed], *, page: int, search: str, to_join: bool) -> Message:
    """The communities a person may see, grouped by how one comes in, eight a page."""
    ordered = sorted(listed, key=lambda each: GROUPS.index(group(each)))
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(max(page, 0), pages - 1)
    if not ordered:
        return say(t("membership-none-found", search=Words(search)) if search else t("membership-none-yet"))
    parts: list[Part] = [Heading(t("membership-list-to-join" if to_join else "membership-list"))]
    shown = ""
    for each in ordered[page * PAGE : (page + 1) * PAGE]:
        if group(each) != shown:
            shown = group(each)
            parts.append(Small(t(f"membership-group-{shown}")))
        parts += _entry(each)
    if pages > 1:
        parts += [Small(t("page-of", page=page + 1, pages=pages)), _pager(page, pages, search, to_join=to_join)]
    return Message(tuple(parts))


def _entry(each: Listed) -> list[Part]:
    community = each.community
    buttons = [about_button(community)]
    if each.access.join in (Door.INSTANT, Door.ASK):
        buttons.insert(0, join_button(community))
    line = t(
        "membership-entry",
        community=name(community),
        topic=Words(community.topic or community.purpose[:160]),
        members=each.members,
    )
    above = [Small(t("membership-entry-group", parent=name(each.parent)))] if each.parent else []
    return [Paragraph(line), *above, Buttons(tuple(buttons))]


def _pager(page: int, pages: int, search: str, *, to_join: bool) -> Buttons:
    kind = "join" if to_join else "all"
    turns = [(page - 1, "button-previous"), (page + 1, "button-next")]
    return Buttons(
        tuple(
            Button(t(label), f"membership.list:{kind}/{number}/{search[:60]}")
            for number, label in turns
            if 0 <= number < pages
        )
    )


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the card of a community shows; other communities only where the reader may see them."""

    community: Community
    access: Access
    members: int
    announcements: int
    administrators: tuple[Who, ...]
    sponsors: tuple[Sponsor, ...]
    activities: tuple[Activity, ...]
    related: tuple[Community, ...]
    groups: tuple[Community, ...]
    parent: Community | None
    waiting: int
    last: datetime | None
    today: date


def about(card: Card) -> Message:
    """Purpose, mode, criteria, counters, administrators, calendar, related, [Join] (guide 52, 167–178)."""
    community = card.community
    head: list[Part] = [Heading(name(community))]
    if community.topic:
        head.append(Small(Words(community.topic)))
    if community.archived:
        head.append(Paragraph(closed(community)))
    if community.description:
        head.append(Paragraph(Words(community.description, rich=True)))
    rows = [row for row in _facts(card) if row is not None]
    buttons = []
    if card.access.join in (Door.INSTANT, Door.ASK):
        buttons.append(join_button(community))
    if card.access.join is Door.INSIDE:
        buttons.append(Button(t("button-members"), f"membership.members:{community.id}/0/"))
        buttons.append(Button(t("button-leave"), f"membership.leave:{community.id}"))
    tail: list[Part] = [Buttons(tuple(buttons))] if buttons else []
    return Message((*head, Facts(tuple(rows)), *tail))


def _activity(row: Activity, today: date) -> T:
    over = "yes" if period.over(row.period, today=today) else "no"
    return t("communities-activity", period=Words(row.period), what=Words(row.activity), over=over)


def _facts(card: Card) -> list[tuple[Text, Text] | None]:
    community = card.community
    sponsors = tuple(t("communities-sponsor", name=Words(s.name), kind=s.kind.replace(" ", "-")) for s in card.sponsors)
    calendar = tuple(_activity(each, card.today) for each in card.activities)

    def when(value: str) -> Words | None:
        return Words(value, rich=True) if value else None

    rows: list[tuple[str, Text | None]] = [
        ("communities-purpose", when(community.purpose)),
        ("communities-who-joins", None if community.archived else _who_joins(community)),
        ("communities-eligibility", lines(community.eligibility) if community.eligibility else None),
        ("communities-counters", t("communities-counts", members=card.members, announcements=card.announcements)),
        ("communities-waiting", t("communities-waiting-count", count=card.waiting) if card.waiting else None),
        ("communities-last", Moment(card.last, "date") if card.last else None),
        ("communities-administrators", Series(card.administrators) if card.administrators else None),
        ("communities-institution", when(community.institution)),
        ("communities-sponsors", Series(sponsors, "lines") if sponsors else None),
        ("communities-history", when(community.history)),
        ("communities-calendar", Series(calendar, "lines") if calendar else None),
        ("communities-contributions", lines(community.contributions) if community.contributions else None),
        ("communities-roles-of-members", when(community.roles_of_members)),
        ("communities-roles-of-administrators", when(community.roles_of_administrators)),
        ("communities-principles", lines(community.principles) if community.principles else None),
        ("communities-parent", name(card.parent) if card.parent else None),
        ("communities-groups", Series(tuple(name(each) for each in card.groups), "commas") if card.groups else None),
        ("communities-related", Series(tuple(name(each) for each in card.related), "commas") if card.related else None),
        ("communities-contact", Words(community.contact) if community.contact else None),
    ]
    return [(t(key), value) if value is not None else None for key, value in rows]


def _who_joins(community: Community) -> T:
    if community.parent:
        return t("communities-group-mode", mode=_mode_of(community))
    return _mode_of(community)


def _mode_of(community: Community) -> T:
    return t("communities-hidden-mode", mode=mode(community)) if community.hidden else mode(community)


@dataclass(frozen=True, slots=True)
class Listing:
    """One line of the members' directory."""

    who: Who
    membership: Membership


PEOPLE = 20


def member_list(community: Community, rows: Sequence[Listing], *, page: int, search: str) -> Message:
    pages = max(1, -(-len(rows) // PEOPLE))
    page = min(max(page, 0), pages - 1)
    if not rows:
        nobody_yet = t("membership-nobody-yet", community=name(community))
        return say(t("membership-nobody-found", search=Words(search)) if search else nobody_yet)
    entries = tuple(
        t("membership-listed" if each.membership.role is Role.MEMBER else "membership-listed-role",
          person=each.who, role=t(f"role-{each.membership.role}"), since=Moment(each.membership.since, "date"))
        for each in rows[page * PEOPLE : (page + 1) * PEOPLE]
    )  # fmt: skip
    turns = tuple(
        Button(t(label), f"membership.members:{community.id}/{number}/{search[:50]}")
        for number, label in ((page - 1, "button-previous"), (page + 1, "button-next"))
        if 0 <= number < pages
    )
    return message(
        Heading(t("membership-members-of", community=name(community), count=len(rows))),
        Paragraph(Series(entries, "lines")),
        Small(t("page-of", page=page + 1, pages=pages)) if pages > 1 else None,
        Buttons(turns) if turns else None,
    )


def not_let_in(rows: Sequence[Listing]) -> tuple[Part, ...]:
    """For administrators: the members whose channels could not be opened, and what to do about it."""
    stuck = [each for each in rows if each.membership.access == "failed"]
    lines = tuple(
        t("membership-not-let-in", person=each.who, why=_why(each.membership.access_detail)) for each in stuck
    )
    return (Paragraph(Series(lines, "lines")),) if lines else ()


def _why(detail: str) -> Text:
    return homes.remedy(detail) if detail in homes.TROUBLES else Words(detail)


def leaving(community: Community, groups: Sequence[Community]) -> Message:
    """Asks once before the channels close, with the working groups that are left as well (FEATURES 2.1.7)."""
    left = Series(tuple(name(each) for each in groups), "commas")
    buttons = (
        Button(t("button-leave"), f"membership.left:{community.id}", "danger"),
        Button(t("button-stay"), f"membership.stay:{community.id}"),
    )
    return message(
        Paragraph(t("membership-leaving-groups", groups=left)) if groups else None,
        Paragraph(t("membership-leaving", community=name(community), mode=mode(community))),
        Buttons(buttons),
    )


def not_inside(community: Community) -> Message:
    """For somebody who posts where they are not a member (guide 62)."""
    return say(t("membership-join-to-take-part", community=name(community)), join_button(community))
