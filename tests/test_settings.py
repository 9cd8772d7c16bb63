"""Settings are read tolerantly and written without losing what a user put there."""

from __future__ import annotations

import errno
import os
from dataclasses import asdict, fields
from pathlib import Path

import pytest
import rtoml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examprep.errors import UnwritableFile
from examprep.settings import Settings, load_settings, save_settings, settings_path

VALUES = {
    "text": '"maria"',
    "number": "7",
    "float": "7.5",
    "boolean": "true",
    "date": "2026-11-22",
    "list": "[1, 2]",
    "table": "{ a = 1 }",
    "not a number": "nan",
}
KINDS = {str: {"text"}, int: {"number"}, bool: {"boolean"}}
WRONG = [
    (field.name, kind)
    for field in fields(Settings)
    for kind in VALUES
    if kind not in KINDS[type(field.default)]
]


def write(text):
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_no_file_gives_the_defaults():
    assert load_settings() == (Settings(), [])
    assert not settings_path().exists()


def test_what_is_saved_is_read_back(home):
    mine = Settings("night", "maria", 50, "quiz", 90, clock=False, advance=True)
    save_settings(mine)
    assert load_settings() == (mine, [])
    assert settings_path() == home / "config" / "settings.toml"


@pytest.mark.parametrize(("key", "kind"), WRONG)
def test_a_value_of_the_wrong_kind_keeps_its_default(key, kind):
    write(f"{key} = {VALUES[kind]}\n")
    found, problems = load_settings()
    assert found == Settings()
    assert len(problems) == 1
    assert problems[0].message.startswith(f"{key} takes ")


@pytest.mark.parametrize(
    "line",
    [
        "questions = 0",
        "questions = 501",
        "questions = -5",
        "questions = 99999999999999999999",
        "seconds = -1",
        "seconds = 3601",
        'mode = "exam"',
        'mode = ""',
    ],
)
def test_a_value_out_of_range_keeps_its_default(line):
    write(line)
    found, problems = load_settings()
    assert found == Settings()
    assert [problem.severity for problem in problems] == ["warning"]
    assert problems[0].message.startswith(line.split(" ", maxsplit=1)[0])
    assert problems[0].hint == "the default is used"


@pytest.mark.parametrize(
    "line", ["questions = 1", "questions = 500", "seconds = 0", 'mode = "quiz"']
)
def test_the_ends_of_a_range_are_allowed(line):
    write(line)
    assert load_settings()[1] == []


def test_an_unknown_key_is_told_and_the_rest_counts():
    write('colour = "red"\nquestions = 7\n"\\u001b[31m" = 1\n')
    found, problems = load_settings()
    assert found.questions == 7
    assert [problem.message for problem in problems] == [
        "unknown setting: colour",
        "unknown setting: \ufffd[31m",
    ]


@pytest.mark.parametrize(
    "content",
    [b"questions = ", b"\xff\xfe\x00", b"a" * 2_000_000, b"questions = 7\nquestions = 8", b"\x1b["],
)
def test_an_unreadable_file_gives_the_defaults_and_one_line(content):
    path = write(content)
    found, problems = load_settings()
    assert found == Settings()
    assert len(problems) == 1
    assert (problems[0].path, problems[0].severity) == (path, "warning")
    assert "\n" not in str(problems[0])
    assert "\x1b" not in str(problems[0])


def test_a_folder_in_the_place_of_the_file_is_told():
    settings_path().mkdir(parents=True)
    found, problems = load_settings()
    assert found == Settings()
    assert "not a regular file" in problems[0].message


def test_a_home_that_may_not_be_entered_is_told(monkeypatch):
    def refuse(self):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    found, problems = load_settings()
    assert found == Settings()
    assert len(problems) == 1


@pytest.mark.parametrize("content", [b"questions = ", b"\xff\xfe", b"theme = \x00"])
def test_a_file_that_cannot_be_read_is_never_overwritten(content):
    path = write(content)
    with pytest.raises(UnwritableFile, match="mend or delete it"):
        save_settings(Settings(candidate="maria"))
    assert path.read_bytes() == content


def test_saving_keeps_what_this_program_does_not_know():
    write('keymap = { next = "n" }\nquestions = "many"\ntheme = "night"\n')
    known, problems = load_settings()
    save_settings(known.with_value("candidate", "maria"))
    raw = rtoml.loads(settings_path().read_text(encoding="utf-8"))
    assert raw["keymap"] == {"next": "n"}
    assert (raw["questions"], raw["theme"], raw["candidate"]) == ("many", "night", "maria")
    assert set(load_settings()[1]) == set(problems)


def test_a_new_value_takes_the_place_of_a_wrong_one():
    write('questions = "many"')
    save_settings(load_settings()[0].with_value("questions", 40))
    assert load_settings() == (Settings(questions=40), [])


def test_every_setting_is_written_so_that_it_can_be_found():
    save_settings(Settings())
    assert rtoml.loads(settings_path().read_text(encoding="utf-8")) == asdict(Settings())


def test_a_full_disk_leaves_the_old_settings(monkeypatch):
    save_settings(Settings(questions=10))

    def fail(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UnwritableFile, match="the disk is full"):
        save_settings(Settings(questions=20))
    assert load_settings() == (Settings(questions=10), [])


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("questions", "ten", "questions takes a whole number"),
        ("questions", True, "questions takes a whole number"),
        ("clock", 1, "clock takes true or false"),
        ("theme", 3, "theme takes a text"),
        ("seconds", 4000, "seconds takes 0 to 3600"),
        ("mode", "exam", "mode takes tutor or quiz"),
    ],
)
def test_a_refused_value_says_what_is_taken(key, value, message):
    with pytest.raises(TypeError, match=message):
        Settings().with_value(key, value)


def test_an_unknown_setting_is_refused():
    for name in ("colour", "with_value", "__class__"):
        with pytest.raises(KeyError):
            Settings().with_value(name, "red")


@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_content_breaks_reading(content):
    write(content)
    found, problems = load_settings()
    assert isinstance(found, Settings)
    assert all("\n" not in str(problem) for problem in problems)
