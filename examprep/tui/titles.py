"""What each page is called."""

from __future__ import annotations

from examprep.tui.pages import Page
from examprep.words import tr

TITLES: dict[Page, str] = {
    "home": tr("Home"),
    "setup": tr("New quiz"),
    "drill": tr("Drill"),
    "question": tr("Question"),
    "mocks": tr("Mock exam"),
    "assigned": tr("Assignments"),
    "lobby": tr("Before the exam"),
    "exam": tr("Mock exam question"),
    "review": tr("Review of the exam"),
    "board": tr("Notes"),
    "score": tr("Score report"),
    "compare": tr("Two mock exams"),
    "results": tr("Result"),
    "reread": tr("Reread"),
    "report": tr("Report a question"),
    "card": tr("Reference card"),
    "progress": tr("Progress"),
    "charts": tr("Charts"),
    "readiness": tr("Chance of passing"),
    "plan": tr("Plan"),
    "today": tr("Why these"),
    "banks": tr("Question banks"),
    "cohort": tr("Cohort"),
    "preview": tr("Preview"),
    "write": tr("Writing a bank"),
    "problems": tr("Problems"),
    "users": tr("Candidates"),
    "settings": tr("Settings"),
    "help": tr("Help"),
    "welcome": tr("Welcome"),
}
