"""The garbage collector, kept out of the way while many small objects are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep the collector from walking through a growing heap of plain values, again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def while_starting() -> None:
    """Keep the collector still until `started`: what a start makes stays to the end anyway."""
    gc.disable()


def started() -> None:
    """Let the collector work again, past everything that was made so far."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
