"""Files of every kind: they parse, they are written the usual way, and nothing of a template is left in them."""

import ast
import json
import re
import xml.etree.ElementTree
from pathlib import Path

import yaml

from checks.base import Problems, file_check, lines, service_check, services_check
from harness import run

YAMLLINT = Path(__file__).with_name("yamllint.yml")
PLACEHOLDER = re.compile(
    r"<%|%>|\[Briefly|\[e\.g\.|\[service.name\]|\[model_name\]|\bTODO\b|\bFIXME\b|lorem ipsum", re.IGNORECASE
)


def problem_of(path: Path, parse) -> Problems:
    try:
        parse(path.read_text(encoding="utf-8"))
    except (ValueError, SyntaxError, yaml.YAMLError, xml.etree.ElementTree.ParseError) as error:
        return [f"{path}: {error}"]
    return []


@file_check("**/*.yml", "**/*.yaml")
def check_yamllint(files: list[Path]) -> Problems:
    done = run("yamllint", "--strict", "--format", "parsable", "--config-file", YAMLLINT, *files)
    return [] if done.returncode == 0 else lines(done.stdout + done.stderr)


@file_check("**/*.sh")
def check_shellcheck(files: list[Path]) -> Problems:
    done = run("shellcheck", "--format", "gcc", "--external-sources", *files)
    return [] if done.returncode == 0 else lines(done.stdout + done.stderr)


# The scripts of 1.0.0 lack the bit, which 1.0.1 mends.
@service_check("**/*.sh", since={"fastapi-service": (1, 0, 1)})
def check_scripts_can_be_run(service: Path) -> Problems:
    problems = []
    for path in sorted(service.rglob("*.sh")):
        if path.stat().st_mode & 0o777 != 0o755:
            problems.append(f"{path.relative_to(service)}: its mode is {path.stat().st_mode & 0o777:o}, not 755")
        if not path.read_bytes().startswith((b"#!/usr/bin/env bash\n", b"#!/bin/sh\n", b"#!/usr/bin/env sh\n")):
            problems.append(f"{path.relative_to(service)}: does not start with the line that names its shell")
    return problems


@file_check("**/*.py")
def check_python_parses(files: list[Path]) -> Problems:
    return [found for path in files for found in problem_of(path, ast.parse)]


@file_check("**/*.json")
def check_json(files: list[Path]) -> Problems:
    return [p for path in files if ".vscode" not in path.parts for p in problem_of(path, json.loads)]


def without_comments(text: str) -> str:
    """JSON with comments and trailing commas as JSON; strings stay as they are."""
    token = re.compile(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*|/\*.*?\*/|,(?=\s*[}\]])', re.DOTALL)
    return token.sub(lambda match: match.group(1) or "", text)


@file_check(".vscode/*.json", ".devcontainer/*.json")
def check_jsonc(files: list[Path]) -> Problems:
    return [p for path in files for p in problem_of(path, lambda text: json.loads(without_comments(text)))]


@file_check("**/pom.xml")
def check_xml(files: list[Path]) -> Problems:
    return [found for path in files for found in problem_of(path, xml.etree.ElementTree.fromstring)]


@file_check("pyproject.toml")
def check_pyproject(files: list[Path]) -> Problems:
    done = run("validate-pyproject", *files)
    return [] if done.returncode == 0 else lines(done.stdout + done.stderr)


@file_check("**/*")
def check_texts(files: list[Path]) -> Problems:
    """Nothing of a template is left; text is UTF-8 with plain line endings, and ends with one newline."""
    problems = []
    for path in files:
        data = path.read_bytes()
        if b"\0" in data or path.suffix == ".ico":
            continue
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            problems.append(f"{path}: {error}")
            continue
        if data and (not data.endswith(b"\n") or data.endswith(b"\n\n")):
            problems.append(f"{path}: does not end with one newline")
        if b"\r" in data:
            problems.append(f"{path}: has a carriage return")
        for number, line in enumerate(text.split("\n"), 1):
            if PLACEHOLDER.search(line):
                problems.append(f"{path}:{number}: {line}")
    return problems


# ruff and its rules came with 1.3.0; each service brings its own, in pyproject.toml.
@services_check("**/*.py", "pyproject.toml", since={"fastapi-service": (1, 3, 0)})
def check_ruff(services: list[Path]) -> Problems:
    settled = [service for service in services if (service / "pyproject.toml").exists()]
    if not settled:
        return []
    done = run("ruff", "check", "--no-cache", "--output-format", "concise", *settled)
    return [] if done.returncode == 0 else lines(done.stdout + done.stderr)
