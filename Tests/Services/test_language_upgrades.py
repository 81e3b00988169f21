"""express-, gin- and spring-service: what they refuse, and from 1.0.0 to 1.1.0, untouched and edited by their owners."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

import harness
from languages import go, java, node

Render = Callable[..., Path]
# What services from before 1.1.0 get for the questions of 1.1.0 that are answered otherwise in new ones.
UPGRADED = {"license": "none", "network_policy": False}


@dataclass(frozen=True)
class Edit:
    """An owner replaces `old` by `new`, in a file that is at `now` after the upgrade."""

    path: str
    old: str
    new: str
    now: str = ""


def added(path: str, after: str, line: str, now: str = "") -> Edit:
    return Edit(path, after, after + line, now)


COMMON = [
    added("README.md", "## Prerequisites\n", "\n- Access to the shop's gateway\n"),
    added("Dockerfile", "EXPOSE ", "8443 "),
    added(".env.example", "# Settings of your own go below this line.\n", "SHOP_CURRENCY=EUR\n"),
    added(".gitignore", "# Files of your own go below this line.\n", "/price-lists/\n"),
    added("k8s/configmap.yaml", "  LOG_LEVEL: info\n", "  SHOP_CURRENCY: EUR\n"),
]
MAIN = "src/main/java/com/example/productservice"
EDITS = {
    "express-service": [
        added(
            "src/routes/products.js",
            "const router = express.Router();\n",
            "  // Prices are net.\n",
            "src/api/v1/products.js",
        ),
        added(
            "src/routes/health.js",
            "res.json({ status: 'ok' });\n",
            "    // The gateway asks twice a second.\n",
            "src/api/health.js",
        ),
        added("src/app.js", "  app.disable('x-powered-by');\n", "  app.set('trust proxy', 1);\n"),
        added("package.json", '"express": "4.21.2",\n', '    "helmet": "8.1.0",\n'),
    ],
    "gin-service": [
        Edit(
            "main.go",
            "shutdownTimeout  = 20 * time.Second",
            "shutdownTimeout  = 10 * time.Second",
            "cmd/service/main.go",
        ),
        added("internal/api/router.go", '\tr.GET("/ready", api.ready)\n', '\tr.GET("/alive", api.health)\n'),
    ],
    "spring-service": [
        added(
            f"{MAIN}/controller/ProductController.java",
            "private final ProductRepository repository;\n",
            "    // Prices are net.\n",
            f"{MAIN}/product/ProductController.java",
        ),
        added("src/main/resources/application.properties", "server.port=${PORT:8080}\n", "server.http2.enabled=true\n"),
    ],
}
OWN = {
    "express-service": {"src/routes/reviews.js": "'use strict';\n\nmodule.exports = {};\n"},
    "gin-service": {"internal/prices/prices.go": "// Package prices knows what things cost.\npackage prices\n"},
    "spring-service": {
        f"{MAIN}/prices/Prices.java": "package com.example.productservice.prices;\n\nclass Prices {\n}\n"
    },
}


@dataclass
class Upgraded:
    folder: Path
    status: int
    record: dict

    @property
    def held(self) -> set[str]:
        return {entry["path"] for entry in self.record.get("held", [])}


@pytest.fixture(name="upgraded")
def upgraded_fixture(scaffold: Path, tmp_path: Path) -> Callable[..., Upgraded]:
    """Generates 1.0.0 of a scaffold, lets its owners edit and commit it, upgrades it and merges the branch."""
    config = tmp_path / "gitconfig"
    config.write_text("[user]\n\tname = Service Owner\n\temail = owner@example.com\n", encoding="utf-8")

    def run(*command: str | Path) -> int:
        done = harness.run(*command, cwd=tmp_path, GIT_CONFIG_GLOBAL=str(config), GIT_CONFIG_NOSYSTEM="1")
        assert done.returncode in (0, 1), f"{command}: {done.stderr}{done.stdout}"
        return done.returncode

    def upgraded(name: str, edit: Callable[[Path], None], **answers: str) -> Upgraded:
        folder = tmp_path / "service"
        given = [part for key, value in answers.items() for part in ("--set", f"{key}={value}")]
        assert run(scaffold, "new", f"{name}@1.0.0", folder, "--defaults", "--set", "name=product-service", *given) == 0
        edit(folder)
        git = ("git", "-C", folder)
        run(*git, "add", "--all")
        run(*git, "commit", "--quiet", "--allow-empty", "--message", "Make it ours")
        status = run(scaffold, "upgrade", folder, "--to", "1.1.0")
        assert run(*git, "merge", "--quiet", "--ff-only", f"scaffold/{name}") == 0
        record = yaml.safe_load((folder / ".scaffold.yml").read_text(encoding="utf-8"))["scaffolds"][0]
        return Upgraded(folder, status, record)

    return upgraded


def edit_all(name: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        for change in COMMON + EDITS[name]:
            path = folder / change.path
            text = path.read_text(encoding="utf-8")
            assert change.old in text, f"{change.path} has no {change.old!r} any more"
            path.write_text(text.replace(change.old, change.new, 1), encoding="utf-8")
        for own, text in OWN[name].items():
            (folder / own).parent.mkdir(parents=True, exist_ok=True)
            (folder / own).write_text(text, encoding="utf-8")

    return edit


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = [path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts]
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mode & 0o111)
        for path in files
        if path.name != ".scaffold.yml"
    }


def check_same(folder: Path, fresh: Path) -> list[str]:
    have, want = contents(folder), contents(fresh)
    return [
        f"{name} is not as in a fresh render"
        for name in sorted(have.keys() | want.keys())
        if have.get(name) != want.get(name)
    ]


def check_kept(found: Upgraded, name: str) -> list[str]:
    """Everything that the owners wrote is where it belongs now."""
    problems = []
    for change in COMMON + EDITS[name]:
        path = found.folder / (change.now or change.path)
        if not path.is_file() or change.new.removeprefix(change.old) not in path.read_text(encoding="utf-8"):
            problems.append(f"{change.new!r} of {change.path} is not in {change.now or change.path}")
    return problems + [
        f"{own} is not as its owners wrote it"
        for own, text in OWN[name].items()
        if (found.folder / own).read_text(encoding="utf-8") != text
    ]


def check_works(found: Upgraded, name: str, gopath: Path) -> list[str]:
    if name == "express-service":
        return node.check_tests(found.folder, node.drivers())
    if name == "gin-service":
        folder = go.placed(found.folder, gopath)
        return go.check_format(folder) + go.check_vet(folder) + go.check_tests(folder)
    return java.check_syntax(found.folder) + java.check_places(found.folder) + java.check_pom(found.folder)


@pytest.mark.row(2)
@pytest.mark.parametrize("name", EDITS)
def test_a_target_that_is_not_offered_is_refused_by_name(name: str, render: Render) -> None:
    with pytest.raises(AssertionError, match=r"deploy_target.*aws-lambda"):
        render(f"{name}@1.1.0", deploy_target="aws-lambda")


@pytest.mark.parametrize(
    ("name", "entity"),
    [("express-service", "page"), ("gin-service", "err not found"), ("spring-service", "HttpStatus")],
)
@pytest.mark.parametrize("release", ["1.0.0", "1.1.0"])
def test_a_name_that_the_generated_code_has_is_refused(name: str, release: str, entity: str, render: Render) -> None:
    with pytest.raises(AssertionError, match=r"entity.*uses this name itself"):
        render(f"{name}@{release}", entity=entity)


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("answers", [{}, {"database": "none", "deploy_target": "none", "registry": "ecr"}], ids=str)
def test_an_untouched_service_becomes_a_fresh_one(
    name: str, answers: dict[str, str], upgraded: Callable[..., Upgraded], render: Render
) -> None:
    found = upgraded(name, lambda folder: None, **answers)
    assert (found.status, found.held) == (0, set())
    given = UPGRADED if not answers else {"license": "none"} | answers
    assert check_same(found.folder, render(f"{name}@1.1.0", **given)) == []


@pytest.mark.parametrize("name", EDITS)
def test_nothing_of_the_owners_is_lost(name: str, upgraded: Callable[..., Upgraded], tmp_path: Path) -> None:
    found = upgraded(name, edit_all(name))
    assert (found.status, found.held) == (0, set())
    assert check_kept(found, name) == []
    assert check_works(found, name, tmp_path / "go") == []


@pytest.mark.parametrize("name", EDITS)
def test_a_number_of_replicas_is_held_where_the_autoscaler_takes_over(
    name: str, upgraded: Callable[..., Upgraded]
) -> None:
    def more_pods(folder: Path) -> None:
        path = folder / "k8s/deployment.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("replicas: 2", "replicas: 5"), encoding="utf-8")

    found = upgraded(name, more_pods)
    assert (found.status, found.held) == (1, {"k8s/deployment.yaml"})
    assert "replicas: 5" in (found.folder / "k8s/deployment.yaml").read_text(encoding="utf-8")


def test_twin_a_lost_line_is_found(upgraded: Callable[..., Upgraded], render: Render) -> None:
    name = "express-service"
    found = upgraded(name, edit_all(name))
    (found.folder / "src/api/v1/products.js").write_bytes(
        (render(f"{name}@1.1.0") / "src/api/v1/products.js").read_bytes()
    )
    assert check_kept(found, name)
    assert check_same(found.folder, render(f"{name}@1.1.0", **UPGRADED))
