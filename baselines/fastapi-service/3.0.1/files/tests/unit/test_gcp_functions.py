# tests/unit/test_gcp_functions.py
from pathlib import Path

import functions_framework
import pytest

from tests.conftest import HEADERS

MAIN = Path(__file__).parents[2] / "deploy/serverless/main.py"


@pytest.fixture(name="client")
def client_fixture():
    """
    HTTP client of the function, which the framework loads from its file as in the cloud.
    """
    return functions_framework.create_app("handle", str(MAIN)).test_client()


def test_a_request_gets_the_answer_of_the_application(client):
    answer = client.get("/health", headers={"X-Request-ID": "r-1"})
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["X-Request-ID"] == "r-1"


def test_the_body_of_a_request_is_passed_on(client):
    answer = client.post("/api/v1/<%= plural_kebab %>", json={"price": -1}, headers=HEADERS)
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")


def test_many_requests_share_one_loop(client):
    assert [client.get("/health").status_code for _ in range(5)] == [200] * 5
