"""CI files, by their schemas and by the tools that look for mistakes in them."""

import os
import shutil
from pathlib import Path

from checks.base import Problems, file_check, lines
from harness import run

GROOVY = Path(__file__).with_name("parse.groovy")


def by_schema(files: list[Path], *options: str) -> Problems:
    done = run("check-jsonschema", *options, *files)
    return [] if done.returncode == 0 else lines(done.stdout + done.stderr)


@file_check(".github/workflows/*.y*ml")
def check_github_workflows(files: list[Path]) -> Problems:
    return by_schema(files, "--builtin-schema", "vendor.github-workflows")


@file_check(".github/dependabot.yml")
def check_dependabot(files: list[Path]) -> Problems:
    return by_schema(files, "--builtin-schema", "vendor.dependabot")


@file_check(".gitlab-ci.yml")
def check_gitlab_ci(files: list[Path]) -> Problems:
    return by_schema(files, "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")


# The first releases are as old workflows were; actions are pinned and permissions small from 1.4.0 on. The first
# express-service uses an action whose cache cannot be switched off by name.
@file_check(".github/workflows/*.y*ml", since={"fastapi-service": (1, 4, 0), "express-service": (1, 1, 0)})
def check_zizmor(files: list[Path]) -> Problems:
    done = run("zizmor", "--offline", "--no-progress", "--quiet", "--color", "never", "--format", "plain", *files)
    return [] if done.returncode == 0 else lines(done.stdout) or [f"zizmor: {done.stderr}"]


def java_home() -> dict[str, str]:
    """Debian's groovy looks for Java at a path of its own unless it is told where it is."""
    java = shutil.which("java")
    return {"JAVA_HOME": str(Path(java).resolve().parents[1])} if java and "JAVA_HOME" not in os.environ else {}


@file_check("Jenkinsfile")
def check_jenkinsfile(files: list[Path]) -> Problems:
    """The syntax only: nothing here knows Jenkins' own steps."""
    done = run("groovy", GROOVY, *files, **java_home())
    return [] if done.returncode == 0 else lines(done.stdout) or [f"groovy: {done.stderr}"]
