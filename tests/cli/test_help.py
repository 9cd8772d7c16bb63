"""Help pages: each has examples that can be typed, and a typo gets the nearest name."""

from __future__ import annotations

import argparse
import re
import shlex
from importlib import import_module

import pytest

from examprep.cli import COMMANDS, main, top_parser
from examprep.cli.examples import EXAMPLES
from examprep.cli.parser import Parser


def parser_of(name: str) -> Parser:
    parser = Parser(prog=f"examprep {name}")
    import_module(f"examprep.cli.{name}").configure(parser)
    return parser


def actions_of(parser: Parser) -> dict[str, Parser]:
    groups = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    return next((dict(group.choices) for group in groups), {})


PARSERS = {name: parser_of(name) for name in COMMANDS}
PAGES = {
    **PARSERS,
    **{f"{n} {a}": one for n, p in PARSERS.items() for a, one in actions_of(p).items()},
}


def examples(page: str) -> list[list[str]]:
    """Give the examples of a help page, as the words that a shell would hand over."""
    lines = re.findall(r"^  (examprep\b.*)$", page.partition("examples:\n")[2], re.MULTILINE)
    return [shlex.split(re.split(r" {3,}| > ", line)[0])[1:] for line in lines]


@pytest.mark.parametrize("name", PAGES)
def test_every_command_has_examples_that_it_takes(name: str) -> None:
    if name == "help":
        return  # `examprep help` is itself the way to a page
    found = examples(PAGES[name].format_help())
    assert 2 <= len(found) <= 6
    for words in found:
        if words:
            assert words[: len(name.split())] == name.split()
            PARSERS[words[0]].parse_args(words[1:])


def test_the_first_page_has_examples_that_are_taken() -> None:
    found = examples(top_parser().format_help())
    assert len(found) > 5
    for words in filter(None, found):
        if words[0] == "help":
            assert words[1] in COMMANDS
        else:
            PARSERS[words[0]].parse_args(words[1:])


def test_no_example_is_of_a_command_that_is_gone() -> None:
    assert set(EXAMPLES) - set(PAGES) == set()


def test_an_example_with_a_fault_would_be_found(capsys: pytest.CaptureFixture[str]) -> None:
    (words,) = examples("examples:\n  examprep card household --jsn   typed wrongly\n")
    with pytest.raises(SystemExit):
        PARSERS[words[0]].parse_args(words[1:])
    assert "--jsn" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["qiuz"], "there is no command qiuz; did you mean quiz?"),
        (["Quiz"], "did you mean quiz?"),
        (["zzzz"], "there is no command zzzz; examprep --help lists all"),
        (["help", "qiuz"], "did you mean quiz?"),
        (["bank", "chek"], "did you mean check"),
        (["progress", "zzzz"], "there is no zzzz; see --help"),
        (["quiz", "--mode", "timd"], "did you mean timed?"),
    ],
)
def test_a_typo_is_told_the_nearest(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(words)
    except SystemExit as stop:
        code = int(stop.code or 0)
    said = capsys.readouterr()
    assert code == 2
    assert told in said.err
    assert said.out == ""


@pytest.mark.parametrize("words", [["help", "bank", "check"], ["bank", "check", "--help"]])
def test_help_of_a_command_is_its_page(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 0
    assert "examprep bank check my-bank/" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["help"], ["--help"]])
def test_help_alone_lists_every_command(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(words)
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert code == 0
    page = capsys.readouterr().out
    assert [name for name in COMMANDS if f"\n  {name} " not in page] == []
