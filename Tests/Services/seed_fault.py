"""Puts one fault into a rendered service, so that a check can prove that it notices.

    seed_fault.py FAULT DIR

FAULT is `route` (the endpoint that creates an entity is gone), `variable` (.env.example lacks
what docker-compose needs) or `trigger` (the workflow builds another branch on a pull request).
"""

import re
import sys
from pathlib import Path


def first_with(folder: Path, suffix: str, pattern: str) -> Path:
    for path in sorted(folder.rglob("*" + suffix)):
        if re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE):
            return path
    sys.exit(f"seed_fault.py: no {suffix} file in {folder} has a line like {pattern}")


def remove(path: Path, pattern: str, replacement: str = "") -> None:
    text = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, replacement, text, count=1, flags=re.MULTILINE)
    if changed == text:
        sys.exit(f"seed_fault.py: {path} has no line like {pattern}")
    path.write_text(changed, encoding="utf-8")


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    fault, service = sys.argv[1], Path(sys.argv[2])
    if fault == "route":
        code = service / ("app" if (service / "app").is_dir() else "src")
        route = r"^@\w+\.post\(.*\n"
        remove(first_with(code, ".py", route), route)
    elif fault == "variable":
        remove(service / ".env.example", r"^DATABASE_URL=.*\n")
    elif fault == "trigger":
        trigger = r"(pull_request:\n +branches: \[)[^\]]*"
        remove(first_with(service / ".github" / "workflows", ".yml", trigger), trigger, r'\1"other"')
    else:
        sys.exit(f"seed_fault.py: unknown fault: {fault}\n{__doc__}")


if __name__ == "__main__":
    main()
