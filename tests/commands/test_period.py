"""Periods in words, in English and French: which days are meant, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.commands.period import NoPeriod, parsed, read
from bot.errors import Refused

TODAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("typed", "earliest", "latest"),
    [
        ("end of May – early June 2027", "2027-05-21", "2027-06-10"),
        ("Fin Mai – Début Juin 2027", "2027-05-21", "2027-06-10"),
        ("fin mai – début juin", "2027-05-21", "2027-06-10"),
        ("late July - early August 2027", "2027-07-21", "2027-08-10"),
        ("end of September to the beginning of October", "2027-09-21", "2027-10-10"),
        ("Fin novembre 2026", "2026-11-21", "2026-11-30"),
        ("mid-May", "2027-05-11", "2027-05-20"),
        ("à la mi-mai", "2027-05-11", "2027-05-20"),
        ("mi-novembre", "2026-11-11", "2026-11-20"),
        ("March 2027", "2027-03-01", "2027-03-31"),
        ("en février 2028", "2028-02-01", "2028-02-29"),
        ("November", "2026-11-01", "2026-11-30"),
        ("October", "2027-10-01", "2027-10-31"),
        ("Juin-Juillet", "2027-06-01", "2027-07-31"),
        ("Octobre- Décembre", "2026-10-01", "2026-12-31"),
        ("de juin à août 2027", "2027-06-01", "2027-08-31"),
        ("between March and May 2027", "2027-03-01", "2027-05-31"),
        ("December – January", "2026-12-01", "2027-01-31"),
        ("December – January 2028", "2027-12-01", "2028-01-31"),
        ("December 2026 – January", "2026-12-01", "2027-01-31"),
        ("2027", "2027-01-01", "2027-12-31"),
        ("early 2027", "2027-01-01", "2027-04-30"),
        ("end of 2027", "2027-09-01", "2027-12-31"),
        ("2027 – 2028", "2027-01-01", "2028-12-31"),
        ("Q1 2027", "2027-01-01", "2027-03-31"),
        ("T2 2027", "2027-04-01", "2027-06-30"),
        ("first half of 2027", "2027-01-01", "2027-06-30"),
        ("2e semestre 2027", "2027-07-01", "2027-12-31"),
        ("12 – 14 May 2027", "2027-05-12", "2027-05-14"),
        ("May 12-14", "2027-05-12", "2027-05-14"),
        ("du 28 février au 2 mars 2027", "2027-02-28", "2027-03-02"),
        ("le 1er juin – 3 juin 2027", "2027-06-01", "2027-06-03"),
    ],
)  # fmt: skip
def test_what_people_mean(typed: str, earliest: str, latest: str) -> None:
    found = read(typed, today=TODAY)
    assert (found.earliest.isoformat(), found.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "12 May", "May 12", "tomorrow", "early", "12", "12-14", "30 - 31 February 2027", "May – June – July",
     "2028 – 2027", "Q5 2027", "early Q1 2027", "mid 12 May", "the end", "2 June – 1 June 2027",
     "may 12 13", "2027-05-12"],
)  # fmt: skip
def test_what_is_no_period_is_not_guessed(typed: str) -> None:
    with pytest.raises(NoPeriod):
        read(typed, today=TODAY)


@pytest.mark.parametrize(("typed", "key"), [("March 2016", "period-past"), ("2017", "period-past"),
                                            ("October 2026", "period-past"), ("2040", "period-too-far")])  # fmt: skip
def test_what_is_over_or_far_away_is_refused(typed: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        read(typed, today=TODAY)
    assert getattr(refused.value.text, "key", "") == key


def test_what_is_over_can_be_read_where_it_is_history() -> None:
    found = parsed("Fin Mai – Début Juin 2016", today=TODAY)
    assert (found.earliest, found.latest) == (date(2016, 5, 21), date(2016, 6, 10))
