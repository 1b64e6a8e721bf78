"""Block Kit's rules, also those that slack_sdk's own models do not know.

`schema` is how a rule is written down, `rules` are Slack's, `check` applies them to messages and views.
"""
