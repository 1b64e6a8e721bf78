"""What we say stands in each language, and people's words come out as they went in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from structlog.testing import capture_logs

from bot.chat.text import Command, Day, Link, Moment, Series, Span, T, Text, Who, Words, t
from bot.errors import OperatorError
from bot.i18n import Catalogue, load_catalogue

AT = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)

ENGLISH = """\
met = { $who } met { $whom } at { $at }
count = { $n ->
    [0] nobody
    [one] one person
   *[other] { $n } people
} came
mood = { $mood ->
    [good] Well
   *[other] Not so well
}
nested = First: { $inner }. Then: { $inner }.
only-english = Only in English, { $n } times
broken = { $n } and { $missing }
invited = Type { COMMAND("community create") } or { $other }.
date-long = { $day } { $month } { $year }
moment-full = { $date } at { $time } ({ $zone })
moment-time = { $time } ({ $zone })
"""
FRENCH = """\
met = { $who } a rencontré { $whom }, { $at }
count = { $n ->
    [0] personne n’est venu
    [one] { $n } personne est venue
   *[other] { $n } personnes sont venues
}
mood = { $mood ->
    [good] Bien
   *[other] Pas très bien
}
nested = D’abord : { $inner }. Ensuite : { $inner }.
broken = { $n } et { $perdu }
invited = Tapez { COMMAND("community create") } ou { $other }.
date-long = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
moment-full = { $date } à { $time } ({ $zone })
moment-time = { $time } ({ $zone })
"""


def written(folder: Path, **languages: str) -> Path:
    for language, text in languages.items():
        (folder / language).mkdir(parents=True)
        (folder / language / "test.ftl").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load_catalogue(written(tmp_path_factory.mktemp("copy"), en=ENGLISH, fr=FRENCH))


def test_parameters_come_out_in_place_for_the_adapter_to_write(catalogue: Catalogue) -> None:
    who, whom, at = Who("Ada"), Words("Léo *the* <great>"), Moment(AT)
    text = t("met", who=who, whom=whom, at=at)
    assert catalogue.pieces(text, "en") == (who, " met ", whom, " at ", at)
    assert catalogue.pieces(text, "fr-CA") == (who, " a rencontré ", whom, ", ", at)


def test_a_text_that_is_only_a_parameter_is_that(catalogue: Catalogue) -> None:
    for piece in (Words("hello"), AT_DAY, Link("https://example.org", "here"), Command("join"), Who("Ada")):
        assert catalogue.pieces(piece, "en") == (piece,)


def test_a_command_that_the_copy_names_is_the_adapters_to_write(catalogue: Catalogue) -> None:
    text = t("invited", other=Command("join"))
    assert catalogue.pieces(text, "en") == ("Type ", Command("community create"), " or ", Command("join"), ".")
    assert catalogue.plain(text, "fr") == "Tapez /community create ou /join."


@pytest.mark.parametrize("variant", ["\ue000leave\ue001", "\U000f0000"])
def test_a_variant_cannot_name_a_command_or_a_parameter(catalogue: Catalogue, variant: str) -> None:
    pieces = catalogue.pieces(T("met", {"who": variant, "whom": Words("Léo"), "at": "now"}), "en")
    assert [piece for piece in pieces if not isinstance(piece, str)] == [Words("Léo")]


AT_DAY = Day(date(2026, 11, 1))


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        (t("count", n=0), "nobody came", "personne n’est venu"),
        (t("count", n=1), "one person came", "1 personne est venue"),
        (t("count", n=2), "2 people came", "2 personnes sont venues"),
        (t("count", n=12_345), "12,345 people came", "12\u202f345 personnes sont venues"),
        (t("mood", mood="good"), "Well", "Bien"),
        (t("mood", mood="bad"), "Not so well", "Pas très bien"),
        (t("nested", inner=t("count", n=1)), "First: one person came. Then: one person came.",
         "D’abord : 1 personne est venue. Ensuite : 1 personne est venue."),
        (t("nested", inner=Span(3 * 86_400)), "First: 3 days. Then: 3 days.",
         "D’abord : 3 jours. Ensuite : 3 jours."),
        (Series((Words("a"), Words("b"), t("mood", mood="good"))), "a, b and Well", "a, b et Bien"),
        (Series((Words("a"), Words("b"), Words("c")), "or"), "a, b or c", "a, b ou c"),
        (Series((Words("a"),)), "a", "a"),
        (Series(()), "", ""),
        (Series((Words("a"), Words("b")), "commas"), "a, b", "a, b"),
        (Series((Words("a"), Words("b")), "lines"), "a\nb", "a\nb"),
        (Series((Words("a"), Words("b")), "spaces"), "a b", "a b"),
        (AT_DAY, "1 November 2026", "1er novembre 2026"),
        (Who("Ada"), "Ada", "Ada"),
        (Command("join"), "/join", "/join"),
        (Link("https://example.org", "here"), "here (https://example.org)", "here (https://example.org)"),
        (Link("https://example.org"), "https://example.org", "https://example.org"),
    ],
)  # fmt: skip
def test_each_language_says_it_its_own_way(catalogue: Catalogue, text: Text, english: str, french: str) -> None:
    assert catalogue.plain(text, "en") == english
    assert catalogue.plain(text, "fr") == french


@pytest.mark.parametrize(
    ("seconds", "english", "french"),
    [
        (0, "1 second", "1 seconde"),
        (1, "1 second", "1 seconde"),
        (59, "59 seconds", "59 secondes"),
        (60, "1 minute", "1 minute"),
        (59 * 60 + 40, "1 hour", "1 heure"),
        (23 * 3600, "23 hours", "23 heures"),
        (24 * 3600, "1 day", "1 jour"),
        (10 * 86_400, "10 days", "10 jours"),
        (59 * 86_400, "59 days", "59 jours"),
        (90 * 86_400, "3 months", "3 mois"),
        (365 * 86_400, "12 months", "12 mois"),
        (3 * 365 * 86_400, "3 years", "3 ans"),
        (-7200, "2 hours", "2 heures"),
    ],
)
def test_a_length_of_time_is_told_in_its_largest_unit(
    catalogue: Catalogue, seconds: int, english: str, french: str
) -> None:
    assert catalogue.plain(Span(seconds), "en") == english
    assert catalogue.plain(Span(seconds), "fr") == french


@pytest.mark.parametrize(
    ("moment", "zone", "english", "french"),
    [
        (Moment(AT), "Europe/Paris", "3 November 2026 at 09:00 (Europe/Paris)",
         "3 novembre 2026 à 09:00 (Europe/Paris)"),
        (Moment(AT), "", "3 November 2026 at 08:00 (UTC)", "3 novembre 2026 à 08:00 (UTC)"),
        (Moment(AT), "Mars/Base", "3 November 2026 at 08:00 (UTC)", "3 novembre 2026 à 08:00 (UTC)"),
        (Moment(AT), "../../etc/passwd", "3 November 2026 at 08:00 (UTC)", "3 novembre 2026 à 08:00 (UTC)"),
        (Moment(AT, "date"), "Pacific/Pago_Pago", "2 November 2026", "2 novembre 2026"),
        (Moment(AT, "time"), "Asia/Kolkata", "13:30 (Asia/Kolkata)", "13:30 (Asia/Kolkata)"),
        (Moment(AT + timedelta(days=3), "relative"), "", "in 3 days", "dans 3 jours"),
        (Moment(AT + timedelta(days=10), "relative"), "", "in 10 days", "dans 10 jours"),
        (Moment(AT - timedelta(hours=1), "relative"), "", "1 hour ago", "il y a 1 heure"),
    ],
)  # fmt: skip
def test_a_moment_is_written_in_the_readers_zone(
    catalogue: Catalogue, moment: Moment, zone: str, english: str, french: str
) -> None:
    assert catalogue.plain(moment, "en", zone, now=AT) == english
    assert catalogue.plain(moment, "fr", zone, now=AT) == french


def test_a_relative_moment_without_now_is_written_in_full(catalogue: Catalogue) -> None:
    assert catalogue.plain(Moment(AT, "relative"), "en", "UTC") == "3 November 2026 at 08:00 (UTC)"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (("fr",), "fr"),
        (("fr-CA",), "fr"),
        (("FR_fr",), "fr"),
        (("de", "fr-CH"), "fr"),
        (("en-US", "fr"), "en"),
        (("de",), "en"),
        (("frr",), "en"),
        (("", "-"), "en"),
        ((), "en"),
    ],
)
def test_the_best_language_is_the_first_wanted_that_there_is(
    catalogue: Catalogue, wanted: tuple[str, ...], found: str
) -> None:
    assert catalogue.best(*wanted) == found


def test_what_a_language_lacks_is_said_in_english_and_logged_once(tmp_path: Path) -> None:
    catalogue = load_catalogue(written(tmp_path, en=ENGLISH, fr=FRENCH))
    with capture_logs() as lines:
        said = [catalogue.plain(t("only-english", n=2), "fr") for _ in range(3)]
        keys = [catalogue.plain(t("nowhere-at-all"), "fr") for _ in range(3)]
        broken = [catalogue.plain(t("broken", n=1, missing=Words("x")), "fr") for _ in range(3)]
        lost = [catalogue.plain(t("broken", n=1), "en") for _ in range(3)]
    assert said == ["Only in English, 2 times"] * 3
    assert keys == ["nowhere-at-all"] * 3
    assert broken == ["1 and x"] * 3
    assert lost == ["broken"] * 3
    assert [(line["key"], line["language"]) for line in lines] == [
        ("only-english", "fr"),
        ("nowhere-at-all", "fr"),
        ("nowhere-at-all", "en"),
        ("broken", "fr"),
        ("broken", "en"),
    ]


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("fine = Fine\n\nbroken\n", 3, 'Expected token: "="'),
        ("fine = Fine\nopen = { $who\nmore = More\n", 3, 'Expected token: "}"'),
        ("fine = Fine\nfine = Finer\n", 2, "fine stands in"),
        ("only = { $n ->\n    [one] One\n}\n", 3, "Expected one of the variants to be marked as default (*)"),
    ],
)
def test_copy_that_nobody_can_read_stops_the_start_and_names_its_line(
    tmp_path: Path, text: str, where: int, why: str
) -> None:
    with pytest.raises(OperatorError) as refused:
        load_catalogue(written(tmp_path, en=text))
    assert str(refused.value).startswith(f"{tmp_path}/en/test.ftl:{where}: {why}")


def test_a_language_is_read_when_it_is_first_needed(tmp_path: Path) -> None:
    catalogue = load_catalogue(written(tmp_path, en=ENGLISH, fr="broken\n"))
    assert catalogue.languages == ("en", "fr")
    assert catalogue.plain(t("mood", mood="good"), "en") == "Well"
    with pytest.raises(OperatorError, match=r"fr/test\.ftl:1:"):
        catalogue.plain(t("mood", mood="good"), "fr")


def test_without_english_there_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"^There is no English copy\."):
        load_catalogue(written(tmp_path, fr=FRENCH))


def test_a_folder_that_is_no_language_is_named(tmp_path: Path) -> None:
    catalogue = load_catalogue(written(tmp_path, en=ENGLISH, xx=FRENCH))
    with pytest.raises(OperatorError, match=r"/xx is no language\."):
        catalogue.load("xx")


def test_several_folders_add_to_each_other(tmp_path: Path) -> None:
    more = written(tmp_path / "more", en="extra = More", es="mood = Bien")
    catalogue = load_catalogue(written(tmp_path / "ours", en=ENGLISH, fr=FRENCH), more)
    assert catalogue.languages == ("en", "es", "fr")
    assert [catalogue.plain(t(key), "es") for key in ("extra", "mood")] == ["More", "Bien"]
    assert (catalogue.has("extra"), catalogue.has("extra", "fr")) == (True, False)


def test_our_own_copy_can_be_read_in_every_language() -> None:
    catalogue = load_catalogue()
    assert catalogue.languages[:2] == ("en", "fr")
    labels = [catalogue.plain(t("button-make-active"), language) for language in catalogue.languages[:2]]
    assert labels == ["Make it active again", "Réactiver"]


HOSTILE = some.text() | some.sampled_from(
    ["{ $who }", "{ -brand }", "{", "}", '{""}', "\U000f0000", "\U000f0001", "\u2068x\u2069", "\u202e",
     "*a* <!channel> @everyone", "%(x)s {0} {x}", "a" * 10_000]
)  # fmt: skip


@settings(deadline=None)
@given(HOSTILE, HOSTILE, some.sampled_from(["en", "fr"]))
def test_peoples_words_come_out_as_they_went_in(
    catalogue: Catalogue, who: str, whom: str, language: str
) -> None:
    text = t("met", who=Words(who), whom=Words(whom), at=t("nested", inner=Words(who)))
    words = [piece.text for piece in catalogue.pieces(text, language) if isinstance(piece, Words)]
    ours = "".join(piece for piece in catalogue.pieces(text, language) if isinstance(piece, str))
    assert words == [who, whom, who, who]
    assert ours == {
        "en": " met  at First: . Then: .",
        "fr": " a rencontré , D’abord : . Ensuite : .",
    }[language]


@settings(deadline=None)
@given(some.lists(HOSTILE, max_size=30), some.sampled_from(["and", "or", "commas", "lines", "spaces"]))
def test_a_list_of_words_keeps_every_one(catalogue: Catalogue, items: list[str], style: str) -> None:
    series = Series(tuple(Words(item) for item in items), style)  # type: ignore[arg-type]
    assert [piece.text for piece in catalogue.pieces(series, "fr") if isinstance(piece, Words)] == items
