"""What files of one service say about each other: names, ports, settings, paths."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from checks import parts
from checks.base import Problems, service_check
from harness import environment, run

KUBERNETES = ("k8s/**/*.yaml", "deploy/k8s/**/*.yaml")
CODE = tuple(f"{root}/**/*" for root in parts.CODE)


def differ(what: str, values: dict[str, object]) -> Problems:
    """One problem if the values are not all the same."""
    return [f"{what} differ: {values}"] if len({str(value) for value in values.values()}) > 1 else []


@service_check(*KUBERNETES)
def check_names_of_manifests(service: Path) -> Problems:
    """Names, labels and selectors agree: a half-applied change of a label takes the service off the network."""
    found = parts.kinds(service)
    if not found:
        return []
    deployment = found["Deployment"][0]
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    problems = differ(
        "names", {f"{kind} {i}": d["metadata"]["name"] for kind, ds in found.items() for i, d in enumerate(ds)}
    )
    namespaces = {kind: document["metadata"].get("namespace") for kind, ds in found.items() for document in ds}
    problems += differ("namespaces", namespaces)
    for what, selector in selectors(found):
        if not selector or not selector.items() <= labels.items():
            problems.append(f"{what} selects {selector}, pods are labelled {labels}")
    for kind, targets in references(found).items():
        if kind == "Secret" and kind not in found:  # in 2.3.0 it comes from a secret store
            continue
        names = {document["metadata"]["name"] for document in found.get(kind, [])}
        problems += [
            f"refers to the {kind} {name}, which is none of {sorted(names)}" for name in targets if name not in names
        ]
    return problems


def selectors(found: dict[str, list[dict]]) -> Iterator[tuple[str, dict]]:
    pod = found["Deployment"][0]["spec"]
    yield "Deployment", pod["selector"]["matchLabels"]
    for constraint in pod["template"]["spec"].get("topologySpreadConstraints", []):
        yield "the spread of pods", constraint["labelSelector"]["matchLabels"]
    yield from (("Service", document["spec"]["selector"]) for document in found["Service"])
    for document in found.get("PodDisruptionBudget", []):
        yield "PodDisruptionBudget", document["spec"]["selector"]["matchLabels"]
    for document in found.get("NetworkPolicy", []):
        yield "NetworkPolicy", document["spec"]["podSelector"]["matchLabels"]


def references(found: dict[str, list[dict]]) -> dict[str, list[str]]:
    pod = found["Deployment"][0]["spec"]["template"]["spec"]
    sources = [source for container in parts.containers(pod) for source in container.get("envFrom", [])]
    account = pod.get("serviceAccountName")
    return {
        "ConfigMap": [source["configMapRef"]["name"] for source in sources if "configMapRef" in source],
        "Secret": [source["secretRef"]["name"] for source in sources if "secretRef" in source],
        "Deployment": [hpa["spec"]["scaleTargetRef"]["name"] for hpa in found.get("HorizontalPodAutoscaler", [])],
        "ServiceAccount": [account] if account else [],
    }


@service_check(*KUBERNETES)
def check_ingress_reaches_the_service(service: Path) -> Problems:
    """The ingress names a port of the Service, which names a port of the container."""
    found = parts.kinds(service)
    problems = []
    for document in found.get("Ingress", []):
        for rule in document["spec"]["rules"]:
            for path in rule["http"]["paths"]:
                backend = path["backend"]["service"]
                wanted = (backend["name"], backend["port"].get("name", backend["port"].get("number")))
                if wanted not in {(d["metadata"]["name"], p) for d in found["Service"] for p in ports_of(d)}:
                    problems.append(f"the ingress goes to {wanted}, which no Service has")
    for document in found.get("Service", []):
        known = container_ports(found)
        problems += [
            f"the Service goes to the port {port['targetPort']}, containers have {sorted(map(str, known))}"
            for port in document["spec"]["ports"]
            if port["targetPort"] not in known
        ]
    return problems


def ports_of(document: dict) -> list[object]:
    return [value for port in document["spec"]["ports"] for value in (port.get("name"), port["port"])]


def container_ports(found: dict[str, list[dict]]) -> set[object]:
    pod = found["Deployment"][0]["spec"]["template"]["spec"]
    declared = [port for container in pod["containers"] for port in container.get("ports", [])]
    return {value for port in declared for value in (port.get("name"), port["containerPort"])} - {None}


@service_check("Dockerfile", "docker/**/Dockerfile", "docker-compose.yml", "compose.yaml", *KUBERNETES)
def check_ports(service: Path) -> Problems:
    """The image, Compose, the cluster and the health check mean the same port."""
    image = parts.dockerfile(service)
    if not image:
        return []
    found: dict[str, object] = {f"EXPOSE {i}": port for i, port in enumerate(re.findall(r"(?m)^EXPOSE (\d+)$", image))}
    found |= {
        f"--port {i}": port for i, port in enumerate(re.findall(r'"--port", "(\d+)"', image.rpartition("FROM ")[2]))
    }
    found |= {
        f"HEALTHCHECK {i}": port for i, port in enumerate(re.findall(r"(?:127\.0\.0\.1|localhost):(\d+)/", image))
    }
    published = parts.compose(service)["services"].get("app", {}).get("ports", [])
    found |= {"compose": str(published[0]).rsplit(":", 1)[1]} if published else {}
    for document in parts.kinds(service).get("Deployment", []):
        for container in document["spec"]["template"]["spec"]["containers"]:
            found |= {f"container {container['name']}": port["containerPort"] for port in container.get("ports", [])}
    return differ("ports", found) or ([] if found else ["names no port anywhere"])


@service_check(*KUBERNETES, *CODE)
def check_probes(service: Path) -> Problems:
    """Each probe asks for a path that the code serves, on a port that the container has."""
    found = parts.kinds(service)
    served = parts.routes(service)
    problems = []
    for document in found.get("Deployment", []):
        for container in document["spec"]["template"]["spec"]["containers"]:
            probes = {
                key: probe["httpGet"]
                for key, probe in container.items()
                if key.endswith("Probe") and "httpGet" in probe
            }
            problems += [
                f"{key} asks for {get['path']}, which is not served"
                for key, get in probes.items()
                if get["path"] not in served
            ]
            problems += [
                f"{key}: no port {get['port']}"
                for key, get in probes.items()
                if get["port"] not in container_ports(found)
            ]
            if not {"livenessProbe", "readinessProbe"} <= set(probes):
                problems.append(f"container {container['name']} lacks a probe: has {sorted(probes)}")
    return problems


@service_check(".env.example", *CODE)
def check_env_has_what_the_code_reads(service: Path) -> Problems:
    wanted = {name for name in parts.read_by_code(service) if not parts.NOT_THE_SERVICES.fullmatch(name)}
    if not wanted:
        return ["the code reads no setting"]
    return [f".env.example lacks {name}" for name in sorted(wanted - platform_settings() - set(parts.example(service)))]


def platform_settings() -> set[str]:
    """What a serverless platform sets in its own environment."""
    return {"AWS_LAMBDA_FUNCTION_NAME", "AWS_REGION", "FUNCTION_TARGET", "K_SERVICE"}


@service_check(".env.example", *KUBERNETES)
def check_env_is_what_pods_get(service: Path) -> Problems:
    """The settings of .env.example are those of ConfigMap and Secret; the database server's own stay outside."""
    found = parts.kinds(service)
    if not found:
        return []
    given = {key for document in found.get("ConfigMap", []) for key in document["data"]}
    for document in found.get("Secret", []):
        given |= {*document.get("data", {}), *document.get("stringData", {})}
        given |= set(re.findall(r"\b[A-Z][A-Z_]+\b", str(document["metadata"].get("annotations", ""))))
    given |= {
        env["name"]
        for c in found["Deployment"][0]["spec"]["template"]["spec"]["containers"]
        for env in c.get("env", [])
    }
    example = {name for name in parts.example(service) if not parts.NOT_THE_SERVICES.fullmatch(name)}
    if "Secret" not in found:  # 2.3.0 leaves the Secret to a secret store
        example -= {name for name in example - given if re.search(r"URL|SECRET|KEY|PASSWORD", name)}
    return [f".env.example and the cluster differ in {name}" for name in sorted(example ^ given)]


