"""What is known of an exam and its test center, in lines, each with how sure it is."""

from __future__ import annotations

from examprep.days import long
from examprep.exams.blueprint import Blueprint
from examprep.exams.outlines import Outline
from examprep.text import plural, time_in_words
from examprep.words import tr

# Who gives the exam, and what is known of the program there. Nothing here was read in the
# issuing body's own present document, so each says so.
_RULES = {
    "PTCE": tr("flags, going back, an on-screen calculator and an erasable board"),
    "CSPT": tr("the same system as the PTCE's: flags, going back, calculator, erasable board"),
    "ExCPT": tr("flags and going back; your own calculator is barred, one is on the screen"),
}
UNCONFIRMED = "unconfirmed"


def figures(blueprint: Blueprint, questions: int, seconds: float) -> list[tuple[str, str, str]]:
    """Give label, figure and how sure it is, for the lobby; and what the banks have of it."""
    exam = blueprint.outline
    low, high = exam.scale
    extra = "" if blueprint.extra == 1 else tr(", {extra:g} times the time", extra=blueprint.extra)
    counts = tr(
        "{scored} scored and {pretest} that are tried out, mixed in",
        scored=blueprint.scored,
        pretest=blueprint.pretest,
    )
    few = (
        ""
        if questions == blueprint.count
        else tr("; the banks have only {questions} of them", questions=questions)
    )
    return [
        (tr("Questions"), f"{blueprint.count}: {counts}{few}", exam.sure["counts"]),
        (tr("Time"), f"{time_in_words(seconds)}{extra}", exam.sure["minutes"]),
        (
            tr("Scale"),
            tr(
                "{low:,} to {high:,}, {pass_mark:,} passes",
                low=low,
                high=high,
                pass_mark=exam.pass_mark,
            ),
            exam.sure["pass_mark"],
        ),
        (tr("Weights"), _weights(exam), exam.sure["weights"]),
        (tr("The room"), _RULES[exam.exam], UNCONFIRMED),
        (tr("Breaks"), tr("none planned at the test center; leaving here is noted"), UNCONFIRMED),
    ]


def _weights(exam: Outline) -> str:
    return "; ".join(f"{domain.title} {domain.weight:g} %" for domain in exam.domains)


def dated(exam: Outline) -> str:
    """Warn of an outline that is no longer in force; empty where it is."""
    if exam.until is None:
        return ""
    return tr(
        "This outline was in force until {long}. The exam is another now.", long=long(exam.until)
    )


def standard_words(exam: Outline) -> str:
    """Say how the standard of the score report is set."""
    return tr(
        "The raw cut of the {exam} is not published. The standard here is what "
        "candidates who only just deserve to pass would get on these questions, by the ratings "
        "of their authors (Angoff).",
        exam=exam.exam,
    )


TUTORIAL = (
    tr("Digits choose an option; another digit changes the answer."),
    tr("\u2190 and \u2192 turn the pages; G lists all questions: answered, open, flagged."),
    tr("F flags, S strikes an option out, H highlights words, N is the erasable board."),
    tr("C opens the calculator, T hides the clock, R writes a comment on the question."),
    tr("Right and wrong are shown only at the end. E ends the exam, and so does time up."),
    tr(
        "Close the window or lose power: the next start goes on where you were, with the time left."
    ),
    tr("The score report says that the sitting was interrupted."),
)


def supply_words(questions: int, seconds: float, fresh: int) -> str:
    """Say what a form will have."""
    seen = (
        tr("all of them new to you")
        if fresh == questions
        else tr("{fresh} of them new to you", fresh=fresh)
    )
    many, time = plural(questions, "question"), time_in_words(seconds)
    return f"{many}, {time}; {seen}" if questions else tr("No bank has questions for this exam.")
