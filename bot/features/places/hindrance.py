"""A place that could not be opened to somebody is looked at at once, so that what is wrong there is told by one voice.

What no look can find, since it is about the account or the workspace's rules, is told by itself, once a day.
"""

from __future__ import annotations

from bot.chat.message import Message
from bot.db.tx import Tx, new_id
from bot.features.communities import homes
from bot.features.communities import service as communities
from bot.features.communities.model import SHUT, Arranged, Home
from bot.features.membership import requests
from bot.features.membership import service as membership
from bot.features.membership.access import standing_of
from bot.features.membership.doors import open_doors
from bot.features.membership.model import Hindered
from bot.features.people import service as people
from bot.features.places import alerts, drift, messages, telling, troubles
from bot.features.places.model import Looked


def looked(tx: Tx, end: Looked) -> None:
    """Told as after any other look; whoever arranged the place hears of it who is not told as an administrator."""
    home = homes.looked_at(tx, end.looks[0].home)
    community = communities.get(tx, home.community) if home else None
    if home is None or community is None:
        return
    seen = end.found is not None and all(drift.still(home, each) for each in end.looks)
    if seen and end.found is not None:
        each_way = list(zip(end.looks, end.found, strict=True))
        wrong = {each.admin: found for each, found in each_way if not each.former}
        for each in (each for each, found in each_way if each.former and "role-gone" in found):
            drift.nobody_has(tx, each)
        troubles.found(tx, home.id, wrong, everyone_reads=end.looks[0].everyone_reads)
    now = homes.looked_at(tx, home.id) or home
    alerts.caught_up(tx, community, now)
    if seen and end.by and now.troubles and end.by not in telling.administrators(tx, community):
        heard = messages.troubles(community, now, troubles.workspace_of(tx, now), telling.team(tx))
        people.tell(tx, end.by, heard, key=new_id(f"{home.id}/settled"), awaited=True)
        alerts.told_as_well(tx, home, end.by)


def hindered(tx: Tx, end: Hindered) -> None:
    """Somebody could not be let in, or out: whatever is known of the place already is told already."""
    home = communities.home(tx, end.place)
    if home is None or end.detail in home.wrong(admin=end.admin):
        return
    if end.detail in SHUT:
        drift.look(tx, home)
    elif end.given:
        _tell(tx, home, end)


def _tell(tx: Tx, home: Home, end: Hindered) -> None:
    """Whoever was approved has a card that says it; of everybody else the first of a day is named."""
    community = communities.get(tx, home.community)
    if community is None or requests.brought_in(tx, community.id, end.person):
        return
    reason = end.detail if end.detail in homes.TROUBLES else "unnamed"
    who, where = people.who(tx, end.person), troubles.workspace_of(tx, home)
    told = messages.kept_out(community, home, who, where, reason=reason, admin=end.admin)
    key, needs = f"{home.id}/kept-out/{reason}/{tx.now:%Y%m%d}", f"kept-out:{home.id}/{end.person}"
    telling.tell(tx, community, told, key=key, needs=needs)


def kept_out(tx: Tx, argument: str, locale: str) -> Message | None:
    """As it was written, as long as that person is still outside."""
    identity, _, rest = argument.partition("/")
    home, letter = communities.home(tx, identity), people.letter(tx, argument)
    if home is None or letter is None:
        return None
    found = standing_of(tx, home.community, rest.partition("/")[0]).membership
    return letter.message if found is not None and found.access == "failed" else None


def try_again(tx: Tx, home: Home) -> int:
    """Open the places anew to everybody to whom they could not be opened; how many these are."""
    community = communities.get(tx, home.community)
    if community is None:
        return 0
    stuck = [each for each in membership.members(tx, community.id) if each.access == "failed"]
    for each in stuck:
        open_doors(tx, community, each.person)
    return len(stuck)


def arranged(tx: Tx, end: Arranged) -> None:
    """A channel could not be made as open as the mode says: by what is wrong with it, or since only people may."""
    if end.outcome != "sent" and end.detail in SHUT:
        for home in homes.at(tx, end.place):
            admin = home.place != end.place
            if end.detail not in home.wrong(admin=admin):
                drift.look(tx, home)
    troubles.arranged(tx, end)
