"""Answers show up where they belong, and nowhere else; a new service shows no drift."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import flows
import harness
from answer_sets import AWKWARD, NEWEST, UNUSUAL, all_cases, case, releases
from questions import choices
from repetitions import slow_unless

Render = Callable[..., Path]

IDENTITY = {f"GIT_{who}_{what}": "owner@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
OTHER = {
    "default_branch": "elsewhere",
    "port": 4711,
    "ingress_host": "other.example.org",
    "k8s_namespace": "elsewhere",
    "description": "Quite another description",
    "license": "apache-2.0",
    "python_version": "3.5",
}


@pytest.mark.row(36, 79, 87, 108)
@pytest.mark.parametrize("check", flows.FLOWS, ids=lambda check: check.__name__)
def test_answers_flow(check: Callable, render: Render) -> None:
    texts = {"ingress_host": "shop.example.org", "k8s_namespace": "shop-space"}
    cases = [c for c in all_cases() if c.release in NEWEST or c.given in ((), case(c.release, **AWKWARD).given)]
    cases += [case(release, **texts) for release in NEWEST] + [case(release, ingress_host="") for release in NEWEST]
    for one in cases:
        problems = check(render(one.release, **one.answers), one.answers)
        assert not problems, f"{one.release} with {one.answers}: {problems}"


@pytest.mark.parametrize("check", flows.FLOWS, ids=lambda check: check.__name__)
def test_a_lost_answer_is_found(check: Callable, render: Render) -> None:
    """The twin: the same service, held against other answers than its own."""
    assert check(render("fastapi-service@3.0.1"), OTHER)


@pytest.mark.row(20)
@pytest.mark.parametrize("release", NEWEST)
def test_the_registry_changes_only_login_image_and_secrets(release: str, render: Render) -> None:
    values = next(factor.values for factor in choices(release) if factor.name == "registry")
    assert len(values) == 3
    for ci in next(factor.values for factor in choices(release) if factor.name == "ci"):
        first, *others = (render(release, ci=ci, registry=value) for value in values)
        for other in others:
            assert not flows.registry_lines(first, other)


@pytest.mark.row(20)
def test_more_than_the_registry_is_found(render: Render, writable: Callable[[Path], Path]) -> None:
    first = render("fastapi-service@3.0.1")
    other = writable(render("fastapi-service@3.0.1", registry="ecr"))
    assert not flows.registry_lines(first, other)
    with open(other / "src/main.py", "a", encoding="utf-8") as code:
        code.write("REPLICAS = 3\n")
    assert flows.registry_lines(first, other) == ["src/main.py: REPLICAS = 3"]


@pytest.mark.row(1)
@pytest.mark.parametrize("release", NEWEST)
def test_a_new_service_shows_no_drift(release: str, scaffold: Path, tmp_path: Path) -> None:
    """With the defaults, with awkward texts and with unusual names; a committed edit is drift."""
    for number, answers in enumerate([{}, AWKWARD, {k: v for k, v in UNUSUAL.items() if "name" not in k}]):
        service = create(scaffold, release, answers, tmp_path / str(number) / "shop")
        assert_no_drift(scaffold, release, service)
    (service / "README.md").write_text("Rewritten.\n", encoding="utf-8")
    harness.run("git", "-C", service, "commit", "--quiet", "--all", "--message", "Rewrite", **IDENTITY)
    done = harness.run(scaffold, "status", service)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "README.md" in done.stdout


SHOWN = ("fastapi-service@1.0.0", "fastapi-service@1.4.1", "fastapi-service@1.4.2", "gin-service@1.0.0")


@pytest.mark.row(1)
@pytest.mark.parametrize("release", slow_unless(SHOWN.__contains__, releases()))
def test_every_release_can_be_created_or_is_withdrawn(release: str, scaffold: Path, tmp_path: Path) -> None:
    service = tmp_path / "shop"
    done = attempt(scaffold, release, {}, service)
    if release == "fastapi-service@1.4.1":
        assert done.returncode != 0
        assert "1.4.2" in done.stderr
    else:
        assert done.returncode == 0, done.stderr
        assert_no_drift(scaffold, release, service)


def assert_no_drift(scaffold: Path, release: str, service: Path) -> None:
    """Nothing is edited; what is not the newest release is behind, which is another thing."""
    done = harness.run(scaffold, "status", service)
    assert "no file edited" in done.stdout, done.stdout + done.stderr
    newest = {r.partition("@")[0]: r for r in NEWEST}.values()
    assert done.returncode == (0 if release in newest else 1), done.stdout + done.stderr


def attempt(scaffold: Path, release: str, answers: dict, service: Path):
    service.parent.mkdir(parents=True, exist_ok=True)
    given = service.with_suffix(".yml")
    given.write_text(json.dumps(harness.required_answers(release) | answers), encoding="utf-8")
    return harness.run(scaffold, "new", release, service, "--defaults", "--answers", given, **IDENTITY)


def create(scaffold: Path, release: str, answers: dict, service: Path) -> Path:
    done = attempt(scaffold, release, answers, service)
    assert done.returncode == 0, done.stdout + done.stderr
    return service
