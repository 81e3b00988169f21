"""How a check is declared, and how it looks at many services at once.

A check looks at units: files, or whole services. Units with the same content are looked at once, and a tool gets all
of them in one call, since starting it takes longer than its work.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

Problems = list[str]


@dataclass(frozen=True)
class Check:
    """`check(service)` lists what is wrong with one service; `batch` does the same for many."""

    name: str
    patterns: tuple[str, ...]  # `=` before a pattern: only the names of these files matter
    validate: Callable[[list[Path]], Problems]
    whole: bool = False  # the unit is the service, `patterns` are the files that it is judged by
    since: dict[str, tuple[int, ...]] = field(default_factory=dict)  # first release of a scaffold that must pass

    def __call__(self, service: Path) -> Problems:
        return self.validate([path for path, _ in self.units(service)])

    def applies(self, release: str) -> bool:
        name, _, number = release.partition("@")
        return tuple(map(int, number.split("."))) >= self.since.get(name, ())

    def files(self, service: Path, *, by_name: bool = False) -> list[Path]:
        patterns = [p.removeprefix("=") for p in self.patterns if p.startswith("=") == by_name]
        return sorted({path for pattern in patterns for path in service.glob(pattern) if path.is_file()})

    def units(self, service: Path) -> list[tuple[Path, str]]:
        """Each unit with a key of everything that the verdict depends on."""
        files = self.files(service)
        if self.whole:
            names = [str(path.relative_to(service)) for path in self.files(service, by_name=True)]
            return [(service, digest(service, files) + "\n".join(names))] if files else []
        return [(path, digest(path.parent, [path])) for path in files]

    def batch(self, services: Iterable[Path]) -> tuple[int, Problems]:
        """How many different units there are, and the problems of all of them."""
        distinct: dict[str, Path] = {}
        for service in services:
            for path, key in self.units(service):
                distinct.setdefault(key, path)
        return len(distinct), self.validate(list(distinct.values())) if distinct else []


def digest(root: Path, files: list[Path]) -> str:
    found = hashlib.sha256()
    for path in files:
        mode = path.stat().st_mode & 0o777
        found.update(f"{path.relative_to(root)}\0{mode:o}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


CHECKS: dict[str, Check] = {}


def register(check: Check) -> Check:
    if check.name in CHECKS:
        raise ValueError(f"two checks are called {check.name}")
    CHECKS[check.name] = check
    return check


def file_check(*patterns: str, since: dict[str, tuple[int, ...]] | None = None):
    """Declares `function(files) -> problems` as a check of the files that match."""

    def declare(function: Callable[[list[Path]], Problems]) -> Check:
        return register(Check(function.__name__.removeprefix("check_"), patterns, function, since=since or {}))

    return declare


def service_check(*patterns: str, since: dict[str, tuple[int, ...]] | None = None):
    """Declares `function(service) -> problems`, which depends on the files that match, as a check."""

    def declare(function: Callable[[Path], Problems]) -> Check:
        def validate(services: list[Path]) -> Problems:
            return [f"{service}: {problem}" for service in services for problem in function(service)]

        name = function.__name__.removeprefix("check_")
        return register(Check(name, patterns, validate, whole=True, since=since or {}))

    return declare


def services_check(*patterns: str, since: dict[str, tuple[int, ...]] | None = None):
    """Declares `function(services) -> problems`, for a tool that looks at many services in one call."""

    def declare(function: Callable[[list[Path]], Problems]) -> Check:
        name = function.__name__.removeprefix("check_")
        return register(Check(name, patterns, function, whole=True, since=since or {}))

    return declare


def lines(done_output: str) -> Problems:
    """A tool's output as problems, one a line."""
    return [line for line in done_output.splitlines() if line.strip()]
