"""Every check on every render: files with the same content are looked at once, in one call of the tool."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from answer_sets import Case, all_cases
from checks.catalogue import CHECKS

# Withdrawn releases show their fault: (check, release) that must have problems.
WITHDRAWN = {("probes", "fastapi-service@1.4.1")}

Rendered = list[tuple[Case, Path]]


@pytest.fixture(scope="session", name="renders")
def renders_fixture(render: Callable[..., Path], pytestconfig: pytest.Config) -> Rendered:
    """All renders. The second worker starts at the other end, so that two processes share the work."""
    only = pytestconfig.getoption("--only")
    cases = [case for case in all_cases() if not only or only in (case.release, case.release.partition("@")[0])]
    if os.environ.get("PYTEST_XDIST_WORKER", "gw0") != "gw0":
        cases = cases[::-1]
    found = [(case, render(case.release, **case.answers)) for case in cases]
    return sorted(found, key=lambda pair: str(pair[1]))


def with_answers(problems: list[str], renders: Rendered) -> str:
    """The problems, and with which answers the services came about that they name."""
    text = "\n".join(problems)
    named = set(re.findall(r"[\w-]+@[\d.]+-[0-9a-f]{16}", text))
    return text + "".join(f"\n{path.name}: {case.answers}" for case, path in renders if path.name in named)


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_check(name: str, renders: Rendered, pytestconfig: pytest.Config) -> None:
    check = CHECKS[name]
    held = [(case, path) for case, path in renders if check.applies(case.release)]
    sound = [path for case, path in held if (name, case.release) not in WITHDRAWN]
    count, problems = check.batch(sound)
    assert not problems, with_answers(problems, renders)
    assert count or pytestconfig.getoption("--only"), f"{name} finds nothing to look at"
    for case, path in held:
        if (name, case.release) in WITHDRAWN and not case.given:
            assert check(path), f"{name} no longer finds what {case.release} was withdrawn for"
