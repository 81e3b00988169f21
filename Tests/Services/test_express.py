"""express-service: Node itself, Debian's Express, real databases, and ESLint with the service's own rules."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from languages import databases, node, running

RELEASES = ("express-service@1.0.0", "express-service@1.1.0")
NEWEST = RELEASES[-1]
VARIANTS = [(release, {"database": database}) for release in RELEASES for database in ("postgresql", "mongodb", "none")]
VARIANTS.append((NEWEST, {"database": "mysql"}))
PLACEHOLDER = "postgresql://user:change-me@db:5432/shop"

Render = Callable[..., Path]
Writable = Callable[[Path], Path]
Database = Callable[[str], str]


@pytest.fixture(scope="module", name="postgresql")
def postgresql_fixture() -> Iterator[Database]:
    with databases.postgresql() as database:
        yield database


@pytest.fixture(scope="module", name="mariadb")
def mariadb_fixture() -> Iterator[Database]:
    with databases.mariadb() as database:
        yield database


def edited(service: Path, name: str, old: str, new: str) -> Path:
    """The fault of a negative twin."""
    path = service / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} has no {old!r} any more"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return service


@pytest.mark.row(4, 9, 31, 73)
@pytest.mark.parametrize(("release", "answers"), VARIANTS, ids=str)
def test_the_code_parses_and_asks_only_for_what_package_json_names(
    release: str, answers: dict[str, str], render: Render
) -> None:
    service = render(release, **answers)
    assert node.check_syntax(service) == []
    assert node.check_package(service) == []


@pytest.mark.row(4, 29, 34, 80)
@pytest.mark.parametrize("release", RELEASES)
def test_its_tests_pass_on_postgresql(release: str, render: Render, writable: Writable, postgresql: Database) -> None:
    service = writable(render(release))
    assert node.check_tests(service, node.drivers() | {"TEST_DATABASE_URL": postgresql(release)}) == []


@pytest.mark.row(4, 8, 29)
def test_its_tests_pass_on_mysql(render: Render, writable: Writable, mariadb: Database) -> None:
    service = writable(render(NEWEST, database="mysql"))
    assert node.check_tests(service, node.drivers() | {"TEST_DATABASE_URL": mariadb("shop")}) == []


@pytest.mark.row(4, 29)
def test_its_tests_pass_without_a_database(render: Render, writable: Writable) -> None:
    service = writable(render(NEWEST, database="none", entity="OrderItem", entity_plural="Order Items"))
    assert node.check_tests(service, node.modules()) == []


@pytest.mark.row(30, 82)
@pytest.mark.parametrize("database", ["postgresql", "mysql", "mongodb", "none"])
def test_eslint_has_nothing_to_say(database: str, render: Render, writable: Writable) -> None:
    assert node.check_lint(writable(render(NEWEST, database=database))) == []


@pytest.mark.row(4, 25, 33, 80, 95)
@pytest.mark.parametrize("release", RELEASES)
def test_it_migrates_serves_and_stops(release: str, render: Render, postgresql: Database) -> None:
    service = node.server(render(release), node.drivers())
    url = postgresql(f"{release} served")
    for _ in range(2):
        migrated = running.Service(["node", "src/migrate.js"], service.folder, service.environment)
        assert running.check_ends(migrated, DATABASE_URL=url) == []
    assert running.check_serves(service, DATABASE_URL=url) == []
    assert running.check_database_down(service, "postgresql://user:secret@127.0.0.1:1/shop") == []


@pytest.mark.row(4, 25, 80)
def test_it_serves_without_a_database(render: Render) -> None:
    assert running.check_serves(node.server(render(NEWEST, database="none"), node.modules())) == []


@pytest.mark.row(4, 94)
@pytest.mark.parametrize("release", RELEASES)
def test_production_refuses_placeholders(release: str, render: Render) -> None:
    assert running.check_refusals(node.server(render(release), node.drivers()), PLACEHOLDER) == []


def check_openapi(service: Path) -> list[str]:
    """/openapi.json is valid, and names what Kubernetes asks for."""
    with running.running(node.server(service, node.drivers())) as found:
        document = found.ask("GET", "/openapi.json").json()
    try:
        validate(document)
    except Exception as error:  # its exceptions have no other class in common
        return [f"/openapi.json: {error}"]
    return [
        f"/openapi.json lacks {path}"
        for path in ("/health", "/ready", "/api/v1/products")
        if path not in document["paths"]
    ]


@pytest.mark.row(4, 93)
def test_it_describes_itself(render: Render) -> None:
    assert check_openapi(render(NEWEST)) == []


# The negative twins: each seeds one fault into a copy, and the same check has to find it.


def test_twin_a_syntax_error_in_any_file_is_found(render: Render, writable: Writable) -> None:
    service = edited(writable(render(NEWEST)), "src/validation.js", "const MAX_NAME = 200;", "const MAX_NAME = = 200;")
    assert node.check_syntax(service)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("package.json", '"pg": "8.16.0"', '"pq": "8.16.0"'),
        ("package.json", '"express": "4.21.2"', '"express": "^4.21.2"'),
        ("src/app.js", "./api/health", "./health"),
    ],
)
def test_twin_a_wrong_package_is_found(name: str, old: str, new: str, render: Render, writable: Writable) -> None:
    assert node.check_package(edited(writable(render(NEWEST)), name, old, new))


def test_twin_a_wrong_answer_fails_the_tests(render: Render, writable: Writable) -> None:
    service = edited(writable(render(NEWEST)), "src/api/v1/products.js", "res.status(201)", "res.status(200)")
    assert node.check_tests(service, node.modules())


def test_twin_wrong_sql_fails_the_tests(render: Render, writable: Writable, mariadb: Database) -> None:
    service = edited(
        writable(render(NEWEST, database="mysql")),
        "src/stores/mysql.js",
        "ORDER BY created_at, id",
        "ORDER BY created, id",
    )
    assert node.check_tests(service, node.drivers() | {"TEST_DATABASE_URL": mariadb("twin")})


def test_twin_an_unused_name_is_found(render: Render, writable: Writable) -> None:
    service = edited(
        writable(render(NEWEST)), "src/app.js", "const app = express();", "const app = express();\n  const unused = 1;"
    )
    assert node.check_lint(service)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("src/server.js", "['SIGTERM', 'SIGINT']", "['SIGINT']"),
        ("src/server.js", "logger.info('Stopped');", "process.stdout.write('Stopped');"),
        ("src/api/v1/products.js", "res.status(204).end();", "res.json({});"),
    ],
)
def test_twin_a_service_that_does_not_stop_log_or_delete_is_found(
    name: str, old: str, new: str, render: Render, writable: Writable
) -> None:
    service = edited(writable(render(NEWEST, database="none")), name, old, new)
    assert running.check_serves(node.server(service, node.modules()))


def test_twin_readiness_without_the_database_is_found(render: Render, writable: Writable) -> None:
    service = edited(writable(render(NEWEST)), "src/api/health.js", "await within(PATIENCE_MS, store.ping());", "")
    assert running.check_database_down(
        node.server(service, node.drivers()), "postgresql://user:secret@127.0.0.1:1/shop"
    )


def test_twin_accepted_placeholders_are_found(render: Render, writable: Writable) -> None:
    service = edited(writable(render(NEWEST)), "src/config.js", "change-?me", "changed-me")
    assert running.check_refusals(node.server(service, node.drivers()), PLACEHOLDER)


def test_twin_an_invalid_description_is_found(render: Render, writable: Writable) -> None:
    service = edited(writable(render(NEWEST)), "src/api/openapi.js", "in: 'path', required: true", "in: 'path'")
    assert check_openapi(service)
