"""Every test gets a home of its own; nothing of the machine's user is read or written."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no failure: examples may take as long as they need.
settings.register_profile("examprep", deadline=None)
settings.load_profile("examprep")

# Started in the background of a script, this process ignores Ctrl-C, and so would every program
# that a test starts and then interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("EXAMPREP_HOME", str(folder))
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name in ("LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_TIME", "en_US.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en_US")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("LOGNAME", "student")  # a login that is nobody's name
    return folder
