"""Settings of this machine, in one small TOML file: read tolerantly, written whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

import rtoml

from examprep.days import use_style
from examprep.errors import UnreadableFile, UnwritableFile
from examprep.files import MEBIBYTE, read_bytes, reason, replace_bytes
from examprep.locales import STYLES
from examprep.places import config_folder
from examprep.problems import Problem
from examprep.text import printable
from examprep.words import msg, tr


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set. Every field has a default; an unknown key is a problem, not a fault.

    Attributes:
        theme: the name of a theme of the app.
        candidate: the file name of the candidate who used the app last.
        questions: how many questions a new quiz has.
        mode: `tutor` or `quiz`.
        seconds: the time for each question of a timed quiz; 0 takes the exam's own pace.
        clock: whether the time left is shown.
        advance: whether a right answer in tutor mode goes on without another key.
        reserve: whether practice leaves questions for two fresh mock exams.
        dates: how dates are written: `auto` as the machine's region, or one of
            `examprep.days`.
        engine: what runs the figures of a cohort: `duckdb` here, or `pyspark`.
        screen_reader: whether examprep opens as plain lines instead of pages on the whole screen.
    """

    theme: str = "examprep-dark"
    candidate: str = ""
    questions: int = 20
    mode: str = "tutor"
    seconds: int = 0
    clock: bool = True
    advance: bool = False
    reserve: bool = True
    dates: str = "auto"
    engine: str = "duckdb"
    screen_reader: bool = False

    def with_value(self, key: str, value: Any) -> Settings:
        """Give the settings with one value changed.

        Raises:
            KeyError: there is no such setting.
            TypeError: the value is of another kind or out of its range.
        """
        if key not in {field.name for field in fields(self)}:
            raise KeyError(key)
        if type(value) is not type(getattr(self, key)):
            raise TypeError(
                tr("{key} takes {values}", key=key, values=_KINDS[type(getattr(self, key))])
            )
        if value not in _CHOICES.get(key, (value,)):
            raise TypeError(
                tr("{key} takes {values}", key=key, values=tr(" or ").join(_CHOICES[key]))
            )
        low, high = LIMITS.get(key, (value, value))
        if not low <= value <= high:
            raise TypeError(tr("{key} takes {low} to {high}", key=key, low=low, high=high))
        return replace(self, **{key: value})


_KINDS: dict[type, str] = {str: tr("a text"), int: tr("a whole number"), bool: tr("true or false")}
Engine = Literal["duckdb", "pyspark"]
THEME_TITLES = {
    "examprep-dark": msg("Dark"),
    "examprep-light": msg("Light"),
    "examprep-contrast": msg("High contrast"),
}
_CHOICES = {"mode": ("tutor", "quiz"), "dates": ("auto", *STYLES), "engine": get_args(Engine)}
LIMITS = {"questions": (1, 500), "seconds": (0, 3600)}


def settings_path() -> Path:
    """Give the path of the settings file."""
    return config_folder() / "settings.toml"


def load_settings() -> tuple[Settings, list[Problem]]:
    """Read the settings; what cannot be read keeps its default and is reported.

    From then on dates are written as the settings say.
    """
    settings, problems = _load()
    use_style(settings.dates)
    return settings, problems


def _load() -> tuple[Settings, list[Problem]]:
    path = settings_path()
    try:
        return _read(path, _raw(path))
    except (UnreadableFile, ValueError) as error:  # no TOML and no UTF-8 are ValueErrors
        message = tr("settings not read: {fault}", fault=printable(str(error).splitlines()[0]))
        hint = tr("defaults are used; mend or delete the file")
        return Settings(), [Problem(path, 0, "warning", message, hint=hint)]


def _raw(path: Path) -> dict[str, Any]:
    try:
        there = path.exists()
    except OSError as error:
        raise UnreadableFile(
            tr("{path}: cannot be read: {reason}", path=path, reason=reason(error))
        ) from error
    return rtoml.loads(read_bytes(path, MEBIBYTE).decode()) if there else {}


def _read(path: Path, raw: dict[str, Any]) -> tuple[Settings, list[Problem]]:
    settings, problems = Settings(), []
    for key, value in raw.items():
        try:
            settings = settings.with_value(key, value)
        except KeyError:
            problems.append(
                Problem(path, 0, "warning", tr("unknown setting: {key}", key=printable(key)))
            )
        except TypeError as error:
            problems.append(Problem(path, 0, "warning", str(error), hint=tr("the default is used")))
    return settings, problems


def save_settings(settings: Settings) -> None:
    """Write the settings; what the file held besides, known or not, stays in it.

    Raises:
        UnwritableFile: nothing was changed; a file that cannot be read is never overwritten.
    """
    import tomli_w  # only when something is written

    path = settings_path()
    try:
        raw = _raw(path)
    except (UnreadableFile, ValueError) as error:
        raise UnwritableFile(
            tr("{path}: cannot be read, so it stays; mend or delete it", path=path)
        ) from error
    now, before = asdict(settings), asdict(_read(path, raw)[0])
    untouched = {key: raw[key] for key in raw if now.get(key) == before.get(key)}
    replace_bytes(path, tomli_w.dumps(now | untouched).encode())
