"""What adapters keep for a while, over any restart; whatever is too old is as good as forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from bot.db.database import Database
from bot.db.schema import remembered
from bot.db.tx import Tx


@dataclass(frozen=True, slots=True)
class StoredMemory:
    """The memory of one platform: its keys are its own. Each call is a unit of work."""

    database: Database
    platform: str

    async def keep(self, key: str, value: Mapping[str, Any], *, seconds: float) -> None:
        """Keep `value` in the place of what was kept there."""
        kept = dict(value)

        def write(tx: Tx) -> None:
            tx.run(delete(remembered).where(remembered.c.key == self._key(key)))
            tx.add(remembered, {"key": self._key(key), "value": kept, "until": tx.now + timedelta(seconds=seconds)})

        await self.database.run(write)

    async def kept(self, key: str) -> dict[str, Any] | None:
        """What was kept, or None when there is nothing or its time is over."""

        def read(tx: Tx) -> dict[str, Any] | None:
            found: dict[str, Any] | None = tx.value(
                select(remembered.c.value).where(remembered.c.key == self._key(key), remembered.c.until > tx.now)
            )
            return found

        return await self.database.run(read)

    async def forget(self, key: str) -> None:
        await self.database.run(lambda tx: tx.run(delete(remembered).where(remembered.c.key == self._key(key))))

    def _key(self, key: str) -> str:
        return f"{self.platform}:{key}"


def forget_expired(tx: Tx) -> int:
    """Delete what nobody will be given any more; how many rows that were."""
    return tx.run(delete(remembered).where(remembered.c.until <= tx.now))
