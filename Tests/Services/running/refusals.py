"""Services that must not start: a setting is missing, wrong, or everybody knows it."""

import json
from pathlib import Path

from harness import interpreter, run
from running.service import SECRET, package

GOOD = {"ENVIRONMENT": "production", "DATABASE_URL": "sqlite://", "AUTH_JWT_SECRET": SECRET}
# The environment's difference from a good one (None: not set), and the variable that the error has to name.
REFUSED: tuple[tuple[dict[str, str | None], str], ...] = (
    ({"DATABASE_URL": None}, "DATABASE_URL"),
    ({"DATABASE_URL": ""}, "DATABASE_URL"),
    ({"DATABASE_URL": "postgresql://service:change-me@db/x"}, "DATABASE_URL"),
    ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
    ({"ENVIRONMENT": "moon"}, "ENVIRONMENT"),
    ({"AUTH_JWT_SECRET": None}, "AUTH_JWT_SECRET"),
    ({"AUTH_JWT_SECRET": "too short"}, "AUTH_JWT_SECRET"),
    ({"AUTH_JWT_SECRET": "change-me-change-me-change-me-change-me"}, "AUTH_JWT_SECRET"),
    # What is the placeholder's in production is fine in development.
    ({"ENVIRONMENT": "development", "DATABASE_URL": "postgresql://service:change-me@db/x"}, ""),
    ({}, ""),
)
# Imports the application with each environment in turn: a process for each would take ten times as long.
TRY = """
import importlib, json, os, sys
for changes in json.load(open(sys.argv[2])):
    for name, value in changes.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    for module in [name for name in sys.modules if name.partition(".")[0] == sys.argv[1]]:
        del sys.modules[module]
    try:
        importlib.import_module(sys.argv[1] + ".main")
        print(json.dumps(""))
    except Exception as error:
        print(json.dumps(str(error)))
"""


def check_settings(service: Path, scratch: Path) -> list[str]:
    """A bad setting stops the start with an error that names the variable, and never shows its value."""
    cases = scratch / "cases.json"
    cases.write_text(json.dumps([GOOD | {"LOG_LEVEL": None} | changes for changes, _ in REFUSED]), encoding="utf-8")
    done = run(interpreter(service), "-B", "-c", TRY, package(service), cases, cwd=service)
    if done.returncode != 0:
        return [f"exit status {done.returncode}: {done.stderr[-3000:]}"]
    problems = []
    for (changes, variable), line in zip(REFUSED, done.stdout.splitlines(), strict=True):
        error = json.loads(line)
        if variable == "" and error:
            problems.append(f"{changes}: refused: {error}")
        elif variable and variable not in error:
            problems.append(f"{changes}: {error!r} does not name {variable}")
        if any(value and len(value) > 8 and value in error for value in changes.values()):
            problems.append(f"{changes}: the error shows the value: {error}")
    return problems
