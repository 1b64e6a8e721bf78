"""People's words are cleaned of what hides, reverses or impersonates, and of nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.chat.words import FILE_NAME, tidy, tidy_file_name, tidy_media_type, tidy_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain words", "plain words"),
        ("two\nlines", "two\nlines"),
        ("a\u202eb\u202c", "ab"),
        ("\u2066user\u2069 \u200eand\u200f", "user and"),
        ("@\u200deveryone @every\u200bone @\u2060here", "@everyone @everyone @here"),
        ("null\x00 bell\x07 escape\x1b[31m \x7f\x9b", "null bell escape[31m "),
        ("half of a pair \ud83d", "half of a pair "),
        ("soft\u00adhyphen \ufeffmark \u3164filler", "softhyphen mark filler"),
        ("hidden\U000e0041\U000e0042 tags", "hidden tags"),
        ("one\r\ntwo\rthree\u2028four\x0bfive\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\n\n\n\n\nb\n \n \u00a0\n\t\nc\n\nd", "a\n\nb\n\nc\n\nd"),
        ("z\u0301\u0301\u0301\u0301\u0301\u0301\u0301algo", "z\u0301\u0301\u0301algo"),
    ],
)
def test_what_hides_or_reverses_goes(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "👩‍👩‍👧‍👦 family",
        "👩🏽‍🚀",
        "🏳️‍🌈 ❤️‍🔥 ✅ 1️⃣",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿 England",
        "مرحبا بالعالم",
        "שלום עולם",
        "می‌خواهم",
        "क्‍ष മലയാള‍ം",
        "naïve façade Ærø Ω 中文 日本語 ไทย",
        "Việt Nam — « où ? » …",
        "tab\tand  blanks",
    ],
)
def test_every_letter_of_every_script_stays(typed: str) -> None:
    assert tidy(typed) == typed


@pytest.mark.parametrize("typed", ["a\u200db", "👩\u200dx", "x\u200d👩", "\u200d👩", "👩\u200d", "ab\u200ccd"])
def test_a_joiner_that_joins_nothing_goes(typed: str) -> None:
    assert tidy(typed) == typed.replace("\u200d", "").replace("\u200c", "")


def test_many_joiners_are_one() -> None:
    assert tidy("👩" + "\u200d" * 5_000 + "🚀") == "👩\u200d🚀"


@settings(deadline=None)
@given(some.text())
def test_tidying_twice_changes_nothing_more_and_leaves_nothing_invisible(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert [sign for sign in once if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t"] == []
    assert [sign for sign in once if unicodedata.bidirectional(sign) in BIDI_SIGNS] == []
    once.encode("utf-8")


BIDI_SIGNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada \n Lovelace\t", "Ada Lovelace"),
        ("\u202eadA", "adA"),
        ("x" * 10_000, "x" * 120),
        ("x" * 119 + " yy", "x" * 119),
        ("\u200b\u2060", ""),
    ],
)
def test_a_name_is_one_line_of_at_most_120_characters(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Report 2026.pdf", "Report 2026.pdf"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("folder/", "file"),
        (".hidden", "hidden"),
        ("a:b|c?.txt", "a_b_c_.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("тест 文件.docx", "тест 文件.docx"),
        ("x" * 200 + ".tar.gz", "x" * 97 + ".gz"),
        ("no ending " + "y" * 200, "no ending " + "y" * 90),
        ("odd." + "z" * 200, "odd." + "z" * 96),
    ],
)
def test_a_files_name_is_only_a_name(given_name: str, kept: str) -> None:
    assert tidy_file_name(given_name) == kept


@given(some.text())
@settings(max_examples=300)
def test_whatever_a_file_is_called_its_name_is_safe_and_stays_so(typed: str) -> None:
    name = tidy_file_name(typed)
    assert 0 < len(name) <= FILE_NAME
    assert not set(name) & set('/\\<>:"|?*')
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") or sign in "\u202e\u2066" for sign in name)
    assert name == name.strip(". ") == tidy_file_name(name)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Text/CSV; charset=utf-8", "text/csv"),
        ("application/vnd.ms-excel", "application/vnd.ms-excel"),
        ("", "application/octet-stream"),
        ("text", "application/octet-stream"),
        ("text/html\r\nX: y", "application/octet-stream"),
        ("a/" + "b" * 200, "application/octet-stream"),
    ],
)
def test_a_kind_of_file_is_one_or_unknown_bytes(said: str, kept: str) -> None:
    assert tidy_media_type(said) == kept
