"""A simulated Slack on 127.0.0.1: the real slack-bolt connects to it, and people live in it.

It installs one app from its manifest in one workspace, and keeps Slack's limits, scopes, permissions and errors by
itself: what the manifest does not declare is not granted, not delivered and does not exist. Several workspaces are
several of them. The state lives in the test's process: a bot may die and come back, or be another process.

    async with simulated_slack(manifest, clock=clock) as slack:       # without a clock: the machine's time
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        …                                    # bolt with AsyncSocketModeHandler(app, slack.app_token), or the adapter
        await slack.until(lambda: slack.online)

        team = slack.team
        amina = team.user("Amina", tz="Africa/Lagos", locale="fr-FR")   # also: guest, stranger, admin, dms=False
        climate = team.channel("climate", members=[amina])              # also: private, bot=False, shared, read_only

        answer = await amina.types(climate, "/community join gender")
        assert answer.text == "…" and answer.buttons == ["Yes", "No"]
        answer = await amina.presses(answer, "Yes")                     # answer.modal: title, labels, lines, values
        answer = await amina.submits(answer, {"Why?": "To learn"})      # answer.errors, by label
        await amina.picks(None, "Which one", "Climate")                 # None: the newest thing called so

        message = amina.writes(climate, "@palabre hello")               # done when the call returns
        amina.reacts(message, "✅")
        await slack.until(lambda: amina.inbox() == ["Welcome"])
        assert amina.sees(climate) == ["@palabre hello", "…"]           # rendered, with what only she sees
        assert amina.notified == ["Welcome"]
        assert slack.violations == []

Acts that the app answers are awaited, return when it has acknowledged, and give an `Answer`: `text`, `lines`, `buttons`
and `messages` are what only that person sees since; `modal` the form that opened; `errors` complaints about a form;
`error` Slack's own excuse (`timed_out`: operation_timeout). It goes on filling: `await answer.final()` waits for
something to see, `await answer.followup()` for a further message. What Slack's client would not let a person do raises
`Impossible`. People read `sees(channel)`, `messages(channel, thread=…)` (as `Seen`: by, buttons, menus, reactions,
files, replies, ephemeral, edited, pinned, pinged), `inbox()`, `channels()`, `home`, `modal`, `notified`; they also
`write` and `edit` in threads, `join`, `invite`, `leave`, open the Home, use shortcuts; `amina.leaves()` closes the account,
`amina.comes_back()` opens it. `reloads()` takes ephemeral messages away, as a restart of the client does.

Time: deadlines (3 s), redeliveries (at once, 1 min, 5 min), triggers (3 s), response_urls (30 min) and scheduled messages
go by `clock`; `clock.forward(…)` or `slack.pass_time(60)` lets them fall due. While a test's clock stands still, nothing
times out; start the act as a task, move the clock, await the task.

The line to the app: `slack.sockets` says goodbye (`says_goodbye("refresh_requested")`), breaks (`drop()`), falls silent
(`fall_silent()`); `slack.delivery.lossy` loses events when nobody listens instead of sending them again,
`.forgetful` sends them again without the mark, `.repeat(payload)` delivers once more. Without Socket Mode in the manifest,
`await slack.saves_request_url(url)` makes Slack call the app, signed with `slack.signing_secret`.

What goes wrong: `slack.breaks("chat.postMessage", dropped(after=True))`, likewise `failing(503)`, `ratelimited(30)`,
`refused("fatal_error")`, `slow(event)`, for the next, the nth or each call, or those that match; `slack.rates.on = True`
keeps Slack's rate limits (`slack.too_many` counts the 429s), `slack.rates.commercial = True` those of histories for
distributed apps; `slack.dead_token = "token_revoked"`, `slack.uninstalls()`, `team.archives(channel)`,
`team.removes_bot(channel)`, `team.deletes(channel)`.

What was asked: `slack.calls`, `slack.called("views.open")`. `slack.violations` holds what Slack may overlook and a program
should not do: unknown arguments (against Slack's published description, when it is at hand), wrong answers to forms.
`check_manifest(manifest)` says what Slack would refuse in a manifest.
"""

from tests.simulators.slack.answers import Answer
from tests.simulators.slack.faults import Fault, dropped, failing, ratelimited, refused, slow
from tests.simulators.slack.manifest import check_manifest
from tests.simulators.slack.people import User
from tests.simulators.slack.seeing import Impossible, Modal, Page, Seen
from tests.simulators.slack.server import Slack, simulated_slack
from tests.simulators.slack.team import Team
from tests.simulators.slack.world import Channel

__all__ = [
    "Answer",
    "Channel",
    "Fault",
    "Impossible",
    "Modal",
    "Page",
    "Seen",
    "Slack",
    "Team",
    "User",
    "check_manifest",
    "dropped",
    "failing",
    "ratelimited",
    "refused",
    "simulated_slack",
    "slow",
]
