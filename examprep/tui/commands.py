"""Every command of the app, said once: bindings, key line, palette and help are made of this."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.binding import Binding

from examprep.places import seat
from examprep.tui.pages import Page
from examprep.words import tr


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a key does on a page.

    `name` is the action and the binding's id; `keys` are Textual's names, the first one is
    shown as `shown` or by its letter. `line` tells whether the key line has room for it.
    """

    name: str
    keys: str
    label: str
    help: str
    shown: str = ""
    line: bool = True

    @property
    def key(self) -> str:
        """Give the key as people read it."""
        return self.shown or self.keys.partition(",")[0].upper()

    def told(self) -> Command:
        """Give it in the user's language."""
        return replace(self, label=tr(self.label), help=tr(self.help), shown=tr(self.shown))


_BACK = Command("leave", "escape", "back", "go back one step; nothing is lost", "Esc")
_HELP = Command("help", "question_mark", "help", "show the keys of this page", "?")
_PALETTE = Command("palette", "ctrl+p", "all", "find any command by its name", "^P")
_ABOVE = Command("above", "up", "up", "the line above", "\u2191", line=False)
_BELOW = Command("below", "down", "down", "the line below", "\u2193", line=False)
_SCROLL = Command("page", "space", "more", "scroll down a page", "Space", line=False)
_END = (_BACK, _HELP)
_MOVES = (_ABOVE, _BELOW)
_REPORT = Command("report", "r", "report", "say what is wrong with this question", line=False)