@service_check(".env.example", "docker-compose.yml", "compose.yaml")
def check_env_is_what_compose_gives(service: Path) -> Problems:
    """Each setting of .env.example goes into a container, and Compose asks for none that is not there."""
    text = "".join(
        parts.read(service, name) for name in ("docker-compose.yml", "compose.yaml") if (service / name).exists()
    )
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", text))
    example = set(parts.example(service))
    problems = [f".env.example lacks {name}, which Compose asks for" for name in sorted(asked - example)]
    if "env_file" not in text:
        problems += [f"Compose leaves out {name} of .env.example" for name in sorted(example - asked)]
    return problems


@service_check(".env.example")
def check_env_example(service: Path) -> Problems:
    """It parses, nothing stands in it twice, and no value in it is a secret that works."""
    text = parts.read(service, ".env.example")
    names = re.findall(r"(?m)^(\w+)=", text)
    problems = [f"{name} stands in .env.example twice" for name in sorted(set(names)) if names.count(name) > 1]
    problems += [
        f"not a setting: {line}" for line in text.splitlines() if line and not re.match(r"#|[A-Z][A-Z0-9_]*=", line)
    ]
    for name, value in parts.example(service).items():
        password = split_url(value)[1] if "://" in value else value
        secret = re.search(r"PASSWORD|SECRET|TOKEN|KEY|DATABASE_URL|REDIS_URL|QUEUE_URL|AMQP", name)
        if secret and password and "change" not in password and not value.startswith("sqlite"):
            problems.append(f"{name} has a value that is no placeholder")
    return problems


