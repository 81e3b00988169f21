"""Where answers must show up in a service, and where they must not."""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from checks import parts
from checks.base import Problems
from harness import YAML

Answers = Mapping[str, object]


def mentions(service: Path, name: str, pattern: str) -> Problems:
    if not (service / name).exists():
        return []
    found = re.search(pattern, parts.read(service, name), re.MULTILINE)
    return [] if found else [f"{name} has nothing like {pattern}"]


def check_branch(service: Path, answers: Answers) -> Problems:
    """The pipeline is for the default branch: pushes and pull requests."""
    found = parts.pipeline(service)
    wanted = str(answers.get("default_branch", "main"))
    strange = [branch for branch in found.get("branches", []) if branch != wanted]
    return [f"{found['name']} is for {strange}, not for {wanted}"] if strange else []


def check_python(service: Path, answers: Answers) -> Problems:
    """The version of Python is the same in the images, the pipeline and pyproject.toml."""
    if "python_version" not in answers:
        return []
    version = re.escape(str(answers["python_version"]))
    short = "py" + str(answers["python_version"]).replace(".", "")
    problems = []
    for name in ("Dockerfile", "docker/dev/Dockerfile", "docker/prod/Dockerfile"):
        problems += mentions(service, name, rf"^FROM python:{version}[-.]")
    settled = rf'(requires-python = ">={version}|target-version = "{short}")'
    problems += mentions(service, "pyproject.toml", settled)
    for name in parts.GITHUB:
        problems += mentions(service, name, rf'python-version: "{version}"')
    problems += mentions(service, ".gitlab-ci.yml", rf"image: python:{version}[-.]")
    return problems + mentions(service, "Jenkinsfile", rf"python:{version}[-.]")


def check_port(service: Path, answers: Answers) -> Problems:
    if "port" not in answers:
        return []
    return mentions(service, "Dockerfile", rf"^EXPOSE {answers['port']}$") + mentions(
        service, "docker/prod/Dockerfile", rf"^EXPOSE {answers['port']}$"
    )


def check_description(service: Path, answers: Answers) -> Problems:
    """The description is in the README, and in what the API tells about itself."""
    words = re.findall(r"[A-Za-z]{4,}", str(answers.get("description", "")))[:3]
    readme = parts.read(service, "README.md")
    problems = [f"README lacks {word} of the description" for word in words if word not in readme]
    described = [
        parts.code(service),
        *(parts.read(service, n) for n in ("package.json", "pom.xml") if (service / n).exists()),
    ]
    if (service / "go.mod").exists():  # the README alone has it there
        return problems
    return problems + [f"the API lacks {word} of the description" for word in words if word not in "\n".join(described)]


def check_license(service: Path, answers: Answers) -> Problems:
    wanted = answers.get("license")
    if wanted is None:
        return []
    if wanted == "none":
        return ["LICENSE is there"] if (service / "LICENSE").exists() else []
    heading = {"mit": r"MIT License", "proprietary": r"[Aa]ll rights reserved", "apache-2.0": r"Apache License"}[
        str(wanted)
    ]
    if not (service / "LICENSE").exists():
        return ["LICENSE is missing"]
    return mentions(service, "LICENSE", heading)


def check_cluster(service: Path, answers: Answers) -> Problems:
    """Namespace and host name are those that were asked for."""
    problems = []
    host = answers.get("ingress_host")
    hosts = [rule["host"] for document in parts.kinds(service).get("Ingress", []) for rule in document["spec"]["rules"]]
    if host is not None and hosts != ([host] if host else []):
        problems.append(f"the ingress is for {hosts}, not for {host!r}")
    namespace = answers.get("k8s_namespace")
    if namespace and parts.kinds(service):
        sources = [*service.glob("**/k8s/**/kustomization.yaml"), *service.glob("**/k8s/*.yaml")]
        found = {
            yaml.load(path.read_text(), YAML).get("namespace") for path in sources if path.name == "kustomization.yaml"
        }
        found |= {
            document["metadata"].get("namespace")
            for documents in parts.kinds(service).values()
            for document in documents
        }
        if namespace not in found:
            problems.append(f"no manifest is for the namespace {namespace}: {found}")
    return problems


FLOWS = (check_branch, check_python, check_port, check_description, check_license, check_cluster)


def registry_lines(one: Path, other: Path) -> Problems:
    """Lines that differ between two services and have nothing to do with a registry."""
    allowed = re.compile(
        r"""registry|docker\.io|docker.?hub|\bECR\b|ecr|amazon|aws|artifact|pkg\.dev|gcp|google|GCP|IMAGE|image:|
        id-token|permissions|contents: read|packages|login|Log in|credential|token|role|auth|workload|account|project|
        region|username|password|uses:|with:|env:|run:|^\s*$|\|---|\| Name|needs these settings|provider|service_account""",
        re.IGNORECASE | re.VERBOSE,
    )
    problems = []
    for path in sorted({p.relative_to(root) for root in (one, other) for p in root.rglob("*") if p.is_file()}):
        texts = [
            (root / path).read_bytes().decode("utf-8", "replace") if (root / path).exists() else ""
            for root in (one, other)
        ]
        lines = [set(text.splitlines()) for text in texts]
        changed = lines[0] ^ lines[1]
        problems += [f"{path}: {line}" for line in sorted(changed) if not allowed.search(line)]
    return problems
