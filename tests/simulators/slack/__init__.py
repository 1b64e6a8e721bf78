"""A simulated Slack that the real slack-bolt connects to."""

from tests.simulators.slack.seeing import NotPossible
from tests.simulators.slack.server import Slack, simulated_slack

__all__ = ["NotPossible", "Slack", "simulated_slack"]
