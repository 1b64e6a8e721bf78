"""What accounts and secrets look like, so that one in the place of another is told for what it is, never repeated."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from bot.chat.address import Account, account_of

_USER = re.compile(r"[0-9]{1,20}")
_TEAM, _MEMBER = re.compile(r"[TE][A-Z0-9]*"), re.compile(r"[UW][A-Z0-9]*")


def known_account(text: str, platforms: Sequence[str]) -> Account:
    """Read an account of one of these platforms; ValueError says what to write when it can be nobody's."""
    try:
        account = account_of(text)
    except ValueError as problem:
        raise ValueError(str(problem).replace(" is not", ", which is not", 1)) from problem
    if platforms and account.platform not in platforms:
        near = get_close_matches(account.platform, platforms, 1)
        rest = text.partition(":")[2]
        instead = f"; write {near[0]}:{rest}" if near else f" ({', '.join(platforms)})"
        raise ValueError(f"{text!r}, which is on no platform that is known here{instead}")
    if account.platform in _IMPOSSIBLE and (wrong := _IMPOSSIBLE[account.platform](account)):
        raise ValueError(f"{text!r}, which {wrong}")
    return account


def _on_discord(account: Account) -> str:
    possible = not account.workspace and _USER.fullmatch(account.id)
    return "" if possible else "is no account of Discord; write discord:<user id>, a number"


def _on_slack(account: Account) -> str:
    if not account.workspace and _MEMBER.fullmatch(account.id):
        return f"does not name its team; write slack:<team id>/{account.id}, where the team id begins with T"
    possible = _TEAM.fullmatch(account.workspace) and _MEMBER.fullmatch(account.id)
    return "" if possible else (
        "is no account of Slack; write slack:<team id>/<member id>, such as slack:T0123ABCD/U0123ABCD"
    )  # fmt: skip


def _in_the_playground(account: Account) -> str:
    if account.workspace:
        return ""
    return f"does not name its workspace; write playground:<workspace>/{account.id}"


_IMPOSSIBLE: dict[str, Callable[[Account], str]] = {
    "discord": _on_discord, "slack": _on_slack, "playground": _in_the_playground,
}  # fmt: skip

_BOTS = "begins with xoxb- and stands under Install App"
_APPS = "begins with xapp- and stands under Basic Information, App-Level Tokens"
_SIGNING = "signing secret stands under Basic Information, App Credentials"


def wrong_for_discord(token: str) -> str:
    """What was put in the place of Discord's token; "" for all that may be one."""
    where = "on discord.com/developers under Bot"
    if is_of_slack(token):
        return f"is a token of Slack; Discord's stands {where}"
    if _USER.fullmatch(token) or re.fullmatch(r"[0-9a-f]{64}", token):
        return f"is the number of the application or its public key, not a token; the token stands {where}"
    return ""


def wrong_for_slacks_bot(token: str) -> str:
    """As above, of the bot token."""
    if is_of_discord(token):
        return f"is a token of Discord; Slack's {_BOTS}"
    what = {"xapp-": "an app token", "xoxp-": "the token of a person"}.get(token[:5], "")
    return what and f"is {what}; the bot's {_BOTS}"


def wrong_for_slacks_app(token: str) -> str:
    """As above, of the app token."""
    if is_of_discord(token):
        return f"is a token of Discord; Slack's {_APPS}"
    if re.fullmatch("[0-9a-f]{32}", token):
        return f"is a signing secret; the app's token {_APPS}"
    return f"is a bot token; the app's {_APPS}" if token.startswith("xox") else ""


def wrong_for_signing(secret: str) -> str:
    """As above, of the secret with which Slack signs."""
    if is_of_discord(secret):
        return f"is a token of Discord; Slack's {_SIGNING}"
    return f"is a token; the {_SIGNING}" if is_of_slack(secret) else ""


def is_of_slack(token: str) -> bool:
    return token.startswith(("xox", "xapp-"))


def is_of_discord(token: str) -> bool:
    """Three parts with dots between them, the first of which is a number in base64."""
    first, *others = token.split(".")
    if len(others) != 2:
        return False
    try:
        number = base64.b64decode(first + "=" * (-len(first) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return False
    return number.isdecimal()
