"""Negative twins: each check finds the faults that are seeded for it, and none in the same service without them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checks.catalogue import CHECKS
from faults import FAULTS, Fault


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_the_check_finds(fault: Fault, render: Callable[..., Path], writable: Callable[[Path], Path]) -> None:
    check = CHECKS[fault.check]
    pristine = render(fault.release, **fault.answers)
    assert check(pristine) == []
    faulty = writable(pristine)
    fault.seed(faulty)
    problems = check(faulty)
    assert problems, f"{fault.check} does not find {fault.what}"
    assert any(fault.says in problem for problem in problems), problems


def test_every_check_has_a_fault() -> None:
    assert {fault.check for fault in FAULTS} == set(CHECKS)
