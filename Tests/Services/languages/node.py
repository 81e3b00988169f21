"""Checks of a Node.js service, by Node itself and by Debian's packages: there is no registry to install from."""

import json
import os
import re
import shutil
from pathlib import Path

import harness
from languages.running import Service

DEBIAN = Path("/usr/share/nodejs")
STAND_INS = Path(__file__).resolve().parent / "stand-ins"
# What the drivers need that no other package of the tests brings
DRIVERS = ("node-bignumber", "node-mysql", "node-pg", "node-readable-stream", "node-split2", "node-xtend")

TO_ESLINTRC = """
const [{ languageOptions, rules }] = require(process.argv[1]);
process.stdout.write(JSON.stringify({
  root: true,
  env: { es6: true },
  globals: languageOptions.globals,
  parserOptions: { ecmaVersion: languageOptions.ecmaVersion, ecmaFeatures: { globalReturn: true } },
  rules,
}));
"""

# Compiles what stands in a module's function, as Node does itself, and runs nothing.
SYNTAX = """
const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
for (const filename of process.argv.slice(1)) {
  try {
    require('node:vm').compileFunction(require('node:fs').readFileSync(filename, 'utf8'), parameters, { filename });
  } catch (error) {
    console.error(error.stack);
  }
}
"""


def modules(*extra: Path) -> dict[str, str]:
    """The environment in which Node finds Debian's packages."""
    return {"NODE_PATH": os.pathsep.join(map(str, [*extra, DEBIAN]))}


def drivers() -> dict[str, str]:
    """The same with the drivers of databases, which are unpacked where Debian's Node is not the one that is installed."""
    if (DEBIAN / "pg").exists() and (DEBIAN / "mysql").exists():
        return modules(STAND_INS)
    unpacked = harness.CACHE / f"node-drivers-{len(DRIVERS)}"
    with harness.locked(unpacked):
        if not (unpacked / "complete").exists():
            unpack_drivers(unpacked)
    return modules(STAND_INS, unpacked / "usr/share/nodejs")


def unpack_drivers(target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    done = harness.run("apt-get", "download", *DRIVERS, cwd=target)
    if done.returncode != 0:
        raise RuntimeError(f"cannot get {', '.join(DRIVERS)}: run apt-get update, or install them: {done.stderr}")
    for package in target.glob("*.deb"):
        done = harness.run("dpkg-deb", "--extract", package, target)
        if done.returncode != 0:
            raise RuntimeError(f"cannot unpack {package}: {done.stderr}")
    found = modules(STAND_INS, target / "usr/share/nodejs")
    done = harness.run("node", "--eval", "require('pg'); require('mysql2/promise')", **found)
    if done.returncode != 0:
        raise RuntimeError(f"the drivers lack something: {done.stderr}")
    (target / "complete").touch()


def sources(service: Path) -> list[Path]:
    return sorted(path for path in service.rglob("*.js") if "node_modules" not in path.parts)


def check_syntax(service: Path) -> list[str]:
    """What node --check says of one file; it starts Node for each."""
    return harness.run("node", "--eval", SYNTAX, *sources(service)).stderr.splitlines()


def check_tests(service: Path, environment: dict[str, str]) -> list[str]:
    done = harness.run("node", "--test", cwd=service, **environment)
    failed = [line.strip() for line in done.stdout.splitlines() if re.match(r"\s*not ok", line)]
    if done.returncode != 0 and not failed:
        failed = [f"node --test ended with {done.returncode}: {done.stdout}{done.stderr}"]
    passed = re.search(r"(?m)^# pass (\d+)", done.stdout)
    return failed if passed and int(passed[1]) > 0 else [*failed, "no test passed"]


def check_lint(service: Path) -> list[str]:
    """ESLint with the rules of the service: Debian's does not read eslint.config.js, so that is put in its old form."""
    old = harness.run("node", "--eval", TO_ESLINTRC, service / "eslint.config.js")
    if old.returncode != 0:
        return [f"eslint.config.js cannot be read: {old.stderr}"]
    settings = service.with_name(service.name + ".eslintrc.json")
    settings.write_text(old.stdout, encoding="utf-8")
    done = harness.run(
        "eslint", "--no-eslintrc", "--config", settings, "--format", "json", ".", cwd=service, **modules()
    )
    try:
        found = json.loads(done.stdout)
    except ValueError:
        return [f"eslint ended with {done.returncode}: {done.stderr}"]
    if not found:
        return ["eslint looked at no file"]
    return [
        f"{Path(file['filePath']).name}:{message.get('line')}: {message['ruleId']}: {message['message']}"
        for file in found
        for message in file["messages"]
    ]


def check_package(service: Path) -> list[str]:
    """package.json: exact versions, everything that the code asks for, and nothing that is not there."""
    package = json.loads((service / "package.json").read_text(encoding="utf-8"))
    runs, tests = package["dependencies"], package.get("devDependencies", {})
    problems = [
        f"{name} {version} is no exact version"
        for name, version in (runs | tests).items()
        if not re.fullmatch(r"\d+\.\d+\.\d+", version)
    ]
    for path in sources(service):
        known = runs if "src" in path.relative_to(service).parts else runs | tests
        for name in re.findall(r"require\('([^']+)'\)", path.read_text(encoding="utf-8")):
            if name.startswith("."):
                target = (path.parent / name).resolve()
                if not (target.with_name(target.name + ".js").is_file() or (target / "index.js").is_file()):
                    problems.append(f"{path.relative_to(service)}: {name} is not there")
            elif not name.startswith("node:") and re.split("/", name)[0] not in known:
                problems.append(f"{path.relative_to(service)}: {name} is not among the dependencies")
    for name, script in package["scripts"].items():
        problems += [
            f"script {name}: {file} is not there"
            for file in re.findall(r"\S+\.js", script)
            if not (service / file).is_file()
        ]
    return problems


def server(folder: Path, environment: dict[str, str]) -> Service:
    return Service(["node", "src/server.js"], folder, environment)
