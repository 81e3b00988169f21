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


# The rows of docs/seed.md that a check covers with the tool, or the comparison, that the row names.
ROWS = {
    "azure": (13,),
    "cloudformation": (12, 15),
    "compose": (16, 66, 109),
    "compose_for_development": (89, 90),
    "compose_names_what_is_missing": (66,),
    "databases": (88,),
    "dockerignore": (67,),
    "env_example": (68, 104),
    "env_has_what_the_code_reads": (68,),
    "env_is_what_pods_get": (94,),
    "github_workflows": (17, 37, 38, 87),
    "gitignore": (68, 69),
    "gitlab_ci": (18,),
    "gitops": (22, 23),
    "hadolint": (64, 65, 92),
    "image_is_small_and_without_root": (65, 91, 115),
    "ingress_reaches_the_service": (26, 75),
    "jenkinsfile": (19,),
    "jsonc": (39,),
    "kubernetes": (11, 26, 74, 75, 76, 93),
    "kustomize": (11, 114),
    "names_of_manifests": (74, 76),
    "pipeline_order": (83, 85, 86, 87),
    "probes": (93,),
    "pyproject": (70,),
    "readme": (78, 109, 113),
    "readme_quick_start": (78, 109),
    "ruff": (30, 82),
    "scripts_can_be_run": (60,),
    "scripts_that_are_called": (21,),
    "shellcheck": (14, 21, 60, 61, 63),
    "stack": (16,),
    "terraform": (24, 77),
    "texts": (107, 108),
    "xml": (6, 73),
    "zizmor": (17, 37),
}


def marked(name: str):
    return pytest.param(name, marks=pytest.mark.row(*ROWS[name])) if name in ROWS else pytest.param(name)


@pytest.mark.parametrize("name", map(marked, sorted(CHECKS)))
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
