"""gin-service: gofmt, vet and test by Debian's Go against its Gin, and the program against a real PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from languages import databases, go, running

RELEASES = ("gin-service@1.0.0", "gin-service@1.1.0")
NEWEST = RELEASES[-1]
PROGRAM = {"gin-service@1.0.0": ".", "gin-service@1.1.0": "./cmd/service"}
PLACEHOLDER = "postgresql://user:change-me@db:5432/shop"

Render = Callable[..., Path]
Writable = Callable[[Path], Path]
Database = Callable[[str], str]
Placed = Callable[..., Path]


@pytest.fixture(scope="module", name="postgresql")
def postgresql_fixture() -> Iterator[Database]:
    with databases.postgresql() as server:
        yield lambda name: f"{server(name)}?sslmode=disable"


@pytest.fixture(name="placed")
def placed_fixture(render: Render, tmp_path: Path) -> Placed:
    """A private copy where GOPATH mode expects it."""
    return lambda release, **answers: go.placed(render(release, **answers), tmp_path)


@pytest.fixture(scope="module", name="program")
def program_fixture(render: Render, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], running.Service]:
    """The compiled service of a release, made once."""
    made: dict[str, running.Service] = {}

    def program(release: str) -> running.Service:
        if release not in made:
            folder = tmp_path_factory.mktemp("program")
            made[release] = go.built(go.placed(render(release), folder), PROGRAM[release], folder / "service")
        return made[release]

    return program


def edited(folder: Path, name: str, old: str, new: str) -> Path:
    """The fault of a negative twin."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} has no {old!r} any more"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.row(5, 29, 30, 80, 95)
@pytest.mark.parametrize("release", RELEASES)
def test_gofmt_vet_and_its_tests_on_postgresql(release: str, placed: Placed, postgresql: Database) -> None:
    folder = placed(release)
    assert go.check_format(folder) == []
    assert go.check_vet(folder) == []
    assert go.check_tests(folder, postgresql(release)) == []


@pytest.mark.row(5, 30)
@pytest.mark.parametrize("release", RELEASES)
def test_gofmt_vet_and_its_tests_without_a_database(release: str, placed: Placed) -> None:
    folder = placed(release, database="none", entity="OrderItem", entity_plural="Order Items", owner="Shop-Team")
    assert go.check_format(folder) == []
    assert go.check_vet(folder) == []
    assert go.check_tests(folder) == []


@pytest.mark.row(5, 36, 73)
@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("database", ["postgresql", "none"])
def test_go_mod_requires_what_is_imported(release: str, database: str, render: Render) -> None:
    assert go.check_module(render(release, database=database)) == []


@pytest.mark.row(5, 25, 80, 95)
@pytest.mark.parametrize("release", RELEASES)
def test_it_migrates_serves_and_stops(
    release: str, program: Callable[[str], running.Service], postgresql: Database
) -> None:
    service = program(release)
    url = postgresql(f"{release} served")
    migrated = running.Service([*service.command, "migrate"], service.folder)
    for _ in range(2):
        assert running.check_ends(migrated, DATABASE_URL=url) == []
    assert running.check_serves(service, DATABASE_URL=url) == []
    assert running.check_database_down(service, "postgresql://user:secret@127.0.0.1:1/shop?sslmode=disable") == []


@pytest.mark.row(5, 94)
def test_production_refuses_placeholders(program: Callable[[str], running.Service]) -> None:
    assert running.check_refusals(program(NEWEST), PLACEHOLDER) == []


@pytest.mark.row(5, 65)
def test_its_health_check_needs_no_other_program(program: Callable[[str], running.Service]) -> None:
    service = program(NEWEST)
    check = running.Service([*service.command, "healthcheck"], service.folder)
    with running.running(service) as found:
        assert running.check_ends(check, PORT=str(found.port)) == []
    assert running.check_ends(check, PORT=str(databases.free_port()))


# The negative twins: each seeds one fault into a copy, and the same check has to find it.


def test_twin_a_file_that_gofmt_would_change_is_found(placed: Placed) -> None:
    assert go.check_format(edited(placed(NEWEST), "internal/store/memory.go", "\titems []", "\titems  []"))


def test_twin_a_wrong_format_string_is_found(placed: Placed) -> None:
    assert go.check_vet(edited(placed(NEWEST), "cmd/service/main.go", 'fmt.Sprintf(":%d"', 'fmt.Sprintf(":%s"'))


def test_twin_a_wrong_answer_fails_the_tests(placed: Placed) -> None:
    assert go.check_tests(
        edited(placed(NEWEST), "internal/api/products.go", "c.JSON(http.StatusCreated,", "c.JSON(http.StatusOK,")
    )


def test_twin_wrong_sql_fails_the_tests(placed: Placed, postgresql: Database) -> None:
    folder = edited(placed(NEWEST), "internal/store/postgresql.go", "ORDER BY created_at, id", "ORDER BY created, id")
    assert go.check_tests(folder, postgresql("twin"))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("go.mod", "\tgithub.com/lib/pq v1.10.9\n", ""),
        ("go.mod", "module ", "modul "),
        ("go.mod", "go 1.", "go 9."),
        ("cmd/service/main.go", "/internal/config", "/internal/settings"),
    ],
)
def test_twin_a_wrong_module_is_found(name: str, old: str, new: str, render: Render, writable: Writable) -> None:
    assert go.check_module(edited(writable(render(NEWEST)), name, old, new))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("cmd/service/main.go", "syscall.SIGTERM, syscall.SIGINT", "syscall.SIGINT"),
        ("internal/api/health.go", "a.store.Ping(ctx)", "ctx.Err()"),
        ("internal/config/config.go", "change-?me", "changed-me"),
    ],
)
def test_twin_a_program_that_misbehaves_is_found(name: str, old: str, new: str, placed: Placed, tmp_path: Path) -> None:
    service = go.built(edited(placed(NEWEST), name, old, new), PROGRAM[NEWEST], tmp_path / "program")
    down = "postgresql://user:secret@127.0.0.1:1/shop?sslmode=disable"
    assert (
        running.check_serves(service)
        + running.check_database_down(service, down)
        + running.check_refusals(service, PLACEHOLDER)
    )
