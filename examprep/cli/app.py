"""`examprep app`, which is also what `examprep` alone does: open the app."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Add nothing: the app is set up inside the app."""


def run(args: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes its arguments
    """Open the app and give its exit code."""
    from examprep.tui.app import ExamprepApp

    return ExamprepApp().run() or 0
