"""The examples on the help pages of commands that do not bring their own."""

from __future__ import annotations

_Lines = tuple[tuple[str, str], ...]
_WIDTH = 44

# Command or command and action: lines as they are typed after `examprep`, and what they do.
EXAMPLES: dict[str, _Lines] = {
    "app": (
        ("app", "the home page"),
        ("", "the same"),
        ("app --screen-reader", "the whole app as plain lines"),
    ),
    "charts": (
        ("charts", "every chart in words, with its table"),
        ("charts days --json", "one of them for a script"),
    ),
    "today": (
        ("today", "what to do now, in lines"),
        ("today --user Maria --json", "the same for a script"),
    ),
    "readiness": (
        ("readiness", "chance of passing, and what would raise it"),
        ("readiness --user Maria --json", "the same for a script"),
    ),
    "card": (
        ("card", "the whole card"),
        ("card household", "cups, pints and pounds in mL and g"),
        ("card 2 --json", "the second section for a script"),
    ),
    "serve": (
        ("serve", "a tab of the browser on this machine"),
        ("serve --no-open --port 8100", "print the address only"),
        ("serve --host 0.0.0.0 --seats 20", "a classroom, with a join code"),
    ),
    "doctor": (
        ("doctor", "what is where, what is wrong, how to mend it"),
        ("doctor --json", "the same for a script"),
    ),
    "completion": (
        ("completion bash", "for ~/.bashrc"),
        ("completion zsh", "for ~/.zshrc"),
        ("completion fish", "for ~/.config/fish/completions"),
        ("completion powershell", "for $PROFILE"),
    ),
    "bank": (
        ("bank list", "what is installed"),
        ("bank search refill transfer", "questions that hold both words"),
        ("bank check my-bank/", "check a bank you are writing"),
        ("bank add https://example.org/our-bank.git", "install the bank of a group"),
    ),
    "bank check": (
        ("bank check my-bank/", "every problem with file and line"),
        ("bank check", "all installed banks"),
        ("bank check my-bank/ --variants 1000", "more draws of each template"),
    ),
    "bank lint": (
        ("bank lint my-bank/", "only how the questions are written"),
        ("bank lint --json", "all installed banks, for a script"),
    ),
    "bank coverage": (
        ("bank coverage ptce", "items of each area of the PTCE"),
        ("bank coverage cspt my-bank/ --least 5", "areas of one bank that have too few"),
        ("bank coverage excpt --forms 20", "how often mock exams repeat a question"),
    ),
    "bank stale": (
        ("bank stale", "questions to look up again"),
        ("bank stale my-bank/ --on 2027-06-01", "those of one bank on a later day"),
    ),
    "bank show": (
        ("bank show pharmacy-law", "what a bank says of itself"),
        ("bank show pharmacy-law/law-0112 --key", "a question with answer and reasons"),
        ("bank show calc-0001 --seed 7 --options", "a calculation as a mock exam asks it"),
    ),
    "bank search": (
        ("bank search refill transfer", "questions that hold both words"),
        ("bank search insulin --limit 5", "the first five"),
    ),
    "bank sheet": (
        ("bank sheet my-bank/ --no-key", "paper for somebody to solve blind"),
        ("bank sheet my-bank/ --answers given.txt", "tally what they answered"),
    ),
    "bank schema": (
        ("bank schema", "print it"),
        ("bank schema > bank.schema.json", "into a file, for your editor"),
    ),
    "bank list": (
        ("bank list", "banks and topics with their counts"),
        ("bank list --json", "the same for a script"),
    ),
    "bank add": (
        ("bank add our-bank/", "a folder"),
        ("bank add our-bank-1.2.0.zip", "an archive, as bank pack makes it"),
        ("bank add https://example.org/our-bank.git", "a git address"),
    ),
    "bank update": (
        ("bank update", "all added banks"),
        ("bank update our-bank", "one of them"),
        ("bank update our-bank --from ~/our-bank", "from another place"),
    ),
    "bank remove": (
        ("bank remove our-bank", "take it out; your answers stay"),
        ("bank remove our-bank --json", "the same for a script"),
    ),
    "bank pack": (
        ("bank pack our-bank/", "makes our-bank-VERSION.zip"),
        ("bank pack our-bank/ -o week3.zip", "under a name of your own"),
    ),
    "bank import": (
        ("bank import quiz.txt -o our-bank/ --dry-run", "only say what would come"),
        ("bank import quiz.txt -o our-bank/", "make the bank, or bring it up to date"),
        ("bank import quiz.txt -o our-bank/ --topic refills", "questions with no category"),
    ),
    "bank export": (
        ("bank export our-bank/ --to aiken -o quiz.txt", "the whole bank"),
        ("bank export pharmacy-law --to aiken -o law.txt --topic refills", "one topic"),
    ),
    "bank diff": (
        ("bank diff old/ new/", "question by question"),
        ("bank diff old/ new/ --exit-code", "for a script: 1 if they differ"),
    ),
    "bank merge": (
        ("bank merge base/ mine/ theirs/ -o merged/", "join two versions"),
        ("bank merge base/ mine/ theirs/ -o mine/", "write onto your own"),
    ),
    "bank preview": (
        ("bank preview my-bank/", "each question, read anew at every save"),
        ("bank preview my-bank/ --item my-0012", "beginning with one of them"),
    ),
    "bank dedupe": (
        ("bank dedupe our-bank/", "pairs that are nearly the same"),
        ("bank dedupe our-bank/ --at 80", "less alike, too"),
    ),
    "assign new": (
        ('assign new -o week3.toml --topic pharmacy-law -n 20 --due "in 1 week"', ""),
        ("assign new -o mock.toml --exam ptce --length half", ""),
    ),
    "assign take": (
        ("assign take week3.toml", "in the app"),
        ("assign take week3.toml --plain", "in plain lines"),
    ),
    "assign list": (
        ("assign list", "what is open, due and done"),
        ("assign list --json", "the same for a script"),
    ),
    "assign verify": (
        ("assign verify week3.toml", "whether it is as it was made"),
        ("assign verify week3.toml --json", "the same for a script"),
    ),
    "assign report": (
        ("assign report week3.toml class/", "who has done what"),
        ("assign report week3.toml class/ --json", "the same for a script"),
    ),
    "cohort add": (
        ("cohort add tuesday ~/shared/tuesday-class", "a folder of progress files"),
        ("cohort add tuesday maria.toml", "one file more"),
    ),
    "cohort list": (
        ("cohort list", "all cohorts and their sources"),
        ("cohort list --json", "the same for a script"),
    ),
    "cohort remove": (
        ("cohort remove tuesday", "forget it; no file is touched"),
        ('cohort remove "evening class"', "a name with a space"),
    ),
    "cohort topics": (
        ("cohort topics rows/", "figures by topic"),
        ("cohort topics rows/ --engine duckdb --json", "for a script"),
    ),
    "progress": (
        ("progress where", "where your answers are kept"),
        ("progress check", "look for damage"),
        ("progress show --user Maria", "goal, figures and last attempts"),
        ("progress share --user Maria -o maria.toml", "a copy for your instructor"),
    ),
    "progress where": (
        ("progress where", "the folder and the files in it"),
        ("progress where --json", "the same for a script"),
    ),
    "progress check": (
        ("progress check", "every candidate's file"),
        ("progress check maria.toml", "a file that you name"),
    ),
    "progress show": (
        ("progress show", "where there is one candidate"),
        ("progress show --user Maria --json", "for a script"),
    ),
    "progress merge": (
        ("progress merge laptop.toml desktop.toml -o maria.toml", "two copies in one"),
        ('progress merge maria.toml "maria (1).toml" -o both.toml', "of a sync program"),
    ),
    "progress export": (
        ("progress export --csv answers.csv", "a table for a spreadsheet"),
        ("progress export --user Maria --csv -", "on standard output"),
    ),
    "progress reports": (
        ("progress reports", "questions that were reported"),
        ("progress reports --user Maria --json", "for a script"),
    ),
    "progress share": (
        ("progress share -o maria.toml", "with your name"),
        ("progress share --anonymous --class tue-27 -o mine.toml", "without it"),
    ),
}


def examples_of(name: str) -> str:
    """Give the examples of a command, or of a command's action, as its help page ends with."""
    lines = EXAMPLES.get(name, ())
    if not lines:
        return ""
    typed = [(f"examprep {words}".rstrip(), told) for words, told in lines]
    width = min(_WIDTH, max(len(words) for words, _ in typed))
    rows = (f"  {words:<{width}}   {told}".rstrip() for words, told in typed)
    return "\n".join(["examples:", *rows])
