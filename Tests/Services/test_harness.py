"""The harness itself: renders are shared, copies are private, environments fit the pins."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import harness


def test_a_render_is_made_once_and_a_copy_is_private(
    render: Callable[..., Path], writable: Callable[[Path], Path]
) -> None:
    pristine = render("fastapi-service@3.0.1")
    assert render("fastapi-service@3.0.1") == pristine
    assert render("fastapi-service@3.0.1", ci="gitlab") != pristine
    copy = writable(pristine)
    (copy / "README.md").unlink()
    assert (pristine / "README.md").exists()
    assert os.access(copy / "deploy/scripts/migrate.sh", os.X_OK)


def test_a_release_that_does_not_render_says_why(render: Callable[..., Path]) -> None:
    with pytest.raises(AssertionError, match="database"):
        render("fastapi-service@3.0.1", database="oracle")


def test_pins_leave_out_comments_and_references(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("# web\nfastapi==1.0  # pinned\n\n", encoding="utf-8")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\npytest==2.0\n", encoding="utf-8")
    assert harness.pins(tmp_path) == ["fastapi==1.0", "pytest==2.0"]
