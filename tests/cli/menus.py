"""A candidate who goes through the pages in lines, and types what a test says."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from examprep.cli.lines.console import Console
from examprep.cli.menu.going import go
from examprep.desk.desk import Desk
from tests.cli.quizzes import FakeClock, Script, Step


@dataclass
class Menu:
    """Visits of one candidate at one desk."""

    banks: Path
    quiet: bool = True
    clock: FakeClock = field(default_factory=FakeClock)
    desk: Desk = field(init=False)
    code: int = -1

    def __post_init__(self) -> None:
        self.desk = Desk.open([self.banks])
        self.desk.times = self.clock.times

    def seat(self) -> Menu:
        """Sit Maria down, who has done nothing yet."""
        self.desk.enroll("Maria", "ptce-2026", None)
        return self

    def __call__(self, *steps: Step) -> str:
        """Go in, type these lines, and give everything that was said."""
        said = io.StringIO()
        self.code = go(self.desk, Console(Script(steps, said), said, quiet=self.quiet))
        return said.getvalue()

    def after(self, *steps: Step) -> str:
        """Give what was said after the first page was listed, wrapped lines put together."""
        return re.sub(r"\n {3}", " ", self(*steps)).partition("All is saved.\n")[2]
