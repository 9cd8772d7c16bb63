"""The examples on the help pages of commands that do not bring their own."""

from __future__ import annotations

from examprep.words import msg, tr

_Lines = tuple[tuple[str, str], ...]
_WIDTH = 44

# Command or command and action: lines as they are typed after `examprep`, and what they do.
EXAMPLES: dict[str, _Lines] = {
    "app": (
        ("app", msg("the home page")),
        ("", msg("the same")),
        ("app --screen-reader", msg("the whole app as plain lines")),
    ),
    "charts": (
        ("charts", msg("every chart in words, with its table")),
        ("charts days --json", msg("one of them for a script")),
    ),
    "today": (
        ("today", msg("what to do now, in lines")),
        ("today --user Maria --json", msg("the same for a script")),
    ),
    "readiness": (
        ("readiness", msg("chance of passing, and what would raise it")),
        ("readiness --user Maria --json", msg("the same for a script")),
    ),
    "card": (
        ("card", msg("the whole card")),
        ("card household", msg("cups, pints and pounds in mL and g")),
        ("card 2 --json", msg("the second section for a script")),
    ),
    "serve": (
        ("serve", msg("a tab of the browser on this machine")),
        ("serve --no-open --port 8100", msg("print the address only")),
        ("serve --host 0.0.0.0 --seats 20", msg("a classroom, with a join code")),
    ),
    "doctor": (
        ("doctor", msg("what is where, what is wrong, how to mend it")),
        ("doctor --json", msg("the same for a script")),
    ),
    "completion": (
        ("completion bash", msg("for ~/.bashrc")),
        ("completion zsh", msg("for ~/.zshrc")),
        ("completion fish", msg("for ~/.config/fish/completions")),
        ("completion powershell", msg("for $PROFILE")),
    ),
    "bank": (
        ("bank list", msg("what is installed")),
        ("bank search refill transfer", msg("questions that hold both words")),
        ("bank check my-bank/", msg("check a bank you are writing")),
        ("bank add https://example.org/our-bank.git", msg("install the bank of a group")),
    ),
    "bank check": (
        ("bank check my-bank/", msg("every problem with file and line")),
        ("bank check", msg("all installed banks")),
        ("bank check my-bank/ --variants 1000", msg("more draws of each template")),
    ),
    "bank lint": (
        ("bank lint my-bank/", msg("only how the questions are written")),
        ("bank lint --json", msg("all installed banks, for a script")),
    ),
    "bank coverage": (
        ("bank coverage ptce", msg("items of each area of the PTCE")),
        ("bank coverage cspt my-bank/ --least 5", msg("areas of one bank that have too few")),
        ("bank coverage excpt --forms 20", msg("how often mock exams repeat a question")),
    ),
    "bank stale": (
        ("bank stale", msg("questions to look up again")),
        ("bank stale my-bank/ --on 2027-06-01", msg("those of one bank on a later day")),
    ),
    "bank show": (
        ("bank show pharmacy-law", msg("what a bank says of itself")),
        ("bank show pharmacy-law/law-0112 --key", msg("a question with answer and reasons")),
        ("bank show calc-0001 --seed 7 --options", msg("a calculation as a mock exam asks it")),
    ),
    "bank search": (
        ("bank search refill transfer", msg("questions that hold both words")),
        ("bank search insulin --limit 5", msg("the first five")),
    ),
    "bank sheet": (
        ("bank sheet my-bank/ --no-key", msg("paper for somebody to solve blind")),
        ("bank sheet my-bank/ --answers given.txt", msg("tally what they answered")),
    ),
    "bank schema": (
        ("bank schema", msg("print it")),
        ("bank schema > bank.schema.json", msg("into a file, for your editor")),
    ),
    "bank list": (
        ("bank list", msg("banks and topics with their counts")),
        ("bank list --json", msg("the same for a script")),
    ),
    "bank add": (
        ("bank add our-bank/", msg("a folder")),
        ("bank add our-bank-1.2.0.zip", msg("an archive, as bank pack makes it")),
        ("bank add https://example.org/our-bank.git", msg("a git address")),
    ),
    "bank update": (
        ("bank update", msg("all added banks")),
        ("bank update our-bank", msg("one of them")),
        ("bank update our-bank --from ~/our-bank", msg("from another place")),
    ),
    "bank remove": (
        ("bank remove our-bank", msg("take it out; your answers stay")),
        ("bank remove our-bank --json", msg("the same for a script")),
    ),
    "bank pack": (
        ("bank pack our-bank/", msg("makes our-bank-VERSION.zip")),
        ("bank pack our-bank/ -o week3.zip", msg("under a name of your own")),
    ),
    "bank import": (
        ("bank import quiz.txt -o our-bank/ --dry-run", msg("only say what would come")),
        ("bank import quiz.txt -o our-bank/", msg("make the bank, or bring it up to date")),
        ("bank import quiz.txt -o our-bank/ --topic refills", msg("questions with no category")),
    ),
    "bank export": (
        ("bank export our-bank/ --to aiken -o quiz.txt", msg("the whole bank")),
        ("bank export pharmacy-law --to aiken -o law.txt --topic refills", msg("one topic")),
    ),
    "bank diff": (
        ("bank diff old/ new/", msg("question by question")),
        ("bank diff old/ new/ --exit-code", msg("for a script: 1 if they differ")),
    ),
    "bank merge": (
        ("bank merge base/ mine/ theirs/ -o merged/", msg("join two versions")),
        ("bank merge base/ mine/ theirs/ -o mine/", msg("write onto your own")),
    ),
    "bank preview": (
        ("bank preview my-bank/", msg("each question, read anew at every save")),
        ("bank preview my-bank/ --item my-0012", msg("beginning with one of them")),
    ),
    "bank dedupe": (
        ("bank dedupe our-bank/", msg("pairs that are nearly the same")),
        ("bank dedupe our-bank/ --at 80", msg("less alike, too")),
    ),
    "assign new": (
        ('assign new -o week3.toml --topic pharmacy-law -n 20 --due "in 1 week"', ""),
        ("assign new -o mock.toml --exam ptce --length half", ""),
    ),
    "assign take": (
        ("assign take week3.toml", msg("in the app")),
        ("assign take week3.toml --plain", msg("in plain lines")),
    ),
    "assign list": (
        ("assign list", msg("what is open, due and done")),
        ("assign list --json", msg("the same for a script")),
    ),
    "assign verify": (
        ("assign verify week3.toml", msg("whether it is as it was made")),
        ("assign verify week3.toml --json", msg("the same for a script")),
    ),
    "assign report": (
        ("assign report week3.toml class/", msg("who has done what")),
        ("assign report week3.toml class/ --json", msg("the same for a script")),
    ),
    "cohort add": (
        ("cohort add tuesday ~/shared/tuesday-class", msg("a folder of progress files")),
        ("cohort add tuesday maria.toml", msg("one file more")),
    ),
    "cohort list": (
        ("cohort list", msg("all cohorts and their sources")),
        ("cohort list --json", msg("the same for a script")),
    ),
    "cohort remove": (
        ("cohort remove tuesday", msg("forget it; no file is touched")),
        ('cohort remove "evening class"', msg("a name with a space")),
    ),
    "cohort topics": (
        ("cohort topics rows/", msg("figures by topic")),
        ("cohort topics rows/ --engine duckdb --json", msg("for a script")),
    ),
    "progress": (
        ("progress where", msg("where your answers are kept")),
        ("progress check", msg("look for damage")),
        ("progress show --user Maria", msg("goal, figures and last attempts")),
        ("progress share --user Maria -o maria.toml", msg("a copy for your instructor")),
    ),
    "progress where": (
        ("progress where", msg("the folder and the files in it")),
        ("progress where --json", msg("the same for a script")),
    ),
    "progress check": (
        ("progress check", msg("every candidate's file")),
        ("progress check maria.toml", msg("a file that you name")),
    ),
    "progress show": (
        ("progress show", msg("where there is one candidate")),
        ("progress show --user Maria --json", msg("for a script")),
    ),
    "progress merge": (
        ("progress merge laptop.toml desktop.toml -o maria.toml", msg("two copies in one")),
        ('progress merge maria.toml "maria (1).toml" -o both.toml', msg("of a sync program")),
    ),
    "progress export": (
        ("progress export --csv answers.csv", msg("a table for a spreadsheet")),
        ("progress export --user Maria --csv -", msg("on standard output")),
    ),
    "progress reports": (
        ("progress reports", msg("questions that were reported")),
        ("progress reports --user Maria --json", msg("for a script")),
    ),
    "progress share": (
        ("progress share -o maria.toml", msg("with your name")),
        ("progress share --anonymous --class tue-27 -o mine.toml", msg("without it")),
    ),
}


def examples_of(name: str) -> str:
    """Give the examples of a command, or of a command's action, as its help page ends with."""
    lines = EXAMPLES.get(name, ())
    if not lines:
        return ""
    typed = [(f"examprep {words}".rstrip(), told) for words, told in lines]
    width = min(_WIDTH, max(len(words) for words, _ in typed))
    rows = (f"  {words:<{width}}   {tr(told)}".rstrip() for words, told in typed)
    return "\n".join([tr("examples:"), *rows])
