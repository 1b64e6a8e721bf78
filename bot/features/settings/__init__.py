"""What is mine: memberships, requests, language and time zone on one card."""
