"""A simulated Slack on 127.0.0.1: the real slack-bolt connects to it, and people live in it.

It installs one app from its manifest in one workspace, and keeps Slack's limits, scopes, permissions and errors by
itself: what the manifest does not declare is not granted, not delivered and does not exist. Several workspaces are
several of them. The state lives in the test's process: a bot may die and come back, or be another process.

    async with simulated_slack(manifest, clock=clock) as slack:       # without a clock: the machine's time
        team = slack.team
        amina = team.user("Amina", tz="Africa/Lagos", locale="fr-FR")   # also: guest, stranger, admin, robot, dms
        climate = team.channel("climate", members=[amina])              # also: private, bot=False, shared, read_only
        …                                        # start the app here, with slack.api_url, .bot_token, .app_token
        await slack.until(lambda: slack.online)

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

Acts that the app answers are awaited, return when it has acknowledged, and give an `Answer`: `text`, `lines`,
`buttons` and `messages` are what only that person sees since; `modal` is the form that opened; `errors` are complaints
about a form; `error` is Slack's own excuse (`timed_out`: operation_timeout). An answer goes on filling: `await
answer.final()` waits for something to see, `await answer.followup()` for a further message. What Slack's client would
not let a person do raises `Impossible`.

People act: `types`, `presses`, `picks`, `completes`, `fills`, `submits`, `closes`, `uses` (shortcuts), `opens_home`,
`opens_messages`, `writes`, `edits`, `deletes`, `reacts`, `unreacts`, `pins`, `unpins`, `joins` and `leaves` (Slack's
own /join, /leave), `invites`, `removes`, `changes` (their profile), `leaves()` and `comes_back()` (the account is
closed, opened again), `reloads()` (ephemeral messages are gone). People see: `sees(channel)` as texts,
`messages(channel, thread=…)` as `Seen` (by, lines, buttons, menus, links, reactions, files, replies, ephemeral, edited,
pinned, pinged), `inbox()`, `dm`, `channels()`, `home()`, `modal`, `notified`. Administrators: `team.archives`,
`renames`, `deletes`, `removes_bot`, …

Time: deadlines (3 s), redeliveries (at once, 1 min, 5 min), triggers (3 s), response_urls (30 min) and scheduled
messages go by `clock`; `clock.forward(…)` or `slack.pass_time(60)` lets them fall due. While a test's clock stands
still nothing times out: start the act as a task, move the clock, await the task. Events that the app does not
acknowledge (those without a listener, too) come again; `await slack.settles()` waits until nothing is under way.

The line to the app: `slack.sockets` says goodbye (`says_goodbye("refresh_requested")`), breaks (`drop()`), falls silent
(`fall_silent()`); `slack.delivery.lossy` loses events when nobody listens instead of sending them again, `.forgetful`
sends them again without the mark, `.repeat(payload)` delivers once more what is in `.sent("message")`. Without Socket
Mode in the manifest, `await slack.saves_request_url(url)` makes Slack call the app, signed with `slack.signing_secret`.

What goes wrong: `slack.breaks("chat.postMessage", lost(after=True))`, likewise `broken(503)`, `limited(30)`,
`refused("fatal_error")`, `held(event)`: the next, the nth or each call, or those that match ("response_url" counts as
a method). `slack.rates.on = True` keeps Slack's rate limits (`slack.too_many` counts the refusals),
`slack.rates.commercial = True` those of histories for distributed apps. `slack.revoke_token()`, `slack.uninstalls()`,
`slack.mend()`. While the event `slack.acknowledging` is not set, Slack has not yet done what it was told by the
acknowledgement of a form.

What was asked: `slack.requests`, `slack.asked("views.open")`. `slack.violations` holds what is a program's mistake:
wrong blocks and arguments, wrong answers to forms, and arguments that Slack overlooks because it does not know them
(against its published description, when that is at hand). `check_manifest(manifest)` says what Slack would refuse.
"""

from tests.simulators.slack.answers import Answer
from tests.simulators.slack.faults import Fault, broken, held, limited, lost, refused
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
    "broken",
    "check_manifest",
    "held",
    "limited",
    "lost",
    "refused",
    "simulated_slack",
]
