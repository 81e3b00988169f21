"""Stands in for commands of a README that a test cannot run as they are.

    typed.py COMMAND ARGUMENT…     in the service's folder, with its virtual environment active

docker: only whether Compose understands the files; uvicorn: starts it on a free port, calls it, ends it; kubectl:
only whether the names are those of the manifests. Everything else is typed in as it is.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from running.contract import BODY
from running.servers import free_port
from running.service import Started, port_in


def docker(*arguments: str) -> str:
    if arguments != ("compose", "up", "--build"):
        return f"docker {' '.join(arguments)}: unknown"
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = ["docker-compose", "config", "--quiet"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"docker compose config: {done.stderr}"


def uvicorn(application: str, *options: str) -> str:
    arguments = list(options)
    arguments[arguments.index("--port") + 1] = str(free_port())  # with --reload it has to be a real one
    log = Path("../uvicorn.log")
    with open(log, "w", encoding="utf-8") as output:
        process = subprocess.Popen(
            ["uvicorn", application, *arguments], stdout=output, stderr=output, text=True, start_new_session=True
        )
    try:
        running = Started(process, port_in(process, log), log)
        wait_for(running)
        found = [running.call(method, path, body).status for method, path, body in REQUESTS]
        os.killpg(process.pid, signal.SIGINT)  # Ctrl+C goes to the process that reloads, and to the one that serves
        process.wait(timeout=10)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return "" if found == [200, 200, 201, 200, 200] else f"uvicorn: the answers are {found}"


def wait_for(running: Started) -> None:
    """With --reload the socket is there before the application is."""
    for _ in range(300):
        with contextlib.suppress(OSError):
            running.call("GET", "/health")
            return
        time.sleep(0.1)


REQUESTS = (
    ("GET", "/health", None),
    ("GET", "/ready", None),
    ("POST", "/api/v1/products", BODY),
    ("GET", "/api/v1/products/1", None),
    ("GET", "/docs", None),
)


def kubectl(*arguments: str) -> str:
    manifests = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path("deploy/k8s").rglob("*.yaml")))
    names = (
        {"namespace": arguments[2]}
        if arguments[1] == "namespace"
        else {"name": arguments[3], "namespace": arguments[5]}
    )
    lines = {line.strip() for line in manifests.splitlines()}
    wrong = [f"{key}: {name}" for key, name in names.items() if f"{key}: {name}" not in lines]
    return f"kubectl: no manifest has {wrong}" if wrong else ""


def main() -> int:
    problem = {"docker": docker, "uvicorn": uvicorn, "kubectl": kubectl}[sys.argv[1]](*sys.argv[2:])
    if problem:
        print(problem, file=sys.stderr)
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
