"""Renders services and makes their virtual environments, each once for all processes of a run.

    harness.py DIR

runs the tests of the service in DIR on a copy of it.
"""

import contextlib
import fcntl
import functools
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
BASELINES = ROOT / "baselines"
CACHE = Path(
    os.environ.get("SCAFFOLD_SERVICE_VENVS") or Path(tempfile.gettempdir()) / f"scaffold-service-venvs-{os.getuid()}"
)
# What must not leak from the caller's environment into a service's tests.
FOREIGN = ("DATABASE_URL", "TEST_DATABASE_URL", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "PYTEST_ADDOPTS", "VIRTUAL_ENV")
TOOLS = Path(sys.executable).parent
# The reader in C is ten times as fast.
YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def environment(**extra: str) -> dict[str, str]:
    """The caller's environment without what would change a service's behaviour, plus `extra`."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN and not name.startswith("PYTEST_")}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1"} | extra


def byte_code(program: str | Path) -> dict[str, str]:
    """Our tools keep what they compile where scripts/check-services says; services write no byte code at all."""
    place = os.environ.get("PYTHONPYCACHEPREFIX")
    of_tools = place and isinstance(program, str) and (TOOLS / program).exists()
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": place} if of_tools else {}


def run(*command: str | Path, cwd: Path | None = None, **extra: str) -> subprocess.CompletedProcess[str]:
    """The finished process, whatever its exit status; both streams as text."""
    return subprocess.run(
        [str(part) for part in command],
        check=False,
        cwd=cwd,
        env=environment(**byte_code(command[0]) | extra),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds `path`.lock among all processes; the system frees it when the process ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(f"{path}.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@functools.cache
def manifest(release: str) -> dict:
    """The parsed release.yml of `fastapi-service@3.0.1`."""
    name, _, number = release.partition("@")
    text = (BASELINES / name / number / "release.yml").read_text(encoding="utf-8")
    return yaml.load(text, YAML)


def required_answers(release: str) -> dict[str, str]:
    """Values for the questions without a default: the name of the service."""
    return {q["name"]: "product-service" for q in manifest(release)["questions"] if "default" not in q}


def render_into(scaffold: Path, release: str, answers: Mapping[str, object], out: Path) -> None:
    """Renders below a name of its own first, so that a killed run leaves no half of a service."""
    partial = out.with_name(out.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    given = out.with_name(out.name + ".answers.yml")
    given.write_text(json.dumps(required_answers(release) | dict(answers)), encoding="utf-8")
    done = run(scaffold, "render", release, "--out", partial, "--answers", given)
    if done.returncode != 0:
        raise AssertionError(f"{release} does not render with {dict(answers)}: {done.stderr}")
    partial.rename(out)


def rendered(scaffold: Path, release: str, answers: Mapping[str, object], work: Path) -> Path:
    """The pristine render of `release`, made once below `work`. Never write in it: use `copied`."""
    key = hashlib.sha256(json.dumps([release, dict(answers)], sort_keys=True).encode()).hexdigest()[:16]
    out = work / "renders" / f"{release}-{key}"
    if not out.exists():
        with locked(out):
            if not out.exists():
                render_into(scaffold, release, answers, out)
    return out


def copied(service: Path, target: Path) -> Path:
    """A copy without what belongs to one checkout: git's data, environments, settings."""
    shutil.copytree(service, target, symlinks=True, ignore=shutil.ignore_patterns(".git", ".venv", ".env"))
    return target


@functools.cache
def service_python() -> tuple[str, str]:
    """The Python for the services: the oldest pins have no wheels for 3.13. Its path and its version."""
    named = os.environ.get("SCAFFOLD_PYTHON")
    for candidate in [named] if named else ["python3.12", "python3.11", "python3.10", "python3.9", "python3"]:
        found = shutil.which(candidate)
        version = run(found, "--version").stdout.strip() if found else ""
        if found and re.match(r"Python 3\.(9|1[0-2])\.", version):
            return found, version
    raise RuntimeError("no Python 3.9 to 3.12 found: install python3.12, or name one in SCAFFOLD_PYTHON")


def pins(service: Path) -> list[str]:
    """The requirements of every requirements*.txt, without comments and references to one another."""
    sources = sorted(service.glob("requirements*.txt"))
    if not sources:
        raise RuntimeError(f"{service} has no requirements.txt: do not know how to run its tests")
    lines = [line for source in sources for line in source.read_text(encoding="utf-8").splitlines()]
    kept = {re.sub(r"(^|\s+)#.*", "", line).strip() for line in lines if not line.startswith("-r ")}
    return sorted(kept - {""})


def interpreter(service: Path) -> Path:
    """The python of a virtual environment with the service's pins, kept between runs."""
    wanted = pins(service)
    python, version = service_python()
    key = hashlib.sha256("\n".join([version, *wanted]).encode()).hexdigest()[:24]
    venv = CACHE / f"service-{key}"
    if not (venv / "complete").exists():
        with locked(venv):
            if not (venv / "complete").exists():
                make_venv(venv, python, wanted)
    return venv / "bin" / "python"


def make_venv(venv: Path, python: str, wanted: list[str]) -> None:
    shutil.rmtree(venv, ignore_errors=True)
    listed = venv.with_suffix(".txt")
    listed.write_text("\n".join(wanted) + "\n", encoding="utf-8")
    for command in (
        ["uv", "venv", "--quiet", "--no-config", "--python", python, venv],
        ["uv", "pip", "install", "--quiet", "--python", venv / "bin" / "python", "-r", listed],
    ):
        done = run(*command)
        if done.returncode != 0:
            raise RuntimeError(f"cannot make the virtual environment for {wanted}: {done.stderr}")
    compile_packages(venv)
    (venv / "complete").touch()


def compile_packages(venv: Path) -> None:
    """Byte code, which the tests' many processes don't write themselves.

    uv links the same files into every environment: what one compiled fits in the next, which costs a tenth.
    """
    tag = run(venv / "bin" / "python", "-c", "import sys; print(sys.implementation.cache_tag)").stdout.strip()
    (packages,) = venv.glob("lib/python*/site-packages")
    missing = {}
    for source in packages.rglob("*.py"):
        found = source.stat()
        made = source.parent / "__pycache__" / f"{source.stem}.{tag}.pyc"
        name = f"{source.relative_to(packages)}-{tag}-{found.st_mtime_ns}-{found.st_size}"
        shared = CACHE / "byte-code" / hashlib.sha256(name.encode()).hexdigest()
        made.parent.mkdir(exist_ok=True)
        if shared.exists():
            os.link(shared, made)
        else:
            missing[source] = (made, shared)
    listed = venv / "missing.txt"
    listed.write_text("".join(f"{source}\n" for source in missing), encoding="utf-8")
    # Exit status 1: some packages have templates of Python files, which are none.
    run(venv / "bin" / "python", "-m", "compileall", "-q", "-i", listed)
    (CACHE / "byte-code").mkdir(exist_ok=True)
    for made, shared in missing.values():
        with contextlib.suppress(FileExistsError, FileNotFoundError):
            os.link(made, shared)


def service_tests(service: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Runs the service's own pytest suite; call it with a copy, it may write."""
    return run(
        interpreter(service), "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments, cwd=service, **extra
    )


def main() -> int:
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        return 64
    with tempfile.TemporaryDirectory(prefix="check-services.") as work:
        done = service_tests(copied(Path(sys.argv[1]), Path(work) / "service"))
    print(done.stdout, done.stderr, sep="", end="")
    if done.returncode != 0:
        print(f"check-services: the tests of {sys.argv[1]} fail", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
