"""What is known of an exam and its test center, in lines, each with how sure it is."""

from __future__ import annotations

from examprep.days import long
from examprep.exams.blueprint import Blueprint
from examprep.exams.outlines import Outline
from examprep.text import plural, time_in_words

# Who gives the exam, and what is known of the program there. Nothing here was read in the
# issuing body's own present document, so each says so.
_RULES = {
    "PTCE": "flags, going back, an on-screen calculator and an erasable board",
    "CSPT": "the same system as the PTCE's: flags, going back, calculator, erasable board",
    "ExCPT": "flags and going back; your own calculator is barred, one is on the screen",
}
UNCONFIRMED = "unconfirmed"


def figures(blueprint: Blueprint, questions: int, seconds: float) -> list[tuple[str, str, str]]:
    """Give label, figure and how sure it is, for the lobby; and what the banks have of it."""
    exam = blueprint.outline
    low, high = exam.scale
    extra = "" if blueprint.extra == 1 else f", {blueprint.extra:g} times the time"
    counts = f"{blueprint.scored} scored and {blueprint.pretest} that are tried out, mixed in"
    few = "" if questions == blueprint.count else f"; the banks have only {questions} of them"
    return [
        ("Questions", f"{blueprint.count}: {counts}{few}", exam.sure["counts"]),
        ("Time", f"{time_in_words(seconds)}{extra}", exam.sure["minutes"]),
        ("Scale", f"{low:,} to {high:,}, {exam.pass_mark:,} passes", exam.sure["pass_mark"]),
        ("Weights", _weights(exam), exam.sure["weights"]),
        ("The room", _RULES[exam.exam], UNCONFIRMED),
        ("Breaks", "none planned at the test center; leaving here is noted", UNCONFIRMED),
    ]


def _weights(exam: Outline) -> str:
    return "; ".join(f"{domain.title} {domain.weight:g} %" for domain in exam.domains)


def dated(exam: Outline) -> str:
    """Warn of an outline that is no longer in force; empty where it is."""
    if exam.until is None:
        return ""
    return f"This outline was in force until {long(exam.until)}. The exam is another now."


def standard_words(exam: Outline) -> str:
    """Say how the standard of the score report is set."""
    return (
        f"The raw cut of the {exam.exam} is not published. The standard here is what just-"
        "competent candidates would get on these very questions, by the ratings of their authors "
        "(Angoff)."
    )


TUTORIAL = (
    "Digits choose an option; another digit changes the answer.",
    "\u2190 and \u2192 turn the pages; G lists all questions: answered, open, flagged.",
    "F flags, S strikes an option out, H highlights words, N is the erasable board.",
    "C opens the calculator, T hides the clock, R writes a comment on the question.",
    "Right and wrong are shown only at the end. E ends the exam, and so does time up.",
    "Close the window or lose power: the next start goes on where you were, with the time left.",
    "The score report says that the sitting was interrupted.",
)


def supply_words(questions: int, seconds: float, fresh: int) -> str:
    """Say what a form will have."""
    seen = "all of them new to you" if fresh == questions else f"{fresh} of them new to you"
    many, time = plural(questions, "question"), time_in_words(seconds)
    return f"{many}, {time}; {seen}" if questions else "No bank has questions for this exam."
