"""What each page is called."""

from __future__ import annotations

from examprep.tui.pages import Page

TITLES: dict[Page, str] = {
    "home": "Home",
    "setup": "New quiz",
    "drill": "Drill",
    "question": "Question",
    "mocks": "Mock exam",
    "assigned": "Assignments",
    "lobby": "Before the exam",
    "exam": "Mock exam question",
    "review": "Review of the exam",
    "board": "Notes",
    "score": "Score report",
    "compare": "Two mock exams",
    "results": "Result",
    "reread": "Reread",
    "report": "Report a question",
    "card": "Reference card",
    "progress": "Progress",
    "charts": "Charts",
    "readiness": "Chance of passing",
    "plan": "Plan",
    "today": "Why these",
    "banks": "Question banks",
    "cohort": "Cohort",
    "preview": "Preview",
    "write": "Writing a bank",
    "problems": "Problems",
    "users": "Candidates",
    "settings": "Settings",
    "help": "Help",
    "welcome": "Welcome",
}
