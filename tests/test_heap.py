"""The collector keeps still while the program starts, and works afterwards."""

from __future__ import annotations

import gc

from examprep.heap import collector_off, started, while_starting


def test_after_the_start_the_collector_works_again() -> None:
    while_starting()
    assert not gc.isenabled()
    started()
    assert gc.isenabled()
    gc.unfreeze()


def test_a_collector_that_was_still_stays_still() -> None:
    gc.disable()
    try:
        with collector_off():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
    with collector_off():
        assert not gc.isenabled()
    assert gc.isenabled()
