"""The parts of a rendered service that several checks compare: manifests, settings, routes, the pipeline."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from dotenv import dotenv_values

from checks.clusters import manifests
from harness import YAML

CODE = ("app", "src", "cmd", "internal")
# What starts the database server, what only tests or tools read, and what a platform sets itself.
NOT_THE_SERVICES = re.compile(r"(POSTGRES|MYSQL|MARIADB|MONGO|RABBITMQ)_\w+|TEST_\w+|PORT|NODE_ENV")


def read(service: Path, name: str) -> str:
    return (service / name).read_text(encoding="utf-8")


def first_of(service: Path, *names: str) -> str | None:
    return next((name for name in names if (service / name).exists()), None)


def code_files(service: Path) -> list[Path]:
    """The source of the service itself, without its tests."""
    found = [path for root in CODE for path in sorted((service / root).rglob("*")) if path.is_file()]
    kinds = (".py", ".js", ".go", ".java", ".properties")
    return [
        p for p in found if p.suffix in kinds and "test" not in p.relative_to(service).parts and "_test." not in p.name
    ]


def code(service: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in code_files(service))


def read_by_code(service: Path) -> set[str]:
    """The environment variables that the code asks for, in any of the four languages."""
    source = code(service)
    found = set(re.findall(r"""(?:getenv\(|environ\[|environ\.get\(|validation_alias=)["'](\w+)["']""", source))
    found |= set(re.findall(r"\benv\.([A-Z][A-Z_]+)\b", source))
    found |= set(re.findall(r"\$\{([A-Z][A-Z_]+)[:}]", "\n".join(p.read_text() for p in service.rglob("*.properties"))))
    return found | set(re.findall(r'@Value\("\$\{([A-Z][A-Z_]+)', source))


def example(service: Path) -> dict[str, str]:
    found = dotenv_values(service / ".env.example", interpolate=False)
    return {name: value or "" for name, value in found.items()}


def compose(service: Path) -> dict:
    name = first_of(service, "compose.yaml", "docker-compose.yml")
    return yaml.load(read(service, name), YAML) if name else {"services": {}}


def dockerfile(service: Path) -> str:
    name = first_of(service, "Dockerfile", "docker/prod/Dockerfile")
    return read(service, name) if name else ""


def kinds(service: Path) -> dict[str, list[dict]]:
    """The manifests by their kind."""
    found: dict[str, list[dict]] = {}
    for path in sorted([*service.glob("k8s/**/*.yaml"), *service.glob("deploy/k8s/**/*.yaml")]):
        for document in manifests(path):
            found.setdefault(document["kind"], []).append(document)
    return found


def containers(pod: dict) -> Iterator[dict]:
    yield from pod.get("initContainers", [])
    yield from pod["containers"]


def routes(service: Path) -> set[str]:
    """The literal paths that the code serves."""
    found = r"""(?:\.(?:get|post|put|delete|patch|GET|POST|PUT|DELETE|Handle)\(|Mapping\(|HandleFunc\()\s*["']([^"']*)["']"""
    return set(re.findall(found, code(service)))


GITHUB = (".github/workflows/main.yml", ".github/workflows/ci-cd.yml")


def pipeline(service: Path) -> dict:
    """The pipeline in one shape, whichever system runs it: branches, needs, database; empty where nothing does."""
    for name, reader in (
        (GITHUB[0], github),
        (GITHUB[1], github),
        (".gitlab-ci.yml", gitlab),
        ("Jenkinsfile", jenkins),
    ):
        if (service / name).exists():
            return {"name": name, **reader(read(service, name))}
    return {}


class Tagged(YAML):
    """GitLab's own tags, such as !reference, are values like others here."""


Tagged.add_multi_constructor("!", lambda loader, _, node: loader.construct_sequence(node))


def github(source: str) -> dict:
    found = yaml.load(source, YAML)
    triggers = found[True]  # YAML 1.1 reads the key `on` as a boolean
    jobs = found["jobs"]
    return {
        "branches": triggers["push"]["branches"] + triggers["pull_request"]["branches"],
        "needs": {name: job.get("needs", []) for name, job in jobs.items()},
        "pushes_only": {name for name, job in jobs.items() if "github.event_name == 'push'" in job.get("if", "")},
        "databases": [v for k, v in jobs["test"].get("env", {}).items() if k.endswith("DATABASE_URL")],
    }


def gitlab(source: str) -> dict:
    found = yaml.load(source, Loader=Tagged)
    jobs = {name: job for name, job in found.items() if isinstance(job, dict) and "script" in job and name[0] != "."}
    rules = [rule.get("if", "") for job in [*jobs.values(), found["workflow"]] for rule in job.get("rules", [])]
    return {
        "branches": re.findall(r'COMMIT_BRANCH == "([^"]*)"', "\n".join(rules)),
        "needs": {name: job.get("needs", []) for name, job in jobs.items()},
        "pushes_only": {name for name, job in jobs.items() if "CI_COMMIT_BRANCH" in str(job.get("rules", ""))},
        "databases": [v for k, v in found["test"].get("variables", {}).items() if k.endswith("DATABASE_URL")],
    }


def jenkins(source: str) -> dict:
    stages = [name.lower() for name in re.findall(r"stage\('([\w ]+)'\)", source)]
    return {
        "branches": re.findall(r"branch '([^']*)'", source),
        "needs": dict(zip(stages, [[], *([s] for s in stages)], strict=False)),
        "pushes_only": set(re.findall(r"stage\('([\w ]+)'\) \{\s*when \{ branch", source.lower())),
        "databases": [],
    }
