"""Dockerfiles and Compose files, by the tools that read them in earnest."""

import re
import shutil
import tempfile
from pathlib import Path

import yaml
from dotenv import dotenv_values

from checks.base import Problems, file_check, lines, service_check
from harness import YAML, run

DEVELOPMENT = ("docker-compose.yml", "compose.yaml")
COMPOSE = (*DEVELOPMENT, "*compose*.y*ml", "docker/**/compose*.y*ml", "deploy/**/compose*.y*ml")
STACKS = ("**/stack*.y*ml",)
DOCKERFILES = ("Dockerfile", "docker/*/Dockerfile")


@file_check(*DOCKERFILES)
def check_hadolint(files: list[Path]) -> Problems:
    return lines(run("hadolint", "--no-color", *files).stdout)


def compose_files(service: Path) -> list[Path]:
    return sorted({path for pattern in COMPOSE for path in service.glob(pattern)})


def required(text: str) -> list[str]:
    """The variables that a Compose file refuses to go without."""
    return sorted(set(re.findall(r"\$\{(\w+):?\?", text)))


def with_env(service: Path, folder: Path) -> Path:
    """A copy of the Compose files and `.env`, as the README says: a copy of .env.example."""
    for source in compose_files(service):
        target = folder / source.relative_to(service)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    shutil.copy(service / ".env.example", folder / ".env")
    return folder


def compose_config(folder: Path, name: Path, env: Path) -> tuple[int, str]:
    command = ["docker-compose", "--project-directory", folder, "--env-file", env, "--file", folder / name]
    done = run(*command, "config", "--quiet")
    # The `version:` of the first releases says what Compose itself no longer reads; 1.2.0 drops it.
    said = [line for line in lines(done.stderr) if "the attribute `version` is obsolete" not in line]
    return done.returncode, "\n".join(said)


@service_check(*COMPOSE, ".env.example")
def check_compose(service: Path) -> Problems:
    """Every Compose file is one to Compose itself, with the settings of .env.example, without a warning."""
    problems = []
    with tempfile.TemporaryDirectory() as work:
        folder = with_env(service, Path(work))
        for source in compose_files(service):
            name = source.relative_to(service)
            env = folder / ".env" if name.name in DEVELOPMENT else pipeline_env(source, folder)
            status, said = compose_config(folder, name, env)
            if status != 0 or said:
                problems.append(f"{name}: {said or status}")
    return problems


def pipeline_env(source: Path, folder: Path) -> Path:
    """What a pipeline sets for the Compose file that it deploys with, beside what .env.example has."""
    known = dotenv_values(folder / ".env")
    names = {*re.findall(r"\$\{(\w+)", source.read_text(encoding="utf-8"))} - set(known)
    values = dict.fromkeys(names, "given") | {"ENV_FILE": str(folder / ".env")}
    env = folder / "pipeline.env"
    added = "".join(f"{name}={value}\n" for name, value in sorted(values.items()))
    env.write_text((folder / ".env").read_text(encoding="utf-8") + added, encoding="utf-8")
    return env


@service_check(*DEVELOPMENT, ".env.example")
def check_compose_names_what_is_missing(service: Path) -> Problems:
    """Without one required variable Compose refuses, and says which one."""
    problems = []
    with tempfile.TemporaryDirectory() as work:
        folder = with_env(service, Path(work))
        main = next(name for name in ("compose.yaml", "docker-compose.yml") if (folder / name).exists())
        wanted = required((folder / main).read_text(encoding="utf-8"))
        if "DATABASE_URL" not in wanted and "APP_ENV" not in wanted:
            problems.append(f"{main} does not insist on DATABASE_URL")
        whole = (folder / ".env").read_text(encoding="utf-8")
        for name in wanted:
            env = folder / "without.env"
            env.write_text(re.sub(rf"(?m)^{name}=.*\n", "", whole), encoding="utf-8")
            status, said = compose_config(folder, Path(main), env)
            if status == 0 or name not in said:
                problems.append(f"{main} without {name} in .env: exit status {status}, {said or 'nothing said'}")
    return problems


@service_check(*COMPOSE)
def check_compose_for_development(service: Path) -> Problems:
    """The development file mounts the code, keeps the data in a volume, and has a network of its own."""
    main = next((service / name for name in ("compose.yaml", "docker-compose.yml") if (service / name).exists()), None)
    if main is None:
        return ["has no compose.yaml"]
    found = yaml.load(main.read_text(encoding="utf-8"), YAML)
    mounts = found["services"]["app"].get("volumes") or []
    compiled = (service / "go.mod").exists() or (service / "pom.xml").exists()
    reloads = compiled or any(str(mount).startswith("./") for mount in mounts)
    problems = [] if reloads else ["mounts no code: no hot reload"]
    if "networks" not in found:
        problems.append("has no network of its own")
    named = {str(mount).split(":")[0] for part in found["services"].values() for mount in part.get("volumes") or []}
    problems += [f"volume {name} is declared and not used" for name in found.get("volumes") or {} if name not in named]
    servers = [name for name, part in found["services"].items() if "build" not in part]
    if servers and not found.get("volumes"):
        problems.append(f"keeps no data of {servers}: no named volume")
    return problems


@file_check(*STACKS)
def check_stack(files: list[Path]) -> Problems:
    """`docker stack config` reads each Swarm file; variables without a default get a value."""
    problems = []
    for path in files:
        names = set(re.findall(r"\$\{(\w+)", path.read_text(encoding="utf-8")))
        with tempfile.TemporaryDirectory() as work:
            copy = shutil.copy(path, work)
            settings = Path(work) / "production.env"
            settings.touch()
            given = dict.fromkeys(names, "given") | {"ENV_FILE": str(settings)}
            done = run("docker", "stack", "config", "--compose-file", copy, **given)
        if done.returncode != 0:
            problems.append(f"{path}: {done.stderr.strip()}")
    return problems


@service_check(*DOCKERFILES, since={"fastapi-service": (1, 2, 0)})
def check_image_is_small_and_without_root(service: Path) -> Problems:
    """Several stages; the last one copies what it needs, compiles nothing, and runs under a number that is not root."""
    problems = []
    for name in ("Dockerfile", "docker/prod/Dockerfile"):
        if not (service / name).exists():
            continue
        text = (service / name).read_text(encoding="utf-8")
        stages = re.split(r"(?m)^(?=FROM )", text)[1:]
        last = stages[-1]
        if len(stages) < 2:
            problems.append(f"{name}: has one stage")
        if not re.search(r"(?m)^USER [1-9]\d*(:[1-9]\d*)?$", last):
            problems.append(f"{name}: the last stage does not set a numeric user that is not root")
        if re.search(r"\b(gcc|build-essential|make|apt-get install|pip install|npm install|mvn|go build)\b", last):
            problems.append(f"{name}: the last stage installs or compiles")
        if "--reload" in last or "debugpy" in last:
            problems.append(f"{name}: development tools in the last stage")
        if not re.search(r'(?m)^CMD \["', last):
            problems.append(f"{name}: CMD is not in its exec form")
    return problems
