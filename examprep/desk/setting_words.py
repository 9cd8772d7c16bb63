"""The settings in words: what each is called, how its values are typed, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from examprep.errors import NotAllowed
from examprep.locales import STYLES
from examprep.settings import LIMITS, THEME_TITLES, Settings
from examprep.text import printable
from examprep.words import tr

_SWITCH = {"on": True, "off": False, "yes": True, "no": False}
_LONGEST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its key in the file, what it decides, and the words for its values.

    Without `words` it takes a whole number.
    """

    key: str
    help: str
    words: Mapping[str, Any] = field(default_factory=dict)

    def text(self, value: Any) -> str:
        """Write a value as it is typed."""
        return next((word for word, one in self.words.items() if one == value), f"{value}")

    @property
    def takes(self) -> str:
        """Say what can be typed."""
        if self.words:
            names = [self.text(value) for value in dict.fromkeys(self.words.values())]
            return tr(" or ").join(names)
        low, high = LIMITS[self.key]
        return tr("a whole number from {low} to {high}", low=low, high=high)

    def read(self, text: str) -> Any:
        """Read a value.

        Raises:
            NotAllowed: it is none; the text says what to type.
        """
        word = text.strip().casefold()
        if word in self.words:
            return self.words[word]
        low, high = LIMITS.get(self.key, (1, 0))
        if word.isascii() and word.isdigit() and len(word) <= len(str(high)):
            number = int(word)
            if low <= number <= high:
                return number
        shown = printable(text[:_LONGEST_SHOWN])
        raise NotAllowed(
            tr("{key} takes {takes}, not {shown}", key=self.key, takes=self.takes, shown=shown)
        )


_THEMES = {title.casefold(): name for name, title in THEME_TITLES.items()}
_THEMES |= {name.removeprefix("examprep-"): name for name in THEME_TITLES}
_THEMES |= {name: name for name in THEME_TITLES}
EVERY = (
    Setting("theme", tr("the colors of the app"), _THEMES),
    Setting("questions", tr("how many questions a new quiz has")),
    Setting(
        "mode", tr("the mode of a new quiz"), {"tutor": "tutor", "quiz": "quiz", "timed": "quiz"}
    ),
    Setting("seconds", tr("the time for each question of a timed quiz; 0 is the exam's own pace")),
    Setting("clock", tr("whether the app shows the time left"), _SWITCH),
    Setting("advance", tr("whether a right answer in tutor mode goes on by itself"), _SWITCH),
    Setting("reserve", tr("whether practice leaves questions for two fresh mock exams"), _SWITCH),
    Setting("dates", tr("how dates are written"), {name: name for name in ("auto", *STYLES)}),
    Setting("screen_reader", tr("whether examprep opens as plain lines to be read aloud"), _SWITCH),
    Setting(
        "engine",
        tr("what runs the figures of a cohort"),
        {"duckdb": "duckdb", "pyspark": "pyspark"},
    ),
)
NAMES = {one.key: one for one in EVERY}


def value_text(settings: Settings, key: str) -> str:
    """Write the value that holds, as it is typed."""
    return NAMES[key].text(getattr(settings, key))


def setting(name: str) -> Setting:
    """Find a setting by its key; `screen-reader` is `screen_reader`.

    Raises:
        NotAllowed: there is none; the text names them.
    """
    found = NAMES.get(name.strip().casefold().replace("-", "_"))
    if found is None:
        shown = printable(name[:_LONGEST_SHOWN])
        raise NotAllowed(
            tr(
                "there is no setting {shown}; there are {names}",
                shown=shown,
                names=", ".join(NAMES),
            )
        )
    return found
