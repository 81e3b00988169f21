"""spring-service: no Spring Boot is to be had here, so its code is parsed, its files are compared, and its SQL is run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from languages import databases, java

RELEASES = ("spring-service@1.0.0", "spring-service@1.1.0")
NEWEST = RELEASES[-1]
VARIANTS = [(release, {"database": database}) for release in RELEASES for database in ("postgresql", "none")]
VARIANTS.append(
    (NEWEST, {"entity": "OrderItem", "entity_plural": "Order Items", "java_package": "org.shop.orders.service"})
)
SOURCES = "src/main/java/com/example/productservice"

Render = Callable[..., Path]
Writable = Callable[[Path], Path]
Database = Callable[[str], str]


@pytest.fixture(scope="module", name="postgresql")
def postgresql_fixture() -> Iterator[Database]:
    with databases.postgresql() as database:
        yield database


def edited(service: Path, name: str, old: str, new: str) -> Path:
    """The fault of a negative twin."""
    path = service / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} has no {old!r} any more"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return service


def check_migrations(service: Path, url: str) -> list[str]:
    return java.check_migrations(service, url, databases.program("psql", "postgresql"))


@pytest.mark.row(6, 73)
@pytest.mark.parametrize(("release", "answers"), VARIANTS, ids=str)
def test_the_code_parses_and_its_files_agree(release: str, answers: dict[str, str], render: Render) -> None:
    service = render(release, **answers)
    assert java.check_syntax(service) == []
    assert java.check_places(service) == []
    assert java.check_pom(service) == []
    assert java.check_properties(service) == []


@pytest.mark.row(33)
@pytest.mark.parametrize("release", RELEASES)
def test_its_migrations_run_on_postgresql(release: str, render: Render, postgresql: Database) -> None:
    assert check_migrations(render(release), postgresql(release)) == []


# The negative twins: each seeds one fault into a copy, and the same check has to find it.


def test_twin_a_syntax_error_is_found(render: Render, writable: Writable) -> None:
    service = edited(writable(render(NEWEST)), f"{SOURCES}/product/Product.java", "public record", "public records")
    assert java.check_syntax(service)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (
            "product/Product.java",
            "package com.example.productservice.product;",
            "package com.example.productservice.model;",
        ),
        (
            "health/HealthController.java",
            "productservice.product.ProductRepository",
            "productservice.repository.ProductRepository",
        ),
        ("product/ProductController.java", "class ProductController", "class ProductsController"),
    ],
)
def test_twin_a_file_in_the_wrong_place_is_found(
    name: str, old: str, new: str, render: Render, writable: Writable
) -> None:
    assert java.check_places(edited(writable(render(NEWEST)), f"{SOURCES}/{name}", old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</dependencies>", ""),
        ("spring-boot-starter-validation", "spring-boot-starter-mail"),
        ("<java.version>17<", "<java.version>21<"),
    ],
)
def test_twin_a_wrong_pom_is_found(old: str, new: str, render: Render, writable: Writable) -> None:
    assert java.check_pom(edited(writable(render(NEWEST)), "pom.xml", old, new))


@pytest.mark.parametrize(
    ("old", "new"), [("server.port=", "server.port: "), ("${LOG_LEVEL:info}", "${LOG_LEVELS:info}")]
)
def test_twin_a_wrong_setting_is_found(old: str, new: str, render: Render, writable: Writable) -> None:
    assert java.check_properties(
        edited(writable(render(NEWEST)), "src/main/resources/application.properties", old, new)
    )


def test_twin_wrong_sql_is_found(render: Render, writable: Writable, postgresql: Database) -> None:
    name = "src/main/resources/db/migration/V1__initial.sql"
    service = edited(writable(render(NEWEST)), name, "(created_at, id)", "(created, id)")
    assert check_migrations(service, postgresql("twin"))
