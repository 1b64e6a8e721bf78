"""A simulated Slack that the real slack-bolt connects to."""

from tests.simulators.slack.server import Slack, simulated_slack

__all__ = ["Slack", "simulated_slack"]
