"""How to read a cohort's report: what its figures are, and what the words over them mean."""

from __future__ import annotations

from examprep.cohort.people import FAILS, LATELY, LEAST_FIRSTS, STOPPED
from examprep.cohort.topics import LEAST_ANSWERS, LEAST_PEOPLE
from examprep.learning.learner import LEAST_IN_DOMAIN
from examprep.learning.outlook import LEAST_FIRSTS as GATE
from examprep.text import percent
from examprep.words import tr

HOW = (
    tr(
        "Shares right are of first answers: repeats stand apart, rapid guesses outside of "
        "mock exams and answers to a key that was changed are left out. Behind each share "
        "stands the interval that holds it with 80 % probability; it is about this cohort."
    ),
    tr(
        "Groups that fewer than {people} people answered are grey and show only their "
        "number of answers, as do people with fewer than {answers} answers to a group.",
        people=LEAST_PEOPLE,
        answers=LEAST_ANSWERS,
    ),
    tr(
        "Weight is the part of the exam that a group's questions stand for, after the "
        "exam's outline. What a topic costs is its weight times how far the cohort is below "
        "the standard."
    ),
    tr(
        "The standard is assumed: the real exam's is not published. A chance to pass is "
        "what became of people with such a record in simulation, rounded to 5 %; its "
        "interval holds 80 %."
    ),
    tr(
        "A chance is shown from {gate} first answers on, {each} of them in each domain. At "
        "risk is whose interval ends at {fails} or below. Improved is who would get more of "
        "the exam right than {lately} days ago, to the end of a 90 % interval, with {firsts} "
        "first answers before and since: about 1 in 10 of those who did not change is named "
        "by chance. Stopped is who has not answered for {stopped} days while the exam is "
        "ahead.",
        gate=GATE,
        each=LEAST_IN_DOMAIN,
        fails=percent(FAILS),
        lately=LATELY,
        firsts=LEAST_FIRSTS,
        stopped=STOPPED,
    ),
    tr(
        "A suspected key is a probability, never a verdict: look at the question, its "
        "source and who chose what. No key is ever changed by itself. Questions with fewer "
        "than 10 answers show nothing else, with fewer than 30 no discrimination, with "
        "fewer than 50 no shares of options, unless their key is doubted. That candidates "
        "reported a question raises its doubt."
    ),
    tr(
        "What the class would get right now is the mean of its candidates' abilities, the "
        "surer ones weighing more, written as the share of average questions that is right "
        "at it."
    ),
    tr(
        "Whose file is damaged, cut off for instance, is not judged: what seems not to have "
        "been done may have been lost. The answers that are left count for topics and "
        "questions."
    ),
)
# What the words over the columns of figures mean.
GLOSS = {
    "n": tr("first answers that were no rapid guesses"),
    tr("Right"): tr("the mean share of credit (also called facility)"),
    "r": tr(
        "how well a question tells the able from the others: how its credit goes with the rest "
        "of the score, -1 to 1 (the corrected point-biserial); below 0 the able get it wrong"
    ),
    "SE": tr("standard error: about how far a figure may be off"),
    "D": tr("the share right of the best 27 % less that of the weakest 27 %"),
    tr("Key"): tr("how probable it is that the key is not fine"),
}
FORM_GLOSS = {
    "SD": tr("standard deviation: how far people's scores lie apart"),
    "KR-20 / alpha": tr("how well the questions measure one thing, 0 to 1; 0.75 is satisfactory"),
    tr("Standard error"): tr("about how far a person's score may be off, in questions"),
}


def gloss_words(meanings: dict[str, str]) -> str:
    """Say what some words mean."""
    return "; ".join(f"{word}: {meaning}" for word, meaning in meanings.items()) + "."
