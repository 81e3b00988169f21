"""Terraform files, the Swarm's stack and the SAM template: what their own tools do not complain about."""

import re
from collections.abc import Callable
from pathlib import Path

import hcl2
import pytest
import yaml

Render = Callable[..., Path]
Writable = Callable[[Path], Path]

RELEASES = ("fastapi-service@2.4.1", "fastapi-service@3.0.1")
ATTRIBUTE = re.compile(r'\s*(?:"[^"]+"|[\w.-]+) *=(?![=>])')
# Arguments that would put a password into a file or into the state
SECRETS = re.compile(r"(?m)^\s*(\w*password|secret_string|secret_data|access_key|secret_key)\s*=\s*\"")
CLOUDS: tuple[dict[str, object], ...] = (
    {"deploy_target": "aws-lambda", "python_version": "3.12", "auth": "jwt"},
    {"deploy_target": "azure-functions", "ci": "gitlab", "auth": "jwt"},
    {"deploy_target": "gcp-functions", "ci": "gitlab"},
    {"deploy_target": "swarm", "registry": "ecr", "ci": "jenkins"},
    {"registry": "ecr"},
    {"registry": "artifact-registry", "auth": "jwt"},
)


def terraform_files(service: Path) -> list[Path]:
    return sorted(service.rglob("*.tf"))


def brackets(line: str) -> int:
    """How many brackets a line opens and does not close, outside strings and comments."""
    bare = re.sub(r'"(?:\\.|[^"\\])*"', "", line).split("#")[0]
    return sum(bare.count(opening) for opening in "([{") - sum(bare.count(closing) for closing in ")]}")


def check_terraform_format(service: Path) -> list[str]:
    """As `terraform fmt` writes: two blanks a level, equal signs of neighbouring lines under one another."""
    problems = []
    for path in terraform_files(service):
        opened, chain = [], []  # brackets that one line opens together are one level: `rules = [{`
        for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
            net = brackets(line)
            leading = len(opened) - (1 if line.lstrip().startswith(("}", "]", ")")) else 0)
            if line.strip() and len(line) - len(line.lstrip(" ")) != 2 * leading:
                problems.append(f"{path.name}:{number}: is not indented by {2 * leading} blanks")
            if line != line.rstrip() or "\t" in line:
                problems.append(f"{path.name}:{number}: has a tab, or blanks at its end")
            while net < 0 and opened:
                net += opened.pop()
            opened += [net] if net > 0 else []
            found = ATTRIBUTE.match(line)
            if found and brackets(line) == 0:
                chain.append((number, found.end(), len(found.group().rstrip("=").rstrip()) + 2))
                continue
            wanted = max((least for _, _, least in chain), default=0)
            problems += [f"{path.name}:{at}: = is not under its neighbours" for at, end, _ in chain if end != wanted]
            chain = []
    return problems


def check_terraform_pins(service: Path) -> list[str]:
    """Every provider has an exact version, and Terraform itself a range."""
    versions = next(path for path in terraform_files(service) if path.name == "versions.tf")
    text = versions.read_text(encoding="utf-8")
    found = re.findall(r'^ {6}version = "(.*)"$', text, re.MULTILINE)
    problems = [f"{wanted} is not one version" for wanted in found if not re.fullmatch(r"\d+\.\d+\.\d+", wanted)]
    if len(found) != len(re.findall(r"^ {6}source ", text, re.MULTILINE)) or not found:
        problems.append("a provider has no version")
    return problems if "required_version" in text else [*problems, "no version of Terraform is required"]


def check_terraform_variables(service: Path) -> list[str]:
    """Variables are described, used, and in the README; no file has a secret."""
    texts = {path: path.read_text(encoding="utf-8") for path in terraform_files(service)}
    code = "\n".join(texts.values())
    readme = (service / "README.md").read_text(encoding="utf-8")
    problems = [f"{path.name}: has a secret" for path, text in texts.items() if SECRETS.search(text)]
    for path, text in texts.items():
        for variable in hcl2.loads(text).get("variable", []):
            for name, settings in variable.items():
                bare = name.strip('"')
                if not settings.get("description") or not settings.get("type"):
                    problems.append(f"{path.name}: {bare} has no description or no type")
                if not re.search(rf"\bvar\.{bare}\b", code):
                    problems.append(f"{path.name}: {bare} is not used")
                if f"`{bare}`" not in readme:
                    problems.append(f"README.md: {bare} is missing")
    used = set(re.findall(r"\bvar\.(\w+)", code))
    declared = set(re.findall(r'^variable "(\w+)"', code, re.MULTILINE))
    return problems + [f"variable {name} is not declared" for name in sorted(used - declared)]


