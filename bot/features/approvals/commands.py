"""Everything approvals answer to: /requests, the buttons, emoji and forms of a request, and what is due by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from bot.chat.inbound import Arrived, Left, Unreacted
from bot.commands.feature import Feature, Waiting
from bot.db.tx import Tx
from bot.features.approvals import acting, card, deadlines, digest, emoji, glance, queueing, reminding, talking
from bot.features.approvals.acting import the_applicant, those_who_decide
from bot.features.approvals.model import Digest, Hourly, Settled, Unclaim
from bot.features.membership.model import Escalate, Expire, Queued, Warn
from bot.features.people.model import Moved

feature = Feature("approvals")

feature.card("request", shown_to=card.shown_to)(card.draw)
feature.card("request-news", shown_to=reminding.shown_to)(reminding.drawn)
feature.card("request-waits", shown_to=reminding.is_the_applicant)(reminding.waiting_drawn)
feature.card("hourly")(digest.hourly_drawn)
feature.at_home(glance.section)
feature.raises(glance.raised)

feature.command("requests", queueing.RequestsArgs, allow=queueing.those_of_the_queue, audience="administrators")(
    queueing.requests
)

# The administrators' buttons, and the emoji that do the same.
feature.press("approve", allow=those_who_decide)(acting.approve)
feature.press("reject", allow=those_who_decide)(acting.open_reject)
feature.form("reject", allow=those_who_decide, draw=acting.draw_reject)(acting.reject)
feature.press("ask", allow=those_who_decide)(acting.open_ask)
feature.form("ask", allow=those_who_decide, draw=acting.draw_ask)(acting.ask)
feature.press("claim", allow=those_who_decide)(acting.claim)
feature.press("take", allow=those_who_decide)(acting.take)
feature.press("release", allow=those_who_decide)(acting.release)
feature.press("undo", allow=those_who_decide)(acting.undo)
feature.press("history", allow=those_who_decide)(acting.show_history)
feature.press("retry", allow=those_who_decide)(acting.retry)

for shows_it in ("request", "request-news"):
    feature.reaction("✅", on=shows_it, means="approve", needs=acting.while_deciding_on)
    feature.reaction("❌", on=shows_it, means="reject", needs=acting.while_deciding_on)
    feature.reaction("❓", on=shows_it, means="ask", needs=acting.while_deciding_on)
    feature.reaction("👀", on=shows_it, means="claim", needs=acting.while_deciding_on)
feature.on(Unreacted)(emoji.taken_back)

# The queue.
feature.press("queue", allow=queueing.those_who_decide)(queueing.show)
feature.press("approve-all", allow=queueing.those_who_decide)(queueing.approve_all)
feature.press("approve-these", allow=queueing.those_who_decide)(queueing.approve_these)
feature.press("reject-all", allow=queueing.those_who_decide)(queueing.open_reject_all)
feature.form("reject-all", allow=queueing.those_who_decide, draw=queueing.draw_reject_all)(queueing.reject_all)
feature.press("csv", allow=queueing.those_who_decide)(queueing.download)
feature.press("digest", allow=queueing.those_of_the_community)(queueing.choose_digest)

# The applicant's buttons.
feature.press("answer", allow=the_applicant)(acting.open_answer)
feature.form("answer", allow=the_applicant, draw=acting.draw_answer)(acting.answer)
feature.press("write", allow=the_applicant)(acting.open_write)
feature.form("write", allow=the_applicant, draw=acting.draw_write)(acting.write)
feature.press("team", allow=the_applicant)(acting.tell_team)

# What happens by itself.
feature.on(Arrived)(acting.came_or_went)
feature.on(Left)(acting.came_or_went)
feature.job(Queued)(deadlines.queued)
feature.job(Warn)(deadlines.warn)
feature.job(Expire)(deadlines.expire)
feature.job(Escalate)(deadlines.escalate)
feature.job(Settled)(deadlines.settled)
feature.job(Unclaim)(talking.unclaim)
feature.job(Hourly)(digest.hourly)


def approvals_for(features: Callable[[], Sequence[Feature]]) -> Feature:
    """The feature with its digest, which also tells what waits in the others; they are asked when it is due."""

    def elsewhere(tx: Tx, community: str, person: str) -> list[Waiting]:
        found = [look(tx, community, person) for each in features() for look in each.waiting]
        return [each for each in found if each is not None]

    feature.card("digest")(partial(digest.drawn, elsewhere=elsewhere))
    feature.job(Digest)(partial(digest.digest, elsewhere=elsewhere))
    feature.job(Moved)(partial(digest.moved, elsewhere=elsewhere))
    return feature
