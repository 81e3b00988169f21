"""Checks of a Go service, by Go itself. Debian has its modules as sources, and no proxy: GOPATH mode finds them."""

import json
import os
import re
import tempfile
from pathlib import Path

import yaml

import harness
from languages.running import Service

SOURCES = "/usr/share/gocode"


def module(service: Path) -> str:
    return re.search(r"(?m)^module (\S+)$", (service / "go.mod").read_text(encoding="utf-8"))[1]  # type: ignore[index]


def placed(service: Path, gopath: Path) -> Path:
    """A copy where GOPATH mode expects the module."""
    return harness.copied(service, gopath / "src" / module(service))


def environment(folder: Path) -> dict[str, str]:
    """For a service that is `placed`; what was compiled once is kept between runs."""
    gopath = next(parent.parent for parent in folder.parents if parent.name == "src")
    return {
        "GO111MODULE": "off",
        "GOPATH": os.pathsep.join([str(gopath), SOURCES]),
        "GOFLAGS": "",
        "GOCACHE": str(harness.CACHE.with_name(f"scaffold-go-cache-{os.getuid()}")),
    }


def go(folder: Path, *arguments: str | Path, **extra: str) -> list[str]:
    """What the go command complains about."""
    done = harness.run("go", *arguments, cwd=folder, **environment(folder) | extra)
    return [] if done.returncode == 0 else [f"go {arguments[0]}: {done.stdout}{done.stderr}"]


def check_format(folder: Path) -> list[str]:
    done = harness.run("gofmt", "-l", ".", cwd=folder)
    return [f"gofmt would change {name}" for name in done.stdout.split()] + ([done.stderr] if done.returncode else [])


def check_vet(folder: Path) -> list[str]:
    return go(folder, "vet", "./...")


def check_tests(folder: Path, database: str = "") -> list[str]:
    return go(folder, "test", "-count=1", "./...", **({"TEST_DATABASE_URL": database} if database else {}))


def check_module(service: Path) -> list[str]:
    """go.mod, for those who have a proxy: what is imported is required, and nothing else, by the Go that builds it."""
    done = harness.run("go", "mod", "edit", "-json", cwd=service, GO111MODULE="on", GOFLAGS="")
    if done.returncode != 0:
        return [f"go mod edit: {done.stderr}"]
    found = json.loads(done.stdout)
    required = {entry["Path"]: entry["Version"] for entry in found["Require"]}
    own = found["Module"]["Path"]
    imports = set()
    for path in service.rglob("*.go"):
        block = path.read_text(encoding="utf-8").partition("\n)")[0]
        imports |= set(re.findall(r'"([^"/]+\.[^"]+/[^"]+)"', block))
    foreign = {name for name in imports if not name.startswith(own + "/")}
    problems = [
        f"{name} is imported, and not required"
        for name in sorted(foreign)
        if not any((name + "/").startswith(path + "/") for path in required)
    ]
    problems += [
        f"{path} is required, and not imported"
        for path in required
        if not any((name + "/").startswith(path + "/") for name in foreign)
    ]
    problems += [
        f"{path} {version} is no exact version"
        for path, version in required.items()
        if not re.fullmatch(r"v\d+\.\d+\.\d+", version)
    ]
    for name in imports - foreign:
        if not (service / name.removeprefix(own + "/")).is_dir():
            problems.append(f"{name} is not there")
    return problems + older_toolchains(service, found["Go"])


def older_toolchains(service: Path, needed: str) -> list[str]:
    """Images and workflows whose Go is older than the one that go.mod asks for."""
    used = dict.fromkeys(
        re.findall(r"golang:(\d+\.\d+)", (service / "Dockerfile").read_text(encoding="utf-8")), "Dockerfile"
    )
    workflow = service / ".github/workflows/main.yml"
    if workflow.exists():
        for step in yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]["test"]["steps"]:
            if version := step.get("with", {}).get("go-version"):
                used[version] = "main.yml"
    parsed = {version: tuple(map(int, version.split("."))) for version in [*used, needed]}
    problems = [] if used else ["no image says which Go builds the service"]
    return problems + [
        f"{where} uses Go {version}, go.mod asks for {needed}"
        for version, where in used.items()
        if parsed[version] < parsed[needed]
    ]


def built(folder: Path, package: str, output: Path) -> Service:
    problems = go(folder, "build", "-o", output, package)
    if problems:
        raise RuntimeError(problems[0])
    return Service([output], Path(tempfile.gettempdir()))
