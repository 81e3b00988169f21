"""The README and what it tells people to type; pipelines that run in the right order."""

import re
import shlex
from pathlib import Path

from checks import parts
from checks.base import Problems, service_check

ROOTS = r"(?:app|src|cmd|internal|tests|scripts|migrations|deploy|k8s|swarm|serverless|gitops|terraform|docker|docs|\.github)"
PIPELINES = (".github/workflows/*", ".gitlab-ci.yml", "Jenkinsfile")
# Commands that the README's prerequisites name, the shell's own, and what a virtual environment provides.
# What the README tells people to write; Git ignores some of it.
OWNERS = ("/terraform.tfvars", "/backend.tf", "/local.settings.json")
PROVIDED = """. alembic argocd aws az bash cat cd cp curl docker docker-compose export flux func functions-framework gcloud git go java kubectl make mvn
    node npm pip printf pytest python3 read ruff sam terraform uvicorn"""
KNOWN = set(PROVIDED.split())


def readme(service: Path) -> str:
    return parts.read(service, "README.md") if (service / "README.md").exists() else ""


def commands(text: str) -> list[list[str]]:
    """The words of each command in the README's shell blocks, without settings before it."""
    blocks = "".join(re.findall(r"(?ms)^```sh\n(.*?)^```", text)).replace("\\\n", " ")
    found = []
    for line in blocks.splitlines():
        for command in re.split(r"\s(?:&&|\|)\s", line.partition(" #")[0]):
            words = shlex.split(command.replace("<", "\\<").replace("'$", "$"), posix=True) if command.strip() else []
            while words and re.match(r"[A-Z_]+=", words[0]):
                words = words[1:]
            if words:
                found.append(words)
    return found


@service_check("README.md", "Makefile", "=**/*")
def check_readme(service: Path) -> Problems:
    """Every path that the README names is there, and every command in it can be typed."""
    text = readme(service)
    named = [name for name in re.findall(rf"`({ROOTS}/[\w./-]*)`", text) if not name.endswith(OWNERS)]
    problems = [f"README names {name}, which is not there" for name in named if not (service / name).exists()]
    if not named:
        problems.append("README names no path of the service")
    found = commands(text)
    if not found:
        problems.append("README has no command")
    targets = (
        set(re.findall(r"(?m)^([\w-]+):", parts.read(service, "Makefile")))
        if (service / "Makefile").exists()
        else set()
    )
    for words in found:
        first = words[0].removeprefix("./")
        if "/" in first:
            if not (service / first).exists() and not first.startswith(".venv/"):
                problems.append(f"README calls {first}, which is not there")
        elif first not in KNOWN:
            problems.append(f"README calls {first}, which nothing provides")
        elif first == "make" and not set(words[1:]) <= targets:
            problems.append(f"README calls make {words[1:]}, the Makefile has {sorted(targets)}")
        elif first == "cp" and not words[1].startswith("/") and not (service / words[1]).exists():
            problems.append(f"README copies {words[1]}, which is not there")
    return problems


@service_check("README.md", ".env.example")
def check_readme_quick_start(service: Path) -> Problems:
    """Clone, cd, copy the settings, start: the same in every README, in this order."""
    text = readme(service)
    first = commands(text)
    starts = [words[:2] for words in first]
    wanted = [["git", "clone"], ["cp", ".env.example"], ["docker", "compose"]]
    if ["docker-compose", "up"] in starts:  # as the first releases said it
        wanted[2] = ["docker-compose", "up"]
    order = [starts.index(step) if step in starts else -1 for step in wanted]
    problems = [] if -1 not in order and order == sorted(order) else [f"the quick start is not {wanted}: {starts[:6]}"]
    folder = re.search(r"(?m)^git clone \S*/([\w.-]+?)(?:\.git)?\n(?:cd (\S+))?", text)
    if folder and folder.group(1) != folder.group(2):
        problems.append(f"clones {folder.group(1)} and goes to {folder.group(2)}")
    return problems


@service_check("README.md", *(f"{root}/**/*" for root in parts.CODE))
def check_readme_api(service: Path) -> Problems:
    """The table of the API names the health routes that the code has."""
    served = parts.routes(service)
    named = set(re.findall(r"(?m)^\| GET \| `(/[a-z.]+)`", readme(service)))
    problems = [f"README documents {path}, which is not served" for path in sorted(named - served)]
    return problems + [f"README leaves out {path}" for path in sorted({"/health", "/ready"} & served - named)]


@service_check(*PIPELINES)
def check_pipeline_order(service: Path) -> Problems:
    """Tests, then the image, then the deployment; the last two on pushes to one branch only."""
    found = parts.pipeline(service)
    if not found:
        return []
    needs = {name: [needed] if isinstance(needed, str) else list(needed) for name, needed in found["needs"].items()}

    def before(job: str) -> set[str]:
        return {name for needed in needs.get(job, []) for name in (needed, *before(needed))}

    image = next((name for name in ("image", "publish", "package") if name in needs), None)
    functions = [*service.glob("serverless/*"), *service.glob("deploy/serverless/*")]  # deployed without an image
    problems = [] if image or functions else [f"no job makes an image: {sorted(needs)}"]
    if image and "test" not in before(image):
        problems.append(f"{image} does not wait for test")
    if "deploy" in needs and not {image or "test", "test"} <= before("deploy"):
        problems.append(f"deploy does not wait for {image} and test")
    if "deploy" not in needs:
        problems.append("nothing deploys")
    problems += [
        f"{job} runs on more than pushes" for job in (image, "deploy") if job and job not in found["pushes_only"]
    ]
    branches = set(found["branches"])
    if len(found["branches"]) < (1 if functions else 2) or len(branches) != 1:
        problems.append(f"is for several branches, or for too few events: {found['branches']}")
    return problems


@service_check(*PIPELINES)
def check_one_pipeline(service: Path) -> Problems:
    """Two pipelines would deploy twice."""
    names = (*parts.GITHUB, ".gitlab-ci.yml", "Jenkinsfile")
    present = [name for name in names if (service / name).exists()]
    return [f"more than one pipeline: {present}"] if len(present) > 1 else []


@service_check(*PIPELINES, "Makefile", "=**/*")
def check_scripts_that_are_called(service: Path) -> Problems:
    """Every script that a pipeline, the Makefile or Compose calls is there."""
    callers = [
        *service.glob(".github/workflows/*"),
        *(service / name for name in (".gitlab-ci.yml", "Jenkinsfile", "Makefile")),
    ]
    problems = []
    for path in callers:
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            called = re.findall(rf"(?<![\w/.])({ROOTS}/[\w./-]+\.(?:sh|py))\b", text)
            called += re.findall(rf"--file(?:name)?[ =]({ROOTS}/[\w./-]+)", text)
            problems += [
                f"{path.name} names {name}, which is not there" for name in called if not (service / name).exists()
            ]
    return problems
