"""One fault, or several, for each check: what it must find when it is seeded into a sound service.

A fault is made with `change` and its like, which fail when there is nothing to change, so that no fault gets lost
when a template moves on.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

FASTAPI = "fastapi-service@3.0.1"


@dataclass(frozen=True)
class Fault:
    """`seed` puts the fault in; the check must then have a problem in which `says` is found."""

    check: str
    what: str
    seed: Callable[[Path], None]
    says: str
    answers: dict[str, object] = field(default_factory=dict)
    release: str = FASTAPI

    def __str__(self) -> str:
        return f"{self.check}: {self.what}"


def only(service: Path, pattern: str) -> Path:
    found = sorted(service.glob(pattern))
    if not found:
        raise LookupError(f"no {pattern} in {service}")
    return found[0]


def change(pattern: str, old: str, new: str) -> Callable[[Path], None]:
    """Replaces the first match of the regular expression `old` in the first file that `pattern` finds."""

    def seed(service: Path) -> None:
        path = only(service, pattern)
        text = path.read_text(encoding="utf-8")
        changed = re.sub(old, new, text, count=1, flags=re.MULTILINE)
        if changed == text:
            raise LookupError(f"{path} has nothing like {old}")
        path.write_text(changed, encoding="utf-8")

    return seed


def append(pattern: str, text: str) -> Callable[[Path], None]:
    def seed(service: Path) -> None:
        path = only(service, pattern)
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return seed


def remove(pattern: str) -> Callable[[Path], None]:
    return lambda service: only(service, pattern).unlink()


def write(name: str, text: str) -> Callable[[Path], None]:
    def seed(service: Path) -> None:
        (service / name).parent.mkdir(parents=True, exist_ok=True)
        (service / name).write_text(text, encoding="utf-8")

    return seed


def mode(pattern: str, bits: int) -> Callable[[Path], None]:
    return lambda service: only(service, pattern).chmod(bits)


DEPLOYMENT = "deploy/k8s/base/deployment.yaml"
WORKFLOW = ".github/workflows/main.yml"
GITLAB: dict[str, object] = {"ci": "gitlab"}
JENKINS: dict[str, object] = {"ci": "jenkins"}
SWARM: dict[str, object] = {"deploy_target": "swarm"}
LAMBDA: dict[str, object] = {"deploy_target": "aws-lambda"}
AZURE: dict[str, object] = {"deploy_target": "azure-functions"}

IMAGES = [
    Fault("hadolint", "cd in RUN", append("Dockerfile", "RUN cd /tmp && ls\n"), "DL3003"),
    Fault("hadolint", "an unpinned base image", change("Dockerfile", r"^FROM python:\S+", "FROM python"), "DL3006"),
    Fault("compose", "an unknown key", change("compose.yaml", "restart:", "restrat:"), "restrat"),
    Fault("compose", "a variable without a value", append(".env.example", "SPARE=${NOWHERE}\n"), "NOWHERE"),
    Fault(
        "compose_names_what_is_missing",
        "a default instead of a refusal",
        change("compose.yaml", r"\$\{DATABASE_URL:\?[^}]*\}", "${DATABASE_URL:-}"),
        "does not insist",
    ),
    Fault(
        "compose_for_development",
        "no code mounted",
        change("compose.yaml", r"^ +- \./src.*\n +- \./mig.*\n", ""),
        "reload",
    ),
    Fault("compose_for_development", "no network", change("compose.yaml", r"(?s)^networks:.*", ""), "network"),
    Fault("stack", "an unknown key", change("deploy/swarm/stack.yml", "replicas:", "replica:"), "replica", SWARM),
    Fault(
        "image_is_small_and_without_root",
        "a name as the user",
        change("Dockerfile", r"^USER 10001:10001\n\nEXPOSE", "USER app\n\nEXPOSE"),
        "numeric user",
    ),
    Fault(
        "image_is_small_and_without_root",
        "a compiler in the last stage",
        change("Dockerfile", r"^EXPOSE", "RUN apt-get install gcc\nEXPOSE"),
        "compiles",
    ),
]

PIPELINES = [
    Fault("github_workflows", "a misspelt key", change(WORKFLOW, "runs-on:", "run-on:"), "main.yml"),
    Fault("dependabot", "an unknown schedule", change(".github/dependabot.yml", "weekly", "hourly"), "hourly"),
    Fault(
        "gitlab_ci", "a script that is a number", change(".gitlab-ci.yml", r"^  script:", "  scriptt:"), "yml", GITLAB
    ),
    Fault("zizmor", "an action by its tag", change(WORKFLOW, r"checkout@\w+", "checkout@v4"), "unpinned-uses"),
    Fault(
        "zizmor",
        "credentials that stay",
        change(WORKFLOW, "persist-credentials: false", "fetch-depth: 1"),
        "artipacked",
    ),
    Fault("jenkinsfile", "a brace too few", change("Jenkinsfile", r"\}\n\Z", ""), "Jenkinsfile", JENKINS),
    Fault("pipeline_order", "a deployment without tests", change(WORKFLOW, "    needs: image\n", ""), "does not wait"),
    Fault(
        "pipeline_order",
        "a deployment on pull requests",
        change(WORKFLOW, "    if: github.event_name == 'push'\n", ""),
        "more than pushes",
    ),
    Fault(
        "pipeline_order",
        "another branch",
        change(WORKFLOW, r"(pull_request:\n +branches: \[)[^\]]*", r'\1"other"'),
        "branches",
    ),
    Fault(
        "pipeline_order",
        "a GitLab job without needs",
        change(".gitlab-ci.yml", r"^  needs: \[test\]\n", ""),
        "wait",
        GITLAB,
    ),
    Fault(
        "pipeline_order",
        "a Jenkins stage on every branch",
        change("Jenkinsfile", r"when \{ branch '.*?' \}\n", ""),
        "",
        JENKINS,
    ),
    Fault("one_pipeline", "a second one", write("Jenkinsfile", "pipeline {}\n"), "more than one"),
    Fault("scripts_that_are_called", "a script gone", remove("deploy/scripts/migrate.sh"), "migrate.sh"),
]

TEXTS = [
    Fault("yamllint", "a key twice", append(WORKFLOW, "name: Again\n"), "duplication"),
    Fault("yamllint", "crooked indentation", change("compose.yaml", "^  app:", "   app:"), "compose.yaml"),
    Fault("shellcheck", "an unquoted variable", append("deploy/scripts/migrate.sh", "rm $1\n"), "SC2086"),
    Fault("scripts_can_be_run", "a script without its bit", mode("deploy/scripts/migrate.sh", 0o644), "644"),
    Fault("python_parses", "a colon gone", change("src/main.py", r"^(app = .*)\n", r"\1 (\n"), "main.py"),
    Fault(
        "json",
        "a comma too many",
        change("package.json", r'",\n', '",,\n'),
        "package.json",
        release="express-service@1.1.0",
    ),
    Fault("jsonc", "a brace gone", change(".vscode/*.json", r"\}\s*\Z", ""), ".vscode", {"editor": "vscode"}),
    Fault("xml", "a tag left open", change("pom.xml", "</version>", ""), "pom.xml", release="spring-service@1.1.0"),
    Fault(
        "pyproject",
        "a version that is none",
        change("pyproject.toml", r'^version = ".*"', 'version = "one"'),
        "version",
    ),
    Fault("texts", "a placeholder", append("README.md", "[Briefly describe the service]\n"), "README.md"),
    Fault("texts", "template text", append("README.md", "<%= name %>\n"), "README.md"),
    Fault("texts", "no final newline", append("README.md", "end"), "newline"),
    Fault("texts", "a carriage return", append("README.md", "end\r\n"), "carriage"),
    Fault("ruff", "an unused import", append("src/main.py", "import this\n"), "F401"),
]

CLUSTERS = [
    Fault("kubernetes", "livenesProbe", change(DEPLOYMENT, "livenessProbe", "livenesProbe"), "livenesProbe"),
    Fault("kubernetes", "an unknown kind", change(DEPLOYMENT, "kind: Deployment", "kind: Deploiment"), "Deploiment"),
    Fault("kubernetes", "a version that is gone", change("deploy/k8s/base/hpa.yaml", "autoscaling/v2", "autoscaling/v2beta2"), "v2beta2"),
    Fault("kustomize", "a resource gone", remove("deploy/k8s/base/service.yaml"), "service.yaml"),
    Fault("kustomize", "a patch of what is not there", change("deploy/k8s/overlays/staging/*", "/spec/minReplicas", "/spec/no/such"), "staging"),
    Fault("gitops", "a misspelt key", change("deploy/gitops/argocd*.yaml", "targetRevision", "targetRevisions"), "targetRevisions", {"gitops": "argocd"}),
    Fault("gitops", "a required key gone", change("deploy/gitops/flux.yaml", r"^  interval:.*\n", ""), "interval", {"gitops": "flux"}),
    Fault("terraform", "a brace gone", change("**/*.tf", r"\}\s*\Z", ""), ".tf", {"iac": "terraform", "registry": "ecr"}),
    Fault("cloudformation", "a misspelt property", change("**/template.yaml", "CodeUri", "CodeUrl"), "CodeUrl", LAMBDA),
    Fault("azure", "a binding without a name", change("**/function.json", '"bindings"', '"bindingz"'), "function.json", AZURE),
]  # fmt: skip

AGREEMENT = [
    Fault("names_of_manifests", "a label of pods alone", change(DEPLOYMENT, r"(?s)(template:.*?name: )[\w-]+", r"\1other"), "selects"),
    Fault("names_of_manifests", "a ConfigMap by another name", change(DEPLOYMENT, r"(configMapRef:\n +name: )[\w-]+", r"\1other"), "other"),
    Fault("ingress_reaches_the_service", "another port", change("deploy/k8s/base/ingress.yaml", "name: http", "name: web"), "web"),
    Fault("ingress_reaches_the_service", "another target", change("deploy/k8s/base/service.yaml", "targetPort: http", "targetPort: 9"), "9"),
    Fault("ports", "another port exposed", change("Dockerfile", r"^EXPOSE \d+", "EXPOSE 9"), "EXPOSE"),
    Fault("ports", "another port of the container", change(DEPLOYMENT, r"containerPort: \d+", "containerPort: 9"), "container app"),
    Fault("probes", "a path that is not served", change(DEPLOYMENT, "path: /ready", "path: /readyz"), "/readyz"),
    Fault("probes", "no probe", change(DEPLOYMENT, "readinessProbe", "startupProbe"), "lacks a probe"),
    Fault("env_has_what_the_code_reads", "a setting gone", change(".env.example", r"^LOG_LEVEL=.*\n", ""), "LOG_LEVEL"),
    Fault("env_is_what_pods_get", "a setting that pods lack", change("deploy/k8s/base/configmap.yaml", r"^  SQL_ECHO.*\n", ""), "SQL_ECHO"),
    Fault("env_is_what_compose_gives", "a setting gone", change(".env.example", r"^DATABASE_URL=.*\n", ""), "DATABASE_URL"),
    Fault("env_is_what_compose_gives", "a setting left out", append(".env.example", "SPARE=1\n"), "SPARE"),
    Fault("env_example", "a secret that works", change(".env.example", "^POSTGRES_PASSWORD=.*", "POSTGRES_PASSWORD=s3cr3t"), "placeholder"),
    Fault("env_example", "a line that is no setting", append(".env.example", "LOG LEVEL\n"), "not a setting"),
    Fault("databases", "another scheme", change(WORKFLOW, r"(DATABASE_URL: )postgresql", r"\1mysql"), "schemes"),
    Fault("databases", "another password", change(".env.example", "^POSTGRES_PASSWORD=.*", "POSTGRES_PASSWORD=change-it"), "password"),
    Fault("databases", "another host", change(".env.example", "@db:", "@database:"), "database"),
    Fault("gitignore", "secrets in Git", change(".gitignore", r"^\.env$", ".envs"), "does not ignore .env"),
    Fault("gitignore", "code left out of Git", append(".gitignore", "core/\n"), "src/core"),
    Fault("dockerignore", "the history in the image", change(".dockerignore", r"^\.git\n", ""), ".git"),
]  # fmt: skip

DOCUMENTS = [
    Fault("readme", "a path that is not there", append("README.md", "See `src/nowhere.py`.\n"), "src/nowhere.py"),
    Fault("readme", "a command that nothing provides", append("README.md", "```sh\nlaunch it\n```\n"), "launch"),
    Fault("readme", "a script that is not there", remove("deploy/scripts/migrate.sh"), "migrate.sh"),
    Fault("readme_quick_start", "no settings", change("README.md", r"^cp \.env\.example .*\n", ""), "quick start"),
    Fault("readme_quick_start", "another folder", change("README.md", r"^cd .*", "cd elsewhere"), "elsewhere"),
    Fault("readme_api", "a route left out", change("README.md", r"^\| GET \| `/ready`.*\n", ""), "/ready"),
    Fault("readme_api", "a route that is not there", change("README.md", r"`/health`", "`/healthz`"), "/healthz"),
]

FAULTS = [*IMAGES, *PIPELINES, *TEXTS, *CLUSTERS, *AGREEMENT, *DOCUMENTS]
