# tests/e2e/test_service.py
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.conftest import HEADERS

ROOT = Path(__file__).parents[2]


@pytest.fixture(name="service")
def service_fixture(tmp_path):
    """
    The service as a process of its own, on an empty database, with its address.
    """
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("COV_")},
<%= slot("e2e_database") %>
        "ENVIRONMENT": "production",
        "PYTHONPATH": str(ROOT),
    }
<% if database == 'mongodb' %>
    subprocess.run([sys.executable, "-m", "app.database.indexes"], check=True, env=environment, cwd=tmp_path)
<% else %>
    subprocess.run(
        [sys.executable, "-m", "alembic", "--config", str(ROOT / "alembic.ini"), "upgrade", "head"],
        check=True,
        env=environment,
        cwd=tmp_path,
    )
<% endif %>
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port)], env=environment, cwd=tmp_path
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            httpx.get(f"{address}/health")
            break
        except httpx.TransportError:
            time.sleep(0.1)
    yield process, address
    process.kill()
    process.wait()


<% if database == 'mongodb' %>
@pytest.mark.skipif("TEST_DATABASE_URL" not in os.environ, reason="TEST_DATABASE_URL names no server")
<% endif %>
@pytest.mark.e2e
def test_the_service_starts_serves_and_stops(service):
    process, address = service
    assert httpx.get(f"{address}/ready").status_code == 200
    created = httpx.post(f"{address}/api/v1/<%= plural_kebab %>", json={"name": "First", "price": 1}, headers=HEADERS)
    assert created.status_code == 201
    assert httpx.get(f"{address}/api/v1/<%= plural_kebab %>/{created.json()['id']}", headers=HEADERS).json() == created.json()
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=5) in (0, -signal.SIGTERM)
