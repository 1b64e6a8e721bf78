"""What stories of requests look up: a request, a membership, a community with other values."""

from __future__ import annotations

from dataclasses import replace

from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.membership.access import standing_of
from bot.features.membership.model import Request, Status
from tests.simulators.post_office import Letter
from tests.town import Heard, Somebody, Town


async def asked(town: Town, who: Somebody, community: Community) -> Request:
    """The request of a person that waits."""

    def find(tx: Tx) -> Request:
        found = standing_of(tx, community.id, who.id).request
        assert found is not None
        return found

    return await town.run(find)


async def stored(town: Town, request: Request) -> Request:
    found = await town.run(lambda tx: membership.request(tx, request.id))
    assert found is not None
    return found


async def inside(town: Town, who: Somebody, community: Community) -> bool:
    found = (await town.run(lambda tx: standing_of(tx, community.id, who.id))).membership
    return found is not None and found.status is Status.ACTIVE


async def change(town: Town, community: Community, **fields: object) -> Community:
    """Stores the community with other values."""
    current = await town.now(community)
    changed = replace(current, **fields)  # type: ignore[arg-type]
    await town.run(lambda tx: communities.save(tx, changed))
    return changed


async def reject(town: Town, who: Somebody, card: Letter, **values: str) -> Heard:
    """Presses Reject and sends its form."""
    await town.presses(who, "Reject", on=card)
    return await town.fills(who, **values)
