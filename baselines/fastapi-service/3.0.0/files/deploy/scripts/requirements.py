"""Writes requirements.txt and requirements-dev.txt from pyproject.toml; with --check it only compares."""

import sys
from pathlib import Path

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10 and older
    from pip._vendor import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
HEADER = "# Generated from pyproject.toml: change that file, then run `make requirements`."


def generated() -> dict:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    files = {
        "requirements.txt": ["-r requirements-extra.txt", *project["dependencies"]],
        "requirements-dev.txt": ["-r requirements.txt", *project["optional-dependencies"]["dev"]],
    }
    return {name: "\n".join([HEADER, *lines, ""]) for name, lines in files.items()}


def main() -> int:
    stale = [name for name, text in generated().items() if (ROOT / name).read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for name in stale:
            print(f"{name} is not what pyproject.toml says: run `make requirements`", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (ROOT / name).write_text(generated()[name], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
