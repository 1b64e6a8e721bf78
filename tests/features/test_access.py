"""The matrix of who may see, read, write, join, decide and administer, case by case (guide 39–64, 70–76)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.chat.address import Account
from bot.features.communities.model import Community, Mode, State
from bot.features.membership.access import Door, Standing, access
from bot.features.membership.model import Asked, Membership, Request, Role, Status

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
COMMUNITY = Community(
    id="com_1", slug="tides", name="Tides", mode=Mode.PUBLIC, hidden=False, language="en", timezone="UTC",
    description="", purpose="", topic="", institution="", keywords=(), history="", eligibility=("works on tides",),
    questions=(), principles=(), contributions=(), roles_of_members="", roles_of_administrators="", contact="",
    related=(), open_needs_approval=False, capacity=None, request_days=14, cooldown_days=30, state=State.ACTIVE,
    archived_at=None, created_at=NOW,
)  # fmt: skip


def member(role: Role = Role.MEMBER, status: Status = Status.ACTIVE) -> Membership:
    return Membership("com_1", "per_1", role, status, NOW, "granted", "", "at once")


REQUEST = Request(
    id="req_1", community="com_1", person="per_1", account=Account("playground", "b", "a"), status=Asked.OPEN, note="",
    answers=(), at=NOW, expires_at=NOW, decided_at=None, decided_by="", reason="", words="", again_at=None,
    claimed_by="", claimed_until=None, question="", question_reply="",
)  # fmt: skip

STANDINGS = {
    "stranger": Standing(),
    "applicant": Standing(request=REQUEST),
    "invited": Standing(invited=True),
    "member": Standing(member()),
    "reviewer": Standing(member(Role.REVIEWER)),
    "administrator": Standing(member(Role.ADMINISTRATOR)),
    "left": Standing(member(status=Status.LEFT)),
    "banned": Standing(member(status=Status.BANNED)),
    "owner": Standing(owner=True),
}

INSIDE, ASKED, CLOSED, BARRED = Door.INSIDE, Door.ASKED, Door.CLOSED, Door.BARRED
INSTANT, ASK, INVITED_ONLY = Door.INSTANT, Door.ASK, Door.BY_INVITATION

# For somebody outside: see, read, how they join; per mode and hidden, for an active community.
OUTSIDE = {
    (Mode.PRIVATE, False): {
        "stranger": (True, False, INVITED_ONLY), "left": (True, False, INVITED_ONLY),
        "applicant": (True, False, ASKED), "invited": (True, False, INSTANT), "banned": (True, False, BARRED),
        "owner": (True, False, INVITED_ONLY),
    },
    (Mode.PRIVATE, True): {
        "stranger": (False, False, INVITED_ONLY), "left": (False, False, INVITED_ONLY),
        "applicant": (True, False, ASKED), "invited": (True, False, INSTANT), "banned": (False, False, BARRED),
        "owner": (True, False, INVITED_ONLY),
    },
    (Mode.SEMI_PRIVATE, False): {
        "stranger": (True, False, ASK), "left": (True, False, ASK), "applicant": (True, False, ASKED),
        "invited": (True, False, INSTANT), "banned": (True, False, BARRED), "owner": (True, False, ASK),
    },
    (Mode.SEMI_PRIVATE, True): {
        "stranger": (False, False, ASK), "left": (False, False, ASK), "applicant": (True, False, ASKED),
        "invited": (True, False, INSTANT), "banned": (False, False, BARRED), "owner": (True, False, ASK),
    },
    (Mode.PUBLIC, False): {
        "stranger": (True, False, INSTANT), "left": (True, False, INSTANT), "applicant": (True, False, ASKED),
        "invited": (True, False, INSTANT), "banned": (True, False, BARRED), "owner": (True, False, INSTANT),
    },
    (Mode.PUBLIC, True): {
        "stranger": (False, False, INVITED_ONLY), "left": (False, False, INVITED_ONLY),
        "applicant": (True, False, ASKED), "invited": (True, False, INSTANT), "banned": (False, False, BARRED),
        "owner": (True, False, INVITED_ONLY),
    },
    (Mode.OPEN, False): {
        "stranger": (True, True, INSTANT), "left": (True, True, INSTANT), "applicant": (True, True, ASKED),
        "invited": (True, True, INSTANT), "banned": (True, True, BARRED), "owner": (True, True, INSTANT),
    },
}  # fmt: skip

CASES = [(mode, hidden, archived, who) for mode, hidden in OUTSIDE for archived in (False, True) for who in STANDINGS]


@pytest.mark.parametrize(("mode", "hidden", "archived", "who"), CASES)
def test_the_matrix(mode: Mode, hidden: bool, archived: bool, who: str) -> None:
    state = State.ARCHIVED if archived else State.ACTIVE
    community = replace(COMMUNITY, mode=mode, hidden=hidden, state=state, archived_at=NOW if archived else None)
    may = access(community, STANDINGS[who])
    if who in ("member", "reviewer", "administrator"):
        assert (may.see, may.read, may.write, may.join) == (True, True, not archived, INSIDE)
    else:
        see, read, door = OUTSIDE[mode, hidden][who]
        assert (may.see, may.read, may.write, may.join) == (see, read, False, CLOSED if archived else door)
    assert may.decide == (who in ("reviewer", "administrator", "owner"))
    assert may.administer == (who in ("administrator", "owner"))


def test_an_open_community_may_ask_for_approval() -> None:
    """D1: joining an open community is instant unless it is set to be approved."""
    community = replace(COMMUNITY, mode=Mode.OPEN, open_needs_approval=True)
    assert access(community, Standing()).join is ASK
