"""What a program makes of the API's own description: schemathesis calls it with all that it allows."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from harness import interpreter, run
from repetitions import slow_unless
from running.service import Started, migrate, migrated_file, started
from running.tokens import token

# Many examples find more, and take longer; the seed makes every run the same.
OPTIONS = ("--max-examples=8", "--seed=20240506", "--phases=examples,coverage,fuzzing", "--no-color")
PRODUCTS = "src/api/v1/endpoints/products.py"
# Answers of another service than the one that the database is behind.
OVERRIDE = """
import asyncio, json, sys
from httpx import ASGITransport, AsyncClient
from {package}.main import app
from {package}.core.dependencies import get_product_service

class Fake:
    async def page(self, skip, limit):
        return []

async def main():
    app.dependency_overrides[get_product_service] = Fake
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://service") as client:
        answer = await client.get("/api/v1/products")
        print(answer.status_code, answer.json())

asyncio.run(main())
"""


def check_with_schemathesis(running: Started, *arguments: str) -> list[str]:
    """The failures that schemathesis finds."""
    program = shutil.which("schemathesis")
    assert program, "schemathesis is not installed: it is in Tests/Services/requirements.txt"
    done = run(program, "run", f"{running.address}/openapi.json", *OPTIONS, *arguments, cwd=running.log.parent)
    if done.returncode == 0:
        return []
    return re.findall(r"^- .*", done.stdout, re.MULTILINE) or [done.stdout + done.stderr]


@pytest.mark.row(3, 34, 80)
@pytest.mark.parametrize("release", slow_unless("3.0.1".__eq__, ["2.4.1", "3.0.1"]))
def test_the_api_does_what_its_description_says(
    release: str, render: Callable[..., Path], database_url: Callable[[str], str], tmp_path: Path
) -> None:
    service, url = render(f"fastapi-service@{release}"), database_url("postgresql")
    migrate(service, url)
    with started(service, url, tmp_path / "log") as running:
        assert check_with_schemathesis(running) == []


@pytest.mark.row(97)
def test_so_does_the_one_with_tokens(
    render: Callable[..., Path], database_url: Callable[[str], str], tmp_path: Path
) -> None:
    service, url = render("fastapi-service@3.0.1", auth="jwt"), database_url("postgresql")
    migrate(service, url)
    with started(service, url, tmp_path / "log") as running:
        bearer = f"Authorization: Bearer {token('admin', exp=4102444800)}"
        assert check_with_schemathesis(running, "--header", bearer) == []


def test_schemathesis_finds_an_answer_that_is_not_described(
    render: Callable[..., Path], writable: Callable[[Path], Path], work: Path, tmp_path: Path
) -> None:
    pristine = render("fastapi-service@3.0.1")
    url = migrated_file(pristine, work, tmp_path / "test.db")
    service = writable(pristine)
    text = (service / PRODUCTS).read_text(encoding="utf-8")
    faulty = text.replace("ge=1, le=MAX_ID", "le=2**80")
    assert faulty != text
    (service / PRODUCTS).write_text(faulty, encoding="utf-8")
    with started(service, url, tmp_path / "log") as running:
        problems = check_with_schemathesis(running, "--include-method=GET", "--include-path-regex=product_id")
    assert any("Server error" in problem for problem in problems), problems


@pytest.mark.row(43, 46, 49, 99)
@pytest.mark.parametrize(("release", "package"), [("2.4.1", "app"), ("3.0.1", "src")])
def test_tests_can_put_another_service_in_place(release: str, package: str, render: Callable[..., Path]) -> None:
    """Nothing listens where the database should be."""
    service = render(f"fastapi-service@{release}")
    nowhere = {"DATABASE_URL": "postgresql://service:secret@127.0.0.1:1/nothing", "ENVIRONMENT": "development"}
    done = run(interpreter(service), "-B", "-c", OVERRIDE.format(package=package), cwd=service, **nowhere)
    assert (done.returncode, done.stdout.strip()) == (0, "200 []"), done.stderr
