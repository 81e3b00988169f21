# tests/unit/test_azure_functions.py
import importlib.util
import json
from pathlib import Path

import azure.functions as func
import pytest

from tests.conftest import HEADERS

SERVERLESS = Path(__file__).parents[2] / "deploy/serverless"


@pytest.fixture(name="function")
def function_fixture():
    """
    The module with the entry point, loaded from its file as Azure Functions does.
    """
    binding = json.loads((SERVERLESS / "web/function.json").read_text(encoding="utf-8"))
    spec = importlib.util.spec_from_file_location("web", SERVERLESS / "web" / binding["scriptFile"])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, binding["entryPoint"])


def request(method, path, body=b""):
    headers = {"Content-Type": "application/json", "X-Request-ID": "r-1", **HEADERS}
    return func.HttpRequest(method=method, url=f"https://function.example.com{path}", headers=headers, body=body)


class Context:
    """
    What Azure Functions tells about an invocation.
    """

    function_directory = str(SERVERLESS / "web")
    function_name = "web"
    invocation_id = "1"
    thread_local_storage = trace_context = retry_context = None


@pytest.mark.anyio
async def test_a_request_gets_the_answer_of_the_application(function):
    answer = await function(request("GET", "/health"), Context())
    assert (answer.status_code, json.loads(answer.get_body())) == (200, {"status": "ok"})
    assert answer.headers["x-request-id"] == "r-1"


@pytest.mark.anyio
async def test_the_body_of_a_request_is_passed_on(function):
    answer = await function(request("POST", "/api/v1/<%= plural_kebab %>", b'{"price": -1}'), Context())
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")


def test_every_path_comes_to_this_function():
    host = json.loads((SERVERLESS / "host.json").read_text(encoding="utf-8"))
    assert host["extensions"]["http"]["routePrefix"] == ""
