"""Kubernetes manifests, what GitOps controllers read, and functions and infrastructure as code, by their schemas."""

import functools
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hcl2
import jsonschema
import kubernetes_validate
import yaml
from kubernetes_validate import utils

from checks.base import Problems, file_check, lines, service_check
from harness import YAML, run

MANIFESTS = ("**/*.yaml", "**/*.yml")
SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
OLDEST = (1, 28)

# The same few schemas serve thousands of documents; without this each is read from disk every time.
utils.schema_contents = functools.cache(utils.schema_contents)


def versions() -> list[str]:
    """The versions of Kubernetes from 1.28 on that the validator knows, the newest last."""
    known = [utils.major_minor(version) for version in utils.all_versions()]
    return [version for version in known if tuple(map(int, version.split("."))) >= OLDEST]


def documents(path: Path) -> Iterator[dict]:
    """The documents of a YAML file that say what they are; other files may have tags of their own."""
    text = path.read_text(encoding="utf-8")
    if re.search(r"(?m)^apiVersion:", text):
        yield from filter(None, yaml.load_all(text, YAML))


def group(document: dict) -> str:
    return str(document.get("apiVersion", "")).rpartition("/")[0]


def is_kustomize(document: dict) -> bool:
    return group(document) == "kustomize.config.k8s.io"


def has_schema_of_ours(document: dict) -> bool:
    return group(document).endswith(("argoproj.io", "fluxcd.io"))


def kubernetes_problems(source: str, document: dict, version: str) -> Problems:
    """--strict, and an unknown kind is a problem rather than a warning."""
    kind = f"{document.get('kind')} in {source}"
    try:
        kubernetes_validate.validate(document, version, strict=True)
    except kubernetes_validate.ValidationError as error:
        return [f"{kind}: Kubernetes {version}: {'.'.join(map(str, error.path))}: {error.message}"]
    except (kubernetes_validate.SchemaNotFoundError, kubernetes_validate.InvalidSchemaError) as error:
        return [f"{kind}: {error.message}"]
    except KeyError as error:
        return [f"{source}: a document has no {error}"]
    return []


def manifests(path: Path) -> Iterator[dict]:
    return (found for found in documents(path) if not is_kustomize(found) and not has_schema_of_ours(found))


@file_check(*MANIFESTS)
def check_kubernetes(files: list[Path]) -> Problems:
    """Every manifest, for every version of Kubernetes from 1.28 on."""
    return [
        problem
        for path in files
        for document in manifests(path)
        for version in versions()
        for problem in kubernetes_problems(str(path), document, version)
    ]


@service_check("k8s/**/*", "deploy/k8s/**/*", "gitops/**/*", "deploy/gitops/**/*")
def check_kustomize(service: Path) -> Problems:
    """`kubectl kustomize` builds each overlay, and the result is valid too."""
    problems = []
    for settings in sorted(service.rglob("kustomization.yaml")):
        folder = settings.parent
        if not any(map(is_kustomize, documents(settings))):
            continue
        done = run("kubectl", "kustomize", folder)
        if done.returncode != 0 or done.stderr.strip():
            problems.append(f"{folder.relative_to(service)}: {done.stderr.strip()}")
            continue
        for document in yaml.load_all(done.stdout, YAML):
            problems += kubernetes_problems(str(folder.relative_to(service)), document, versions()[-1])
    return problems


@functools.cache
def schema(kind: str) -> dict | None:
    """The schema of a kind of Argo CD or Flux, of the version that we ship."""
    found = sorted(SCHEMAS.glob(f"{kind.lower()}*.json")) + sorted(SCHEMAS.glob(f"*/{kind.lower()}*.json"))
    return json.loads(found[0].read_text(encoding="utf-8")) if found else None


@file_check(*MANIFESTS)
def check_gitops(files: list[Path]) -> Problems:
    """What Argo CD or Flux reads fits the schema of its kind, and has no key that the schema lacks."""
    problems = []
    for path in files:
        for document in filter(has_schema_of_ours, documents(path)):
            wanted = schema(document["kind"])
            if wanted is None:
                problems.append(f"{path}: no schema for {document['apiVersion']} {document['kind']}")
                continue
            for error in jsonschema.Draft202012Validator(wanted).iter_errors(document):
                problems.append(f"{path}: {error.json_path}: {error.message}")
    return problems


@file_check("**/*.tf")
def check_terraform(files: list[Path]) -> Problems:
    """The syntax only: no provider's schema is here, so names of arguments are unchecked."""
    problems = []
    for path in files:
        try:
            hcl2.loads(path.read_text(encoding="utf-8"))
        except Exception as error:
            problems.append(f"{path}: {' '.join(str(error).split())}")
    return problems


@file_check("**/template.yaml", "**/template.yml")
def check_cloudformation(files: list[Path]) -> Problems:
    with tempfile.TemporaryDirectory() as home:  # the tool looks for settings in the folder that it runs in
        done = run("cfn-lint", "--format", "parseable", "--", *files, cwd=Path(home))
    return [] if done.returncode == 0 else lines(done.stdout + done.stderr)


@file_check("**/host.json", "**/function.json", "**/local.settings.json*")
def check_azure(files: list[Path]) -> Problems:
    problems = []
    for path in files:
        kind = "local.settings" if path.name.startswith("local.settings") else path.stem
        wanted = schema(kind)
        if wanted is None:
            problems.append(f"{path}: no schema for {kind}")
            continue
        found = json.loads(path.read_text(encoding="utf-8"))
        problems += [
            f"{path}: {e.json_path}: {e.message}" for e in jsonschema.Draft202012Validator(wanted).iter_errors(found)
        ]
    return problems
