"""Imports the packaged function of a cloud, and passes it requests; run with the service's Python in the package.

    event.py aws-lambda|azure-functions|gcp-functions

Prints the status and the body of each answer, one a line.
"""

import asyncio
import base64
import importlib.util
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))
REQUESTS = (
    ("GET", "/health", b""),
    ("POST", "/api/v1/products", b'{"name": "First", "price": -1}'),
    ("GET", "/no", b""),
)


def module(path: str):
    spec = importlib.util.spec_from_file_location(Path(path).stem, path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def aws_lambda(method: str, path: str, body: bytes):
    """An event of an HTTP API, payload format 2.0: the body comes as base64."""
    from src.aws_lambda import handler

    http = {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "test"}
    event = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"content-type": "application/json", "host": "api.example.com"},
        "requestContext": {"http": http, "requestId": "1", "stage": "$default", "domainName": "api.example.com"},
        "body": base64.b64encode(body).decode() or None,
        "isBase64Encoded": bool(body),
    }
    answer = handler(event, None)
    return answer["statusCode"], answer["body"]


def azure_functions(method: str, path: str, body: bytes):
    import azure.functions as func

    binding = json.loads(Path("web/function.json").read_text(encoding="utf-8"))
    entry = getattr(module(f"web/{binding['scriptFile']}"), binding["entryPoint"])
    headers = {"content-type": "application/json"}
    request = func.HttpRequest(method=method, url=f"https://example.com{path}", headers=headers, body=body)
    answer = asyncio.run(entry(request, Context()))
    return answer.status_code, answer.get_body().decode()


class Context:
    """What Azure Functions tells about an invocation."""

    function_directory = "web"
    function_name = "web"
    invocation_id = "1"
    thread_local_storage = trace_context = retry_context = None


def gcp_functions(method: str, path: str, body: bytes):
    import functions_framework

    client = functions_framework.create_app("handle", "main.py").test_client()
    answer = client.open(path, method=method, data=body, content_type="application/json")
    return answer.status_code, answer.text


if __name__ == "__main__":
    pass_on = {"aws-lambda": aws_lambda, "azure-functions": azure_functions, "gcp-functions": gcp_functions}[
        sys.argv[1]
    ]
    for request in REQUESTS:
        print(json.dumps(pass_on(*request)))
