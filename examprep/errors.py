"""The exceptions of examprep, each with a text a user can act on.

ExamprepError
├── UnreadableFile    a file is missing, too large, not text, or not ours
├── UsageFault        a command was called wrongly: its flags make no sense, or name nothing
│   └── NoSuchBank    no file, folder or installed bank has the name that was given
├── UnwritableFile    a file could not be written: disk full, read-only, locked
├── NewerFormat       a file was written by a later examprep
├── NotAllowed        the rules of an attempt forbid the event
├── UnclearAnswer     what was typed cannot be read: ask again, never mark wrong
└── BadFormula        a formula or template cannot be read, or has no value
"""

from __future__ import annotations


class ExamprepError(Exception):
    """Base of every error that examprep raises on purpose; its text is one clear line."""


class UnreadableFile(ExamprepError):  # noqa: N818 - named after the condition, as the user reads it
    """A file cannot be opened, is too large, or is not what it should be."""


class UsageFault(ExamprepError):  # noqa: N818
    """A command was called wrongly: what its line asks for makes no sense or does not exist."""


class NoSuchBank(UsageFault):
    """No file, folder or installed bank has the name."""


class UnwritableFile(ExamprepError):  # noqa: N818
    """Nothing was written: the disk is full, the folder read-only, or the lock not free."""


class NewerFormat(ExamprepError):  # noqa: N818
    """The file's format number is higher than this program knows; it stays untouched."""


class NotAllowed(ExamprepError):  # noqa: N818
    """The attempt's rules forbid this event now."""


class UnclearAnswer(ExamprepError):  # noqa: N818
    """A typed answer cannot be read as an amount; the candidate is asked again."""


class BadFormula(ExamprepError):  # noqa: N818
    """A formula or a template of a bank cannot be read, is too large, or has no value."""
