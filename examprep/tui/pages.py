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

# Pages that open without an argument, imported only when they do.
PAGES: dict[Page, str] = {
    "setup": "SetupScreen",
    "drill": "DrillSetupScreen",
    "mocks": "MocksScreen",
    "assigned": "AssignedScreen",
    "progress": "ProgressScreen",
    "charts": "ChartsScreen",
    "readiness": "ReadinessScreen",
    "plan": "PlanScreen",
    "today": "TodayScreen",
    "banks": "BanksScreen",
    "cohort": "CohortScreen",
    "card": "CardScreen",
    "problems": "ProblemsScreen",
    "users": "UsersScreen",
    "settings": "SettingsScreen",
    "welcome": "WelcomeScreen",
}
