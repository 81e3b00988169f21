"""The script by which a pipeline tells Argo CD or Flux which image to run, with real repositories."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

IMAGE = "registry.example.com:5000/team/product-service"


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def set_image(service: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = next(service.rglob("set-image.sh"))
    return subprocess.run([script, *arguments], cwd=service, capture_output=True, text=True, check=False)


def images(service: Path) -> list[dict[str, str]]:
    file = next(path for path in service.rglob("production/kustomization.yaml") if "gitops" in path.parts)
    return yaml.safe_load(file.read_text(encoding="utf-8"))["images"]


@pytest.fixture(name="service", params=["fastapi-service@2.4.1", "fastapi-service@3.0.1"])
def service_fixture(request, render: Callable[..., Path], writable: Callable[[Path], Path]) -> Path:
    """A service in a repository with an origin."""
    service = writable(render(request.param, gitops="argocd"))
    origin = service.parent / "origin.git"
    git(service.parent, "init", "--quiet", "--bare", "--initial-branch", "main", str(origin))
    git(service, "init", "--quiet", "--initial-branch", "main")
    git(service, "add", "--all")
    git(service, "commit", "--quiet", "--message", "New")
    git(service, "remote", "add", "origin", str(origin))
    git(service, "push", "--quiet", "origin", "main")
    return service


@pytest.mark.row(22, 23)
def test_the_image_is_written_committed_and_pushed(service: Path) -> None:
    assert set_image(service, f"{IMAGE}:abc123").returncode == 0
    assert images(service) == [{"name": "product-service", "newName": IMAGE, "newTag": "abc123"}]
    assert git(service, "log", "--format=%s", "FETCH_HEAD..") == f"Deploy {IMAGE}:abc123"
    assert git(service, "ls-remote", "origin", "main").split()[0] == git(service, "rev-parse", "HEAD")


def test_the_same_image_makes_no_second_commit(service: Path) -> None:
    for _ in range(2):
        assert set_image(service, f"{IMAGE}:abc123").returncode == 0
    assert git(service, "rev-list", "--count", "HEAD") == "2"


def test_a_tag_of_digits_stays_a_text(service: Path) -> None:
    assert set_image(service, "--dry-run", f"{IMAGE}:1234567").returncode == 0
    assert images(service)[0]["newTag"] == "1234567"
    assert git(service, "rev-list", "--count", "HEAD") == "1"


def test_what_others_pushed_meanwhile_stays(service: Path) -> None:
    other = service.parent / "other"
    git(service.parent, "clone", "--quiet", str(service.parent / "origin.git"), str(other))
    (other / "NOTES").write_text("theirs\n", encoding="utf-8")
    git(other, "add", "NOTES")
    git(other, "commit", "--quiet", "--message", "Theirs")
    git(other, "push", "--quiet", "origin", "main")
    assert set_image(service, f"{IMAGE}:abc123").returncode == 0
    assert git(service, "log", "--format=%s", "--reverse", "HEAD").splitlines()[1:] == ["Theirs", f"Deploy {IMAGE}:abc123"]


@pytest.mark.parametrize("arguments", [(), ("product-service",), ("a:b", "c:d"), ("x:y z",), ("a|b:c",)])
def test_what_is_no_image_is_refused(service: Path, arguments: tuple[str, ...]) -> None:
    assert set_image(service, *arguments).returncode == 64


def test_a_file_without_the_image_is_named(service: Path) -> None:
    file = next(path for path in service.rglob("production/kustomization.yaml") if "gitops" in path.parts)
    file.write_text(file.read_text(encoding="utf-8").partition("images:")[0], encoding="utf-8")
    done = set_image(service, "--dry-run", f"{IMAGE}:abc123")
    assert done.returncode == 1
    assert "kustomization.yaml has no lines newName and newTag" in done.stderr


def test_a_branch_that_takes_no_commit_is_an_error(service: Path) -> None:
    shutil.rmtree(service.parent / "origin.git")
    assert set_image(service, f"{IMAGE}:abc123").returncode != 0
