"""Slack's Web API, method by method; `door` is where requests come in."""
