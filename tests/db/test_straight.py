"""What goes to the driver directly reads and writes what SQLAlchemy itself would."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Executable, bindparam, case, delete, exists, func, select, tuple_, union_all, update

from bot.db.database import Database
from bot.db.schema import notes, remembered
from bot.db.straight import built, listed
from bot.db.tx import Tx

NINE = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


def fill(tx: Tx) -> None:
    for number in range(6):
        value = {"number": number, "odd": bool(number % 2)}
        tx.add(remembered, {"key": f"k{number}", "value": value, "until": NINE + timedelta(hours=number)})
        tx.note(f"n{number}", number)


def as_sqlalchemy(tx: Tx, statement: Executable) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in tx.conn.execute(statement)]


kept = remembered.c
STATEMENTS: dict[str, Sequence[Executable]] = {
    "one value": [select(remembered).where(kept.key == key) for key in ("k1", "k2", "none")],
    "a moment": [select(kept.key).where(kept.until > NINE + timedelta(hours=n)).order_by(kept.key) for n in (4, 1)],
    "lists": [
        select(kept.key, kept.value).where(kept.key.in_(keys)).order_by(kept.key)
        for keys in (["k1", "k2"], ["k3", "k4"], ["k5"], [], ["k0", "k1", "k2", "k3"], {"k2"})
    ],
    "a list and a value": [
        select(kept.key).where(kept.key.in_(keys), kept.until > NINE + timedelta(hours=n)).order_by(kept.key)
        for keys, n in ((["k1", "k3"], 1), (["k3", "k5"], 4), (["k4"], 0))
    ],
    "two lists": [
        select(kept.key).where(kept.key.in_(one) | kept.key.not_in(other)).order_by(kept.key)
        for one, other in ((["k1"], ["k2", "k3"]), (["k1", "k2"], ["k3"]), ([], ["k0"]), (["k5"], []))
    ],
    "pairs": [
        select(kept.key).where(tuple_(kept.key, kept.until).in_([(f"k{n}", NINE + timedelta(hours=n))])) for n in (1, 3)
    ],
    "so many": [select(kept.key).order_by(kept.key).limit(n).offset(n) for n in (1, 2)],
    "counts": [select(func.count(), func.min(kept.key)).where(kept.key > key) for key in ("k1", "k4")],
    "one or the other": [
        select(case((kept.key == key, "this"), else_="other")).order_by(kept.key) for key in ("k1", "k2")
    ],
    "whether there is": [select(exists().where(kept.key == key)) for key in ("k1", "none")],
    "both": [
        union_all(select(kept.key).where(kept.key == key), select(notes.c.key).where(notes.c.key == f"n{key[1]}"))
        for key in ("k1", "k4")
    ],
    "for oneself": [select(kept.key).where(kept.key == key).with_for_update(skip_locked=True) for key in ("k1", "k2")],
}


@pytest.mark.parametrize("name", STATEMENTS)
async def test_what_is_read_is_what_sqlalchemy_reads(database: Database, name: str) -> None:
    def read(tx: Tx) -> None:
        fill(tx)
        for each in STATEMENTS[name]:
            expected = as_sqlalchemy(tx, each)
            assert [tuple(row) for row in tx.all(each)] == expected
            found = tx.one(each)
            assert (tuple(found) if found is not None else None) == (expected[0] if expected else None)

    await database.run(read)


async def test_all_but_pairs_go_to_the_driver_directly(database: Database) -> None:
    def look(tx: Tx) -> None:
        past = {
            name for name, several in STATEMENTS.items() for each in several if built(tx.conn.dialect, each) is None
        }
        assert past == {"pairs"}

    await database.run(look)


LISTED = (
    select(remembered)
    .where(kept.key.in_(bindparam("these", expanding=True)), kept.key.not_in(bindparam("but", expanding=True)))
    .where(kept.until > bindparam("after"), kept.key != "k9")
    .order_by(kept.key)
    .limit(bindparam("most"))
)


async def test_a_statement_written_once_takes_lists_of_any_length(database: Database) -> None:
    many = ["k0", "k1", "k2", "k3"]
    lists: Sequence[tuple[list[str], list[str]]]
    lists = ((["k1", "k2"], []), (["k3"], ["k3"]), ([], ["k1"]), (many, ["k1", "k2"]), (["k4"], ["x"]))

    def look(tx: Tx) -> None:
        fill(tx)
        for these, but in lists:
            for most in (1, 9):
                values = {"these": these, "but": but, "after": NINE + timedelta(minutes=30), "most": most}
                lengths = (("these", len(these)), ("but", len(but)))
                assert listed(tx.conn.dialect, LISTED, lengths) is not None
                expected = [tuple(row) for row in tx.conn.execute(LISTED, values)]
                assert [tuple(row) for row in tx.all(LISTED, **values)] == expected

    await database.run(look)


async def test_a_change_written_once_takes_a_list(database: Database) -> None:
    change = update(remembered).where(kept.key.in_(bindparam("these", expanding=True)))
    change = change.values(until=bindparam("new_until"), value={"h": 1})

    def write(tx: Tx) -> None:
        fill(tx)
        new = NINE + timedelta(hours=40)
        assert [tx.run(change, these=these, new_until=new) for these in (["k1", "k2"], [], ["k3", "no"])] == [2, 0, 1]
        found = tx.all(select(kept.key, kept.value).where(kept.until == new).order_by(kept.key))
        assert [tuple(row) for row in found] == [(key, {"h": 1}) for key in ("k1", "k2", "k3")]

    await database.run(write)


async def test_what_is_changed_is_counted_and_nothing_else_is(database: Database) -> None:
    def change(tx: Tx) -> None:
        fill(tx)
        for keys, hours in ((["k1", "k2"], 40), (["k3"], 50), ([], 60), (["k4", "none"], 70)):
            new = (
                update(remembered)
                .where(kept.key.in_(keys))
                .values(until=NINE + timedelta(hours=hours), value={"h": hours})
            )
            assert tx.run(new) == len([key for key in keys if key != "none"])
        found = tx.all(select(kept.key, kept.until, kept.value).order_by(kept.key))
        hours = [(row.until - NINE) // timedelta(hours=1) for row in found]
        assert hours == [0, 40, 40, 50, 70, 5]
        assert [row.value.get("h") for row in found] == [None, 40, 40, 50, 70, None]
        assert [tx.run(delete(remembered).where(kept.key == key)) for key in ("k0", "k0", "k5")] == [1, 0, 1]
        assert tx.value(select(func.count()).select_from(remembered)) == 4

    await database.run(change)


async def test_what_a_change_gives_back_is_given_back(database: Database) -> None:
    def change(tx: Tx) -> None:
        fill(tx)
        for key in ("k2", "k1"):
            gone = delete(remembered).where(kept.key == key).returning(kept.key, kept.until)
            assert [tuple(row) for row in tx.all(gone)] == [(key, NINE + timedelta(hours=int(key[1])))]

    await database.run(change)


async def test_a_value_that_is_missing_is_said(database: Database) -> None:
    def ask(tx: Tx) -> None:
        tx.all(select(kept.key).where(kept.key == bindparam("key")))

    with pytest.raises(Exception, match="key"):
        await database.run(ask)
