"""Looks at one service with the tools that read its files in earnest: what a merge must leave valid.

    validate.py RELEASE DIR

RELEASE is `SCAFFOLD@VERSION`: the first releases are not expected to pass all of them.
"""

import sys
from pathlib import Path

from checks.catalogue import CHECKS

VALIDATORS = (
    "compose",
    "dependabot",
    "github_workflows",
    "gitlab_ci",
    "hadolint",
    "kubernetes",
    "kustomize",
    "pyproject",
    "zizmor",
)


def main() -> int:
    release, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    checks = [CHECKS[name] for name in VALIDATORS if CHECKS[name].applies(release) and CHECKS[name].units(folder)]
    problems = [f"{check.name}: {problem}" for check in checks for problem in check(folder)]
    print(*problems or [check.name for check in checks], sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