def check_terraform_references(service: Path) -> list[str]:
    """What one file says about a resource of another is about one that is there."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in terraform_files(service))
    declared = set(re.findall(r'^(?:resource|data) "(\w+)" "(\w+)"', code, re.MULTILINE))
    used = set(re.findall(r"(?<![\w.\"])(?:data\.)?((?:aws|google|azurerm)_\w+)\.(\w+)\b", code))
    return [f"{kind}.{name} is not there" for kind, name in sorted(used - declared)]


def check_stack(service: Path) -> list[str]:
    """Secrets come from the swarm, updates roll and come back, a health check decides, a network is its own."""
    stack = yaml.safe_load(next(service.rglob("stack.yml")).read_text(encoding="utf-8"))
    app, problems = stack["services"]["app"], []
    deploy = app["deploy"]
    wanted = {
        "no start before stop": deploy.get("update_config", {}).get("order") == "start-first",
        "no way back": deploy.get("update_config", {}).get("failure_action") == "rollback" and "rollback_config" in deploy,
        "no health check": "test" in app.get("healthcheck", {}),
        "one task only": deploy.get("replicas", 1) >= 2,
        "no network": set(app.get("networks", [])) == set(stack.get("networks", {})) != set(),
        "can write": app.get("read_only") is True,
    }
    problems += [what for what, holds in wanted.items() if not holds]
    used = {secret["source"]: secret["target"] for secret in app.get("secrets", [])}
    problems += [f"{name} is not a secret of the swarm" for name in used if not stack["secrets"][name].get("external")]
    settings = {*used.values(), *app["environment"]}
    return problems + [f"{name} is not set" for name in ("DATABASE_URL", "ENVIRONMENT") if name not in settings]


def check_least_privilege(service: Path) -> list[str]:
    """The role of the functions allows single actions, and everything only where Lambda wants it."""
    text = next(service.rglob("template.yaml")).read_text(encoding="utf-8")
    problems = [f"allows {action}" for action in re.findall(r"\w+:\*(?!/)", text)]
    if text.count('Resource: "*"') > 1:
        problems.append("more than one statement is about everything")
    if "resolve:secretsmanager" not in text or "VpcConfig" not in text:
        problems.append("the database's settings are no parameters")
    return problems


TERRAFORM = (check_terraform_format, check_terraform_pins, check_terraform_variables, check_terraform_references)


@pytest.mark.row(24, 77)
@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("answers", CLOUDS, ids=str)
def test_terraform(release: str, answers: dict[str, object], render: Render) -> None:
    service = render(release, iac="terraform", **answers)
    assert terraform_files(service)
    assert [problem for check in TERRAFORM for problem in check(service)] == []


@pytest.mark.parametrize("release", RELEASES)
def test_the_stack_of_the_swarm(release: str, render: Render) -> None:
    assert check_stack(render(release, deploy_target="swarm", auth="jwt")) == []


@pytest.mark.parametrize("release", RELEASES)
def test_the_functions_may_do_little(release: str, render: Render) -> None:
    assert check_least_privilege(render(release, deploy_target="aws-lambda", python_version="3.12")) == []


FAULTS = (
    (check_terraform_format, "rds.tf", 'storage_type          = "gp3"', 'storage_type = "gp3"', "neighbours"),
    (check_terraform_format, "aws.tf", "  region = var.region", "   region = var.region", "indented"),
    (check_terraform_pins, "versions.tf", 'version = "6', 'version = "~> 6', "not one version"),
    (check_terraform_variables, "rds.tf", "manage_master_user_password = true", 'password = "x"', "has a secret"),
    (check_terraform_variables, "variables.tf", 'description = "Region', 'help = "Region', "no description"),
    (check_terraform_variables, "rds.tf", "var.database_multi_az", "var.multi_az", "not declared"),
    (check_terraform_references, "rds.tf", "aws_db_subnet_group.database.name", "aws_db_subnet_group.db.name", "db is not"),
    (check_least_privilege, "template.yaml", "logs:PutLogEvents", "logs:*", "allows logs:*"),
)


@pytest.mark.parametrize(("check", "file", "old", "new", "says"), FAULTS, ids=lambda value: getattr(value, "__name__", None))
def test_a_fault_is_found(check: Callable, file: str, old: str, new: str, says: str, render: Render, writable: Writable) -> None:
    service = writable(render(RELEASES[1], deploy_target="aws-lambda", iac="terraform"))
    path = next(service.rglob(file))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert any(says in problem for problem in check(service))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("start-first", "stop-first", "start before stop"),
        ("failure_action: rollback", "failure_action: pause", "way back"),
        ("external: true", "external: false", "not a secret"),
        ("target: DATABASE_URL", "target: DATABASE", "DATABASE_URL is not set"),
        ("read_only: true", "read_only: false", "can write"),
    ],
)
def test_a_fault_of_the_stack_is_found(old: str, new: str, says: str, render: Render, writable: Writable) -> None:
    service = writable(render(RELEASES[1], deploy_target="swarm"))
    path = next(service.rglob("stack.yml"))
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert any(says in problem for problem in check_stack(service))