@service_check(".env.example", ".github/**/*", ".gitlab-ci.yml", "Jenkinsfile", "docker-compose.yml", "compose.yaml")
def check_databases(service: Path) -> Problems:
    """The pipeline tests against the kind of database that .env.example names; user and name agree."""
    settings = parts.example(service)
    if "DATABASE_URL" not in settings:
        return []
    urls = [settings["DATABASE_URL"], *parts.pipeline(service).get("databases", [])]
    problems = differ("schemes", {url: re.split(r"[:+]", url.removeprefix("jdbc:"))[0] for url in urls})
    for server in ("POSTGRES", "MYSQL", "MARIADB"):
        if f"{server}_USER" in settings:
            name = settings.get(f"{server}_DB") or settings.get(f"{server}_DATABASE")
            for url in urls:
                user, _, _, database = split_url(url)
                problems += [] if user == settings[f"{server}_USER"] else [f"{url}: another user"]
                problems += [] if database == name else [f"{url}: another database than {name}"]
            _, password, host, _ = split_url(urls[0])
            if password != settings[f"{server}_PASSWORD"]:
                problems.append(f"DATABASE_URL has another password than {server}_PASSWORD")
            if host not in parts.compose(service)["services"]:
                problems.append(f"DATABASE_URL names the host {host}, no service of Compose")
    return problems


def split_url(url: str) -> tuple[str | None, str | None, str | None, str]:
    """User, password, host and database, also of Java's URLs, which have the first two in the query."""
    split = urlsplit(url.removeprefix("jdbc:"))
    query = dict(parse_qsl(split.query))
    user, password = split.username or query.get("user"), split.password or query.get("password")
    return user, password, split.hostname, split.path.removeprefix("/")


@service_check(".gitignore", "=**/*")
def check_gitignore(service: Path) -> Problems:
    """Git ignores .env, and nothing that the service consists of."""
    names = [str(path.relative_to(service)) for path in sorted(service.rglob("*")) if path.is_file()]
    with tempfile.TemporaryDirectory() as work:
        run("git", "init", "--quiet", work)
        for path in service.rglob(".gitignore"):
            target = Path(work) / path.relative_to(service)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        command = ["git", "-C", work, "check-ignore", "--stdin"]
        asked = "\n".join([".env", *names])
        ignored = subprocess.run(command, check=False, input=asked, capture_output=True, text=True, env=environment())
        ignored = ignored.stdout.splitlines()
    problems = [] if ".env" in ignored else ["git does not ignore .env"]
    return problems + [f"git ignores {name}" for name in ignored if name != ".env"]


@service_check(".dockerignore", since={"fastapi-service": (1, 1, 0)})
def check_dockerignore(service: Path) -> Problems:
    """The image gets no history and no secrets."""
    listed = {line.strip().strip("/") for line in parts.read(service, ".dockerignore").splitlines()}
    wanted = {".git": {".git", ".git*", "**/.git"}, ".env": {".env", ".env*", "**/.env", ".env.*"}}
    return [f".dockerignore lacks {name}" for name, forms in wanted.items() if not forms & listed and "*" not in listed]
