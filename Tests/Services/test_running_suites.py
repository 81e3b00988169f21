"""The services' own tests, on every database that they can have."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from answer_sets import AWKWARD, UNUSUAL, releases, single_changes
from harness import service_tests
from questions import choices
from repetitions import slow_unless

NEWEST = ("2.4.1", "3.0.1")
LINES = ("1.0.0", "1.4.2", *NEWEST)  # the first release, and the last of each line
FASTAPI = [release.partition("@")[2] for release in releases() if release.startswith("fastapi-service@")]
# Questions whose answer changes the code, and so the tests; those of deploy_target have a file of their own.
CODE = ("database", "auth", "telemetry", "extras", "log_format")
# Answers that no other test of this file has: never slow.
ALONE = ({"database": "mongodb"}, {"log_format": "text"}, {"extras": ["redis", "queue"]})


def offers(release: str, question: str, value: str) -> bool:
    asked = {factor.name: factor.values for factor in choices(f"fastapi-service@{release}")}
    return value in asked.get(question, ())


MYSQL = [release for release in FASTAPI if offers(release, "database", "mysql")]
ON_SERVERS = [
    *((release, {}, "postgresql") for release in LINES),
    *((release, {"auth": "jwt", "accounts": "example"}, "postgresql") for release in NEWEST),
    *((release, {"database": "mysql"}, "mysql") for release in MYSQL),
]
SINGLE = [
    (release, case.answers)
    for release in NEWEST
    for case in single_changes(f"fastapi-service@{release}")[0]
    if set(case.answers) & set(CODE)
]


def check_suite(service: Path, *arguments: str, **environment: str) -> list[str]:
    """The failures of the service's own tests; a suite that does not come to an end is one, too."""
    done = service_tests(service, *arguments, **environment)
    if done.returncode == 0 and re.search(r"\d+ passed", done.stdout):
        return []
    return re.findall(r"^(?:FAILED|ERROR) .*", done.stdout, re.MULTILINE) or [
        f"exit status {done.returncode}: {done.stdout[-3000:]}{done.stderr[-3000:]}"
    ]


@pytest.mark.row(3, 10, 29, 32, 50, 51, 59, 99, 105)
@pytest.mark.parametrize("release", slow_unless(LINES.__contains__, FASTAPI))
def test_on_sqlite(release: str, render: Callable[..., Path], writable: Callable[[Path], Path]) -> None:
    assert check_suite(writable(render(f"fastapi-service@{release}"))) == []


@pytest.mark.row(7, 8, 31, 50, 100)
@pytest.mark.parametrize(
    ("release", "answers", "kind"),
    slow_unless(lambda release, answers, kind: not answers or (release, kind) == ("2.4.1", "mysql"), ON_SERVERS),
    ids=["-".join([r, *a.values(), k]) for r, a, k in ON_SERVERS],
)
def test_on_a_real_server(
    release: str,
    answers: dict[str, str],
    kind: str,
    render: Callable[..., Path],
    writable: Callable[[Path], Path],
    database_url: Callable[[str], str],
) -> None:
    service = writable(render(f"fastapi-service@{release}", **answers))
    assert check_suite(service, TEST_DATABASE_URL=database_url(kind)) == []


@pytest.mark.row(57, 107, 108)
@pytest.mark.parametrize("release", slow_unless("3.0.1".__eq__, ["1.4.2", *NEWEST]))
@pytest.mark.parametrize("answers", [AWKWARD, UNUSUAL], ids=["awkward", "unusual"])
def test_other_names_and_texts(
    release: str, answers: dict[str, object], render: Callable[..., Path], writable: Callable[[Path], Path]
) -> None:
    asked = answers | ({"service_name": "shop"} if release == "1.4.2" else {"name": "shop"})
    known = {"1.4.2": "name", "2.4.1": "service_name", "3.0.1": "service_name"}[release]
    given = {name: value for name, value in asked.items() if name != known}
    assert check_suite(writable(render(f"fastapi-service@{release}", **given))) == []


@pytest.mark.row(55, 97, 98)
@pytest.mark.parametrize("release", slow_unless("3.0.1".__eq__, NEWEST))
def test_with_every_option(release: str, render: Callable[..., Path], writable: Callable[[Path], Path]) -> None:
    service = writable(render(f"fastapi-service@{release}", auth="jwt", accounts="example", telemetry="opentelemetry"))
    assert check_suite(service) == []


@pytest.mark.row(9, 28, 97, 98)
@pytest.mark.parametrize(
    ("release", "answers"),
    slow_unless(lambda release, answers: release == "3.0.1" and answers in ALONE, SINGLE),
    ids=[f"{r}-{'-'.join(map(str, a.values()))}" for r, a in SINGLE],
)
def test_each_answer_that_changes_the_code(
    release: str, answers: dict[str, object], render: Callable[..., Path], writable: Callable[[Path], Path]
) -> None:
    assert check_suite(writable(render(f"fastapi-service@{release}", **answers))) == []


@pytest.mark.row(49, 58)
@pytest.mark.parametrize("release", slow_unless("3.0.1".__eq__, NEWEST))
def test_unit_tests_need_no_database(
    release: str, render: Callable[..., Path], writable: Callable[[Path], Path]
) -> None:
    """Nothing listens on port 1, and nothing may try to find out."""
    service = writable(render(f"fastapi-service@{release}", auth="jwt"))
    nowhere = "postgresql://service:secret@127.0.0.1:1/nothing"
    assert check_suite(service, "tests/unit", TEST_DATABASE_URL=nowhere) == []
    assert check_suite(service, "tests/integration", "-x", "--tb=no", TEST_DATABASE_URL=nowhere) != []


@pytest.mark.row(84)
def test_too_little_coverage_is_a_failure(render: Callable[..., Path], writable: Callable[[Path], Path]) -> None:
    service = writable(render("fastapi-service@3.0.1"))
    assert check_suite(service, "--cov") == []
    assert "Required test coverage" in check_suite(service, "--cov", "tests/unit/test_config.py")[0]


@pytest.mark.parametrize("release", slow_unless("1.0.0".__eq__, ["1.0.0", *NEWEST]))
def test_the_check_finds_a_route_that_is_gone(
    release: str, render: Callable[..., Path], writable: Callable[[Path], Path]
) -> None:
    service = writable(render(f"fastapi-service@{release}"))
    seeded = 0
    for file in sorted(service.glob("*/**/*.py")):
        text, count = re.subn(r"^@\w+\.post\(.*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")
        seeded += count
    assert seeded == 1
    assert any("create" in problem for problem in check_suite(service))
