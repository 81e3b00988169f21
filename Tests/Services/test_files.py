"""Checks of a freshly rendered service that its own tests cannot make: do its files agree?

Run by scripts/check-services with the service's interpreter; SERVICE_DIR names the service.
"""

import ast
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from dotenv import dotenv_values

SERVICE = Path(os.environ["SERVICE_DIR"])
BRANCH = os.environ["SERVICE_BRANCH"]


def text(name: str) -> str:
    return (SERVICE / name).read_text(encoding="utf-8")


def files(pattern: str = "*") -> list:
    return sorted(path for path in SERVICE.rglob(pattern) if path.is_file())


def text_files() -> list:
    return [path for path in files() if b"\0" not in path.read_bytes()]


def one_of(*names: str) -> str:
    present = [name for name in names if (SERVICE / name).exists()]
    assert len(present) == 1, f"expected exactly one of {names}, found {present}"
    return present[0]


@pytest.fixture(scope="module", name="pipeline")
def pipeline_fixture() -> dict:
    """The service's pipeline in one shape, whichever system runs it; empty where nothing does."""
    present = [name for name in PIPELINES if (SERVICE / name).exists()]
    assert len(present) <= 1, f"more than one pipeline: {present}"
    return {"kind": "none"} if not present else {"kind": present[0], **PIPELINES[present[0]](text(present[0]))}


def github(source: str) -> dict:
    found = yaml.safe_load(source)
    triggers = found[True]  # YAML 1.1 reads the key `on` as a boolean
    jobs = found["jobs"]
    assert jobs["image"]["if"] == jobs["deploy"]["if"] == "github.event_name == 'push'"
    return {
        "branches": triggers["push"]["branches"] + triggers["pull_request"]["branches"],
        "needs": [jobs["image"]["needs"], jobs["deploy"]["needs"]],
        "database": jobs["test"]["env"]["DATABASE_URL"],
    }


def gitlab(source: str) -> dict:
    found = yaml.safe_load(source)
    rules = [found[job]["rules"][0]["if"] for job in ("publish", "deploy")]
    return {
        "branches": re.findall(r'COMMIT_BRANCH == "([^"]*)"', "\n".join([*rules, found["workflow"]["rules"][1]["if"]])),
        "needs": [found["publish"]["needs"][0], found["deploy"]["needs"][0].replace("publish", "image")],
        "database": found["test"]["variables"]["DATABASE_URL"],
    }


def jenkins(source: str) -> dict:
    stages = re.findall(r"stage\('(\w+)'\)", source)
    return {
        "branches": re.findall(r"when \{ branch '([^']*)' \}", source),
        "needs": [stage.lower() for stage in stages[:-1]],
    }


PIPELINES = {
    ".github/workflows/ci-cd.yml": github,
    ".github/workflows/main.yml": github,
    ".gitlab-ci.yml": gitlab,
    "Jenkinsfile": jenkins,
}


@pytest.fixture(scope="module", name="compose")
def compose_fixture() -> dict:
    return yaml.safe_load(text(one_of("docker-compose.yml", "compose.yaml")))


@pytest.fixture(scope="module", name="example")
def example_fixture() -> dict:
    return dotenv_values(SERVICE / ".env.example", interpolate=False)


def test_no_template_or_placeholder_text_is_left():
    leftover = re.compile(r"<%|%>|\[Briefly|\[e\.g\.|\[service.name\]|\[model_name\]|TODO|FIXME", re.IGNORECASE)
    found = [
        f"{path.relative_to(SERVICE)}:{number}: {line}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if leftover.search(line)
    ]
    assert found == []


def test_every_python_file_parses():
    sources = files("*.py")
    assert sources
    for path in sources:
        ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def test_every_yaml_file_parses():
    documents = files("*.yml") + files("*.yaml")
    assert documents
    for path in documents:
        assert list(yaml.safe_load_all(path.read_text(encoding="utf-8"))) != []


def test_text_files_end_with_one_newline():
    for path in text_files():
        data = path.read_bytes()
        assert data == b"" or (data.endswith(b"\n") and not data.endswith(b"\n\n")), path


def test_env_example_has_what_compose_requires(example):
    required = set(re.findall(r"\$\{([A-Z_]+):\?", text(one_of("docker-compose.yml", "compose.yaml"))))
    assert "DATABASE_URL" in required
    assert required <= set(example)


