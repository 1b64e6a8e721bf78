"""P2: a community of five thousand, with Slack's rate limits switched on: one message for all, and few questions."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.db.tx import Tx
from bot.features.communities.model import Mode
from bot.features.membership.model import Membership, Role, Status, memberships
from bot.features.people import service as people
from tests.adapters.slack.ground import account
from tests.adapters.slack.village import Village, village

CROWD = 5_000


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


@pytest.mark.timeout(240)
async def test_five_thousand_read_an_announcement_that_was_posted_once(place: Village) -> None:
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha], mode=Mode.PUBLIC)
    crowd = [place.person(f"Member {number}") for number in range(CROWD)]
    climate.room.members += [each.id for each in crowd]

    def join(tx: Tx) -> None:
        """As they have for long: nothing is to be opened for anybody."""
        for each in crowd:
            person = people.register(tx, each.name, [account(place.slack, each)])
            tx.add(
                memberships,
                Membership(climate.community.id, person, Role.MEMBER, Status.ACTIVE, tx.now, "granted", "", "at once"),
            )

    await place.run(join)
    place.slack.rates.on = True
    before = len(place.slack.requests)
    form = await (await martha.types(climate.admins, "/community announce climate")).final()
    assert form.modal is not None
    sent = await martha.submits(form, {"Title": "The new guide", "Text": "It is here."})
    preview = await sent.followup()
    assert "5,001" in preview.text
    await martha.presses(preview, "Send")
    await place.idle()
    await place.passes(seconds=21)
    assert ["The new guide" in each for each in crowd[-1].sees(climate.room)] == [True]
    assert [call.args["channel"] for call in place.slack.asked("chat.postMessage")] == [climate.room.id]
    assert len(place.slack.requests) - before < 20

    await place.app.lookout.look_at("slack")
    await place.idle()
    assert place.slack.too_many == 0
    assert len(place.slack.asked("conversations.members")) < 20
    assert place.slack.asked("conversations.invite")[-1].args["users"] == martha.id
    assert not any(each.messages for each in place.slack.world.channels.values() if each.kind == "im")
