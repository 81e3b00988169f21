"""Services as functions of a cloud: what is packaged is imported and called, as the cloud does it."""

import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from harness import interpreter, run
from repetitions import slow_unless
from running.service import in_venv, settings
from test_running_suites import check_suite

EVENT = Path(__file__).parent / "running" / "event.py"
TARGETS = (
    pytest.param("aws-lambda", marks=pytest.mark.row(12)),
    pytest.param("azure-functions", marks=pytest.mark.row(13)),
    pytest.param("gcp-functions", marks=pytest.mark.row(14)),
)
ENTRIES = {"aws-lambda": "src/aws_lambda.py", "azure-functions": "deploy/serverless/web/__init__.py", "gcp-functions": "deploy/serverless/main.py"}  # fmt: skip


def check_function(service: Path, target: str) -> list[str]:
    """Packages the service, and calls its entry point; nothing but the package is there for it."""
    packaged = in_venv(service, "bash", "deploy/serverless/package.sh")
    if packaged.returncode != 0:
        return [f"package.sh: exit status {packaged.returncode}: {packaged.stderr}"]
    package = service / "build/function"
    done = run(interpreter(service), "-B", EVENT, target, cwd=package, **settings("sqlite://"))
    if done.returncode != 0:
        return [f"exit status {done.returncode}: {done.stderr[-3000:]}"]
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    problems = []
    if [status for status, _ in answers] != [200, 422, 404] or json.loads(answers[0][1]) != {"status": "ok"}:
        problems.append(f"the answers are {answers}")
    return problems


@pytest.mark.parametrize("target", TARGETS)
def test_the_packaged_function_answers(
    target: str, render: Callable[..., Path], writable: Callable[[Path], Path]
) -> None:
    service = writable(render("fastapi-service@3.0.1", deploy_target=target, python_version="3.12"))
    assert check_function(service, target) == []
    entry = service / ENTRIES[target]
    text = entry.read_text(encoding="utf-8")
    entry.write_text(re.sub(r"src\.main import app\b", "src.main import application", text), encoding="utf-8")
    assert entry.read_text(encoding="utf-8") != text
    assert any("ImportError" in problem for problem in check_function(service, target))


@pytest.mark.row(12, 13, 14)
@pytest.mark.parametrize(
    ("release", "target"),
    slow_unless(lambda *case: case == ("3.0.1", "aws-lambda"), itertools.product(("2.4.1", "3.0.1"), ENTRIES)),
)
def test_its_own_tests_pass(
    release: str, target: str, render: Callable[..., Path], writable: Callable[[Path], Path]
) -> None:
    answers = {"deploy_target": target, "python_version": "3.12", "auth": "jwt"}
    assert check_suite(writable(render(f"fastapi-service@{release}", **answers))) == []
