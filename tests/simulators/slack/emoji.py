"""Emoji by Slack's names, for tests that would rather write the sign."""

from __future__ import annotations

NAMES = {
    "✅": "white_check_mark", "❌": "x", "👍": "+1", "👎": "-1", "👀": "eyes", "🎉": "tada", "❤️": "heart",
    "📌": "pushpin",
    "🙏": "pray", "👋": "wave", "❓": "question", "🔔": "bell", "🗓️": "spiral_calendar_pad", "📅": "date",
    "🚀": "rocket",
    "🙋": "raising_hand", "➕": "heavy_plus_sign", "⏰": "alarm_clock", "💬": "speech_balloon", "⭐": "star",
    "🤔": "thinking_face",
    "✋": "hand", "⚠️": "warning", "🔒": "lock", "📣": "mega", "😀": "grinning", "😂": "joy",
    "1️⃣": "one", "2️⃣": "two", "3️⃣": "three",
}  # fmt: skip


def name_of(emoji: str) -> str:
    return NAMES.get(emoji, emoji.strip(":"))
