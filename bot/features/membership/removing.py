"""Ending somebody else's membership, for a while or for good, and letting them back: administrators only."""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.form import Form, TextField, TickField
from bot.chat.message import Button, Buttons, Heading, Message, Option, Paragraph, Part, Picker, Small, message, say
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Series, Text, Who, Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, number_of
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import exclusion, service
from bot.features.membership.access import administered, known, rights, standing_of
from bot.features.membership.model import Role, Status
from bot.features.people import service as people

REASON = 300
"""Longest word to somebody who is removed, in characters."""
PAGE = 25


def administrators_of(ctx: Context, argument: str) -> None:
    """For tokens that begin with a community's id."""
    administered(ctx, known(ctx, argument.partition("/")[0]))


def tools(community: Community, listed: list[tuple[Who, str]], *, excluded: bool) -> tuple[Part, ...]:
    """What administrators find under the list of members: whom to remove, and who is excluded."""
    options = tuple(Option(who, person) for who, person in listed)
    parts: list[Part] = []
    if options:
        parts.append(Picker(t("membership-remove-whom"), f"membership.remove:{community.id}", options))
    if excluded:
        parts.append(Buttons((Button(t("button-excluded"), f"membership.excluded:{community.id}"),)))
    return tuple(parts)


def open_remove(ctx: Context, argument: str) -> Answered:
    """Chosen in the picker: asks for a word, and whether it is for good."""
    community, _, person = argument.partition("/")
    return OpenForm(draw_remove(ctx, f"{community}/{person or ctx.value}"))


def draw_remove(ctx: Context, argument: str) -> Form:
    community, person, name = _subject(ctx, argument)
    return Form(
        f"membership.remove:{community.id}/{person}",
        t("membership-remove-title", person=name, community=Words(community.name)),
        (
            TextField("words", t("membership-remove-words"), required=False, long=True, max_length=REASON),
            TickField("ban", t("membership-remove-ban")),
        ),
        t("button-remove"),
        (Paragraph(t("membership-remove-means", person=name)), *_leaving_too(ctx, community, person)),
    )


def _leaving_too(ctx: Context, community: Community, person: str) -> tuple[Part, ...]:
    """The working groups that they leave with it, as far as whoever removes them may know."""
    found = service.groups_of(ctx.tx, community, person)
    named = tuple(Words(each.name) for each in found if rights(ctx.tx, each, ctx.caller).see)
    return (Small(t("membership-remove-groups", groups=Series(named, "commas"))),) if named else ()


def _subject(ctx: Context, argument: str) -> tuple[Community, str, Who]:
    identity, _, person = argument.partition("/")
    community = known(ctx, identity)
    role = standing_of(ctx.tx, community.id, person).role
    name = people.who(ctx.tx, person)
    if role is None:
        raise Refused(t("membership-remove-not-in", person=name, community=Words(community.name)))
    if role is Role.ADMINISTRATOR:
        raise Refused(t("membership-remove-administrator", person=name))
    for group in service.groups_of(ctx.tx, community, person):
        if not group.archived and service.administrators(ctx.tx, group.id) == [person]:
            if rights(ctx.tx, group, ctx.caller).see:
                raise Refused(t("membership-remove-runs-group", person=name, group=Words(group.name)))
            raise Refused(t("membership-remove-runs-hidden", person=name))
    return community, person, name


def remove(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """Ends the membership once; the person is told, with the word that was written."""
    communities.held(ctx.tx, known(ctx, argument.partition("/")[0]))
    community, person, name = _subject(ctx, argument)
    how = Status.BANNED if values["ban"] else Status.REMOVED
    if not service.depart(ctx.tx, community, person, how, by=ctx.caller.id):
        raise Refused(t("membership-remove-not-in", person=name, community=Words(community.name)))
    key = f"{community.id}/{how}/{person}/{ctx.now.isoformat()}"
    people.tell(ctx.tx, person, _told(community, values["words"], how), key=key, awaited=True)
    return Whisper(say(t(f"membership-{how}-done", person=name, community=Words(community.name))))


def _told(community: Community, words: str, how: Status) -> Message:
    said: Text = t(f"membership-{how}-told", community=Words(community.name))
    return message(Paragraph(said), Paragraph(t("membership-their-words", words=Words(words))) if words else None)


def excluded(ctx: Context, argument: str) -> Answered:
    """`community/page`; turning a page replaces the one before."""
    community, _, page = argument.partition("/")
    shown = _excluded(ctx, known(ctx, community), page=number_of(page))
    return Redraw(shown) if page else Whisper(shown)


def _excluded(ctx: Context, community: Community, *, page: int = 0) -> Message:
    persons = exclusion.banned(ctx.tx, community.id)
    pages = max(1, -(-len(persons) // PAGE))
    page = min(page, pages - 1)
    parts: list[Part] = [Heading(t("membership-excluded", community=Words(community.name)))]
    for person in persons[page * PAGE : (page + 1) * PAGE]:
        button = Button(t("button-let-back"), f"membership.readmit:{community.id}/{person}")
        parts += [Paragraph(people.who(ctx.tx, person)), Buttons((button,))]
    if not persons:
        parts.append(Paragraph(t("membership-nobody-excluded")))
    turns = tuple(
        Button(t(label), f"membership.excluded:{community.id}/{number}")
        for number, label in ((page - 1, "button-previous"), (page + 1, "button-next"))
        if 0 <= number < pages
    )
    if turns:
        parts += [Small(t("page-of", page=page + 1, pages=pages)), Buttons(turns)]
    return Message(tuple(parts))


def readmit(ctx: Context, argument: str) -> Answered:
    """Lifts an exclusion: the person may join or ask again as anybody may."""
    identity, _, person = argument.partition("/")
    community = known(ctx, identity)
    exclusion.lift_ban(ctx.tx, community, person, by=ctx.caller.id)
    return Redraw(_excluded(ctx, community))