def test_env_example_has_what_the_code_reads(example):
    read = set()
    for path in files("*.py"):
        if path.relative_to(SERVICE).parts[0] in ("app", "src"):
            read |= set(re.findall(r"""(?:getenv\(|environ\[|environ\.get\(|validation_alias=)["'](\w+)""", path.read_text()))
    assert "DATABASE_URL" in read
    assert read <= set(example)


def test_git_ignores_the_secrets_and_nothing_of_the_service(tmp_path):
    shutil.copytree(SERVICE, tmp_path / "service")
    git = ["git", "-C", str(tmp_path / "service")]
    subprocess.run([*git, "init", "--quiet"], check=True)
    assert subprocess.run([*git, "check-ignore", "--quiet", ".env"]).returncode == 0
    ignored = subprocess.run(
        [*git, "ls-files", "--others", "--ignored", "--exclude-standard"], check=True, capture_output=True, text=True
    )
    assert ignored.stdout == ""


def test_pipeline_runs_for_the_default_branch(pipeline):
    if pipeline["kind"] != "none":
        assert len(pipeline["branches"]) >= 2
        assert set(pipeline["branches"]) == {BRANCH}


def test_pipeline_tests_before_it_publishes_before_it_deploys(pipeline):
    if pipeline["kind"] != "none":
        assert pipeline["needs"] == ["test", "image"]


def test_databases_of_pipeline_and_env_example_agree(pipeline, example):
    urls = [example["DATABASE_URL"]]
    if "database" in pipeline:
        urls.append(pipeline["database"])
    assert len({url.split(":")[0] for url in urls}) == 1
    if "POSTGRES_DB" in example:
        for url in urls:
            assert url.rsplit("/", 1)[1] == example["POSTGRES_DB"]
            assert url.split("//")[1].split(":")[0] == example["POSTGRES_USER"]


def test_ports_agree(compose):
    dockerfile = text(one_of("Dockerfile", "docker/prod/Dockerfile"))
    exposed = re.search(r"^EXPOSE (\d+)$", dockerfile, re.MULTILINE)
    served = re.search(r'"--port", "(\d+)"', dockerfile)
    assert exposed and served
    published = compose["services"]["app"]["ports"][0].rsplit(":", 1)[1]
    assert exposed.group(1) == served.group(1) == published


def test_scripts_are_valid_bash():
    scripts = files("*.sh")
    assert scripts
    for path in scripts:
        assert path.read_bytes().startswith(b"#!/usr/bin/env bash\n"), path
        subprocess.run(["bash", "-n", str(path)], check=True)


def deploy(*arguments: str) -> subprocess.CompletedProcess:
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": str(SERVICE / ".env.example")}
    return subprocess.run(
        ["bash", str(SERVICE / "scripts/deploy.sh"), *arguments], env=environment, capture_output=True, text=True
    )


def test_deploy_script_is_there_where_it_is_called():
    called = any("scripts/deploy.sh" in path.read_text(encoding="utf-8") for path in files("*.yml") + files("*.md"))
    assert called == (SERVICE / "scripts/deploy.sh").exists()


def test_deploy_script_refuses_to_guess_the_image_and_only_prints_in_a_dry_run():
    if not (SERVICE / "scripts/deploy.sh").exists():
        return  # the test above says that nothing calls it
    refused = deploy("--dry-run")
    assert refused.returncode == 64
    assert "no image given" in refused.stderr
    shown = deploy("--dry-run", "registry.internal/service:1")
    assert shown.returncode == 0, shown.stderr
    assert all(line.startswith("+ docker ") for line in shown.stdout.splitlines())
    assert "+ docker pull registry.internal/service:1" in shown.stdout


def test_readme_names_only_paths_that_exist():
    named = re.findall(r"`((?:app|src|tests|scripts|migrations|deploy|k8s|\.github)/[\w./-]*)", text("README.md"))
    assert named
    assert [name for name in named if not (SERVICE / name).exists()] == []
    blocks = re.findall(r"^```sh\n(.*?)^```", text("README.md"), re.MULTILINE | re.DOTALL)
    called = re.findall(r"(?:^|bash )((?:deploy/)?scripts/\S+)", "\n".join(blocks), re.MULTILINE)
    assert called
    assert [name for name in called if not (SERVICE / name).exists()] == []