COMMANDS: dict[Page, tuple[Command, ...]] = {
    "home": (
        Command("today", "enter", "start", "start the questions chosen for today", "Enter"),
        Command("go_on", "c", "continue", "go on with the quiz left open"),
        Command("setup", "q", "quiz", "set up a quiz: topics, number, time, mode"),
        Command("mocks", "m", "mock exam", "a mock exam by the clock, and those you took"),
        Command("assigned", "a", "assignments", "what your instructor gave you"),
        Command("drill", "d", "drill", "endless calculations with new numbers"),
        Command("review", "r", "review mistakes", "repeat the questions you missed"),
        Command("progress", "p", "progress", "history and topic accuracy"),
        Command("readiness", "e", "chance of passing", "how likely a pass is, and what holds it"),
        Command("plan", "l", "plan", "the days to the exam; minutes, study days and date"),
        Command("why", "t", "why these", "today's questions, and why each was chosen"),
        Command("banks", "b", "banks", "browse and search the questions"),
        Command("users", "u", "users", "change or add a candidate"),
        Command("settings", "s", "settings", "theme, defaults, goal"),
        Command("problems", "x", "problems", "what is wrong with files", line=False),
        _HELP,
        _PALETTE,
        Command("quit", "ctrl+q", "quit", "leave the app; everything is saved", "^Q"),
    ),
    "setup": (
        Command("start", "enter", "start", "start the quiz", "Enter"),
        *_MOVES,
        Command("less", "left", "less", "the value before", "\u2190"),
        Command("more", "right", "more", "the next value; digits set a number", "\u2192"),
        Command("mark", "space", "mark", "mark a topic, or take the next value", "Space"),
        Command("unmark", "a", "all topics", "take every mark away: all topics"),
        *_END,
    ),
    "drill": (
        Command("start", "enter", "start", "start the drill", "Enter"),
        Command("mark", "space", "mark", "mark a kind, or take its mark away", "Space"),
        Command("unmark", "a", "all kinds", "take every mark away: all kinds"),
        *_END,
    ),
    "question": (
        Command("confirm", "enter", "answer, next", "give the answer; then go on", "Enter"),
        Command("page", "space", "more", "choose at the cursor; else scroll down", "Space"),
        Command("previous", "left", "back", "the question before", "\u2190"),
        Command("next", "right", "next", "the next question; a drill skips to it", "\u2192"),
        Command("flag", "f,f4", "flag", "flag the question to come back to it; also F4"),
        Command("strike", "s", "strike", "strike out the option at the cursor"),
        Command("sure", "y", "how sure", "note how sure you are: sure, unsure, guess"),
        Command("undo", "u", "undo", "take the last answer of this question back"),
        Command("more_why", "w", "all reasons", "why the other options are wrong"),
        Command("unanswered", "n", "next open", "the next question without an answer", line=False),
        Command("flagged", "g", "next flagged", "the next flagged question"),
        Command("calculator", "c,f2", "calculator", "the calculator; F2 while typing a number"),
        Command("switch", "tab,shift+tab", "calculate", "to the calculator and back", "Tab"),
        Command("card", "k,f3", "reference card", "conversions, formulas, abbreviations; also F3"),
        _REPORT,
        Command("finish", "e", "end", "end the quiz and see the result"),
        Command("pause", "escape", "pause", "stop the clock; Esc again leaves, all kept", "Esc"),
        _HELP,
    ),
    "mocks": (
        Command("start", "enter", "choose", "the lobby; on a mock you took, its score", "Enter"),
        *_MOVES,
        Command("less", "left", "less", "the value before", "\u2190"),
        Command("more", "right", "more", "the next value", "\u2192"),
        Command("mark", "space", "mark", "mark two mocks to compare them", "Space"),
        Command("compare", "v", "compare", "the two marked mocks side by side"),
        Command("passed", "p", "real exam passed", "note that you passed the real exam"),
        Command("failed", "f", "not passed", "note that you did not pass it"),
        *_END,
    ),
    "assigned": (Command("start", "enter", "open", "begin it; its result", "Enter"), *_END),
    "lobby": (
        Command("start", "enter", "begin", "begin; the clock runs from then", "Enter"),
        _SCROLL,
        *_END,
    ),
    "exam": (
        Command("confirm", "enter", "next", "choose at the cursor, or go on", "Enter"),
        Command("previous", "left", "back", "the question before", "\u2190"),
        Command("next", "right", "next", "the next question", "\u2192"),
        Command("flag", "f", "flag", "flag the question to come back to it"),
        Command("strike", "s", "strike", "strike out the option at the cursor"),
        Command("highlight", "h", "highlight", "highlight words of the question"),
        Command("board", "n", "notes", "the erasable board: notes for the whole sitting"),
        Command("calculator", "c", "calculator", "open or close the calculator"),
        Command("switch", "tab,shift+tab", "calculate", "to the calculator and back", "Tab"),
        Command("review", "g,escape", "review", "all questions; there L leaves and E ends", "G"),
        Command("hide", "t", "clock", "hide the clock, or show it"),
        Command("sure", "y", "how sure", "note how sure you are: sure, unsure, guess", line=False),
        Command("undo", "u", "clear", "take the answer of this question away", line=False),
        Command("report", "r", "comment", "a comment on this question", line=False),
        Command("page", "space", "more", "choose at the cursor; else scroll down", "Space", False),
        Command("finish", "e", "end", "end the exam and see the score"),
        _HELP,
    ),
    "review": (
        Command("open", "enter", "go there", "go to the chosen question", "Enter"),
        Command("filter", "a", "all, open, flagged", "list all, the open or the flagged ones"),
        Command("finish", "e", "end the exam", "end it and see the score"),
        Command("stop", "l", "leave", "stop here and go on later; the score says so"),
        Command("leave", "escape,g", "back", "back to the question", "Esc"),
        _HELP,
    ),
    "board": (Command("leave", "escape", "back to the question", "the notes are kept", "Esc"),),
    "score": (
        Command("reread", "enter", "reread", "read the chosen question with its reasons", "Enter"),
        Command("filter", "a", "other questions", "list the wrong, the flagged, the slow, or all"),
        Command("study", "s", "study next", "a quiz on the areas that lost most"),
        Command("again", "m", "practice the missed", "a quiz of the questions you missed"),
        Command("save", "w", "save the report", "as Markdown and as a page to print"),
        *_END,
    ),
    "compare": (_SCROLL, _BACK, _HELP),
    "results": (
        Command("reread", "enter", "reread", "read the chosen question with its reasons", "Enter"),
        Command("again", "m", "practice the missed", "the missed again; a drill's weakest kinds"),
        Command("filter", "a", "all or missed", "list every question, or only those missed"),
        *_END,
    ),
    "reread": (
        Command("previous", "left", "back", "the question before", "\u2190"),
        Command("next", "right,enter", "next", "the next question", "\u2192"),
        Command("more_why", "w", "all reasons", "show or hide why the other answers are wrong"),
        _REPORT,
        _SCROLL,
        *_END,
    ),
    "report": (
        Command("send", "enter", "keep it", "keep the report in your progress file", "Enter"),
        _BACK,
    ),
    "card": (
        Command("previous", "left", "before", "the section before; digits open one", "\u2190"),
        Command("next", "right", "next", "the next section", "\u2192"),
        Command("search", "slash", "find", "find lines of all sections by their words", "/"),
        _SCROLL,
        Command("leave", "escape,k,f3", "back", "close the card; K does the same", "Esc"),
        _HELP,
    ),
    "progress": (
        Command("open", "enter", "open", "the chosen quiz's result; a topic's practice", "Enter"),
        Command("weakest", "w", "practice the weakest", "a quiz on the weakest topic"),
        Command("charts", "c", "charts", "ability, memory, sureness, time, mistakes, days"),
        _SCROLL,
        *_END,
    ),
    "charts": (
        Command("previous", "left", "before", "the chart before; digits open one", "\u2190"),
        Command("next", "right", "next", "the next chart", "\u2192"),
        Command("above", "up", "domain", "the domain before; else scroll up", "\u2191 \u2193"),
        Command("below", "down", "next domain", "the next; else scroll down", "\u2193", line=False),
        Command("table", "t", "table", "the figures behind the chart, or the chart again"),
        _SCROLL,
        *_END,
    ),
    "readiness": (
        Command("start", "enter", "start", "a quiz of what the page says", "Enter"),
        replace(_SCROLL, line=True),
        *_END,
    ),
    "plan": (
        *_MOVES,
        Command("less", "left", "less", "the value before, or the day before", "\u2190"),
        Command("more", "right", "more", "the next value or day; digits set minutes", "\u2192"),
        Command("mark", "space", "mark", "a day of study or off; or the next value", "Space"),
        Command("page", "pagedown", "see more", "scroll down a page", "PgDn"),
        *_END,
    ),
    "today": (
        Command("start", "enter", "start", "start exactly these questions", "Enter"),
        replace(_SCROLL, line=True),
        *_END,
    ),
    "banks": (
        Command("search", "slash", "search", "find questions by their words", "/"),
        Command("open", "enter", "open", "open a topic; see a question as a candidate", "Enter"),
        Command("write", "w", "write", "the bank at the cursor while you write it"),
        Command("cohort", "i", "your class", "for instructors: the cohorts that you named"),
        *_END,
    ),
    "cohort": (
        Command("open", "enter", "open", "open a cohort, or what stands in a line", "Enter"),
        Command("previous", "left", "before", "the part before; digits open one", "\u2190"),
        Command("next", "right", "next", "the next part", "\u2192"),
        Command("sort", "s", "sort", "sort the table by its next column"),
        _SCROLL,
        *_END,
    ),
    "preview": (
        Command("reveal", "k", "key", "show or hide the answer, its reasons and sources"),
        Command("numbers", "n", "new numbers", "draw other numbers for this calculation"),
        Command("options", "o", "as options", "the number as a mock exam asks it, or typed"),
        _REPORT,
        Command("previous", "left", "back", "the question before", "\u2190"),
        Command("next", "right", "next", "the next question", "\u2192"),
        _SCROLL,
        *_END,
    ),
    "write": (
        Command("open", "enter", "read", "read the question at the cursor", "Enter"),
        Command("reveal", "k", "key", "show or hide the answer, its reasons and sources"),
        Command("numbers", "n", "new numbers", "draw other numbers for this calculation"),
        Command("options", "o", "as options", "the number as a mock exam asks it, or typed"),
        Command("edit", "e", "edit", "open your editor where this question stands"),
        Command("search", "slash", "filter", "list only questions that hold some words", "/"),
        Command("previous", "left", "back", "the question before", "\u2190"),
        Command("next", "right", "next", "the next question", "\u2192"),
        _SCROLL,
        *_END,
    ),
    "problems": (_SCROLL, _BACK, _HELP),
    "users": (
        Command("choose", "enter", "sit down", "use this candidate", "Enter"),
        Command("add", "a", "add", "add a candidate"),
        *_END,
        Command("quit", "ctrl+q", "quit", "leave the app", "^Q"),
    ),
    "settings": (
        *_MOVES,
        Command("less", "left", "before", "the value before", "\u2190"),
        Command("more", "right,space,enter", "next", "the next value; digits set one", "\u2192"),
        *_END,
    ),
    "help": (_SCROLL, _BACK),
    "welcome": (
        Command("start", "enter", "go on", "keep this line and go on", "Enter"),
        *_MOVES,
        Command("cohort", "f2", "your class", "for instructors: the cohorts that you named", "F2"),
        Command("banks", "f3", "banks", "for instructors: browse the questions", "F3"),
        _BACK,
        Command("quit", "ctrl+q", "quit", "leave the app", "^Q"),
    ),
}

# In a classroom's browser the app belongs to one candidate: no way to others, nor to the machine.
SHUT = frozenset({"users", "cohort", "write", "edit"}) if seat() else frozenset()
COMMANDS = {
    page: tuple(one.told() for one in every if one.name not in SHUT)
    for page, every in COMMANDS.items()
}


def bindings(page: Page) -> list[Binding]:
    """Make the Textual bindings of a page."""
    return [
        Binding(_any_case(command.keys), command.name, show=False, id=f"{page}.{command.name}")
        for command in COMMANDS[page]
    ]


def _any_case(keys: str) -> str:
    """Let a letter do the same with Shift or Caps Lock."""
    every = keys.split(",")
    return ",".join([*every, *(key.upper() for key in every if len(key) == 1 and key.isalpha())])
