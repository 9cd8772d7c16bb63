"""The names of the pages of the app."""

from __future__ import annotations

from typing import Literal

Page = Literal[
    "home",
    "setup",
    "drill",
    "question",
    "mocks",
    "assigned",
    "lobby",
    "exam",
    "review",
    "board",
    "score",
    "compare",
    "results",
    "reread",
    "report",
    "card",
    "progress",
    "charts",
    "readiness",
    "plan",
    "today",
    "banks",
    "cohort",
    "preview",
    "write",
    "problems",
    "users",
    "settings",
    "help",
    "welcome",
]
