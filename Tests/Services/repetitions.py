"""What one release shows, others repeat: those tests are marked `slow`, and run with --all only."""

from collections.abc import Callable, Iterable

import pytest


def slow_unless(kept: Callable[..., bool], cases: Iterable) -> list:
    """The parameters of a test; those that `kept` does not want are slow. A tuple is several arguments."""
    found = []
    for case in cases:
        values = case if isinstance(case, tuple) else (case,)
        found.append(pytest.param(*values, marks=() if kept(*values) else pytest.mark.slow))
    return found
