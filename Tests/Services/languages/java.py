"""Checks of a Java service without a Maven repository: syntax by the JDK's compiler, the rest by reading."""

import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import harness

PARSER = Path(__file__).resolve().parent / "Parse.java"
POM = "{http://maven.apache.org/POM/4.0.0}"


def sources(service: Path) -> list[Path]:
    return sorted(service.rglob("*.java"))


def check_syntax(service: Path) -> list[str]:
    files = sources(service)
    done = harness.run("java", PARSER, *files)
    problems = done.stdout.splitlines()
    return (
        problems
        if done.returncode == 0 and files
        else [*problems, f"the parser ended with {done.returncode}: {done.stderr}"]
    )


def check_places(service: Path) -> list[str]:
    """Every file lies where its package and its class say; every import of the service's own leads to a file."""
    problems = []
    classes = {}
    for path in sources(service):
        relative = path.relative_to(service)
        text = path.read_text(encoding="utf-8")
        package = re.search(r"(?m)^package ([\w.]+);$", text)
        expected = Path(*relative.parts[:3], *(package[1].split(".") if package else ()))
        if relative.parent != expected:
            problems.append(f"{relative}: its package belongs into {expected}")
        if not re.search(rf"(?m)^(public )?(final )?(class|record|interface) {path.stem}\b", text):
            problems.append(f"{relative}: no type has the file's name")
        classes[f"{package[1] if package else ''}.{path.stem}"] = relative
    own = re.search(
        r"<groupId>([^<]+)</groupId>", (service / "pom.xml").read_text(encoding="utf-8").partition("</parent>")[2]
    )
    for path in sources(service):
        for name in re.findall(r"(?m)^import (?:static )?([\w.]+);$", path.read_text(encoding="utf-8")):
            if own and name.startswith(own[1] + ".") and name not in classes:
                problems.append(f"{path.relative_to(service)}: {name} is not there")
    return problems


def check_pom(service: Path) -> list[str]:
    """Well-formed, with what the code imports among the dependencies, for the Java that the image has."""
    try:
        project = ElementTree.parse(service / "pom.xml").getroot()
    except ElementTree.ParseError as error:
        return [f"pom.xml is not well-formed: {error}"]
    problems = [
        f"pom.xml lacks {name}"
        for name in ("modelVersion", "groupId", "artifactId", "version")
        if not project.findtext(POM + name)
    ]
    artifacts = {element.text for element in project.iterfind(f"{POM}dependencies/{POM}dependency/{POM}artifactId")}
    needs = {
        "spring-boot-starter-web": r"^import org\.springframework\.web\.",
        "spring-boot-starter-validation": r"^import jakarta\.validation\.",
        "spring-boot-starter-jdbc": r"^import org\.springframework\.jdbc\.",
        "flyway-database-postgresql": r"^import org\.flywaydb\.",
        "spring-boot-starter-test": r"^import org\.junit\.",
    }
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources(service))
    problems += [
        f"pom.xml lacks {name}, which the code imports"
        for name, used in needs.items()
        if re.search(used, code, re.M) and name not in artifacts
    ]
    version = project.findtext(f"{POM}properties/{POM}java.version")
    images = set(re.findall(r"eclipse-temurin[:-](\d+)", (service / "Dockerfile").read_text(encoding="utf-8")))
    if images != {version}:
        problems.append(f"pom.xml is for Java {version}, the image has {', '.join(sorted(images))}")
    return problems


def check_properties(service: Path) -> list[str]:
    """application.properties: every line is a setting, none stands there twice, and the variables are known."""
    problems, seen = [], set()
    template = (service / ".env.example").read_text(encoding="utf-8")
    for line in (service / "src/main/resources/application.properties").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not re.fullmatch(r"[\w.@\[\]-]+", name):
            problems.append(f"application.properties: no setting: {line}")
        if name in seen:
            problems.append(f"application.properties: {name} stands there twice")
        seen.add(name)
        for variable in re.findall(r"\$\{(\w+)", value):
            if variable != "PORT" and not re.search(rf"(?m)^{variable}=", template):
                problems.append(f"application.properties reads {variable}, which .env.example lacks")
    return problems


def check_migrations(service: Path, url: str, psql: str) -> list[str]:
    """Flyway's files, named as it wants them, run in the order in which it runs them."""
    files = list((service / "src/main/resources/db/migration").iterdir())
    problems = [f"Flyway would not run {path.name}" for path in files if not re.fullmatch(r"V\d+__\w+\.sql", path.name)]
    if not files:
        return ["there is no migration"]
    for path in sorted(files, key=lambda path: int(re.sub(r"\D.*", "", path.name[1:]) or 0)):
        command = [
            psql,
            "--no-psqlrc",
            "--quiet",
            "--single-transaction",
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            url,
            "-f",
            str(path),
        ]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode != 0:
            problems.append(f"{path.name}: {done.stderr}")
    return problems
