# tests/unit/test_aws_lambda.py
import json
import sqlite3

import pytest

from src import aws_lambda
from tests.conftest import HEADERS


def event(method, path, body=None):
    """
    What an HTTP API of API Gateway sends: payload format 2.0.
    """
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"content-type": "application/json", "x-request-id": "r-1", **HEADERS},
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "api",
            "domainName": "api.execute-api.eu-central-1.amazonaws.com",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "test"},
            "requestId": "id",
            "routeKey": "$default",
            "stage": "$default",
            "time": "12/Mar/2025:19:03:58 +0000",
            "timeEpoch": 1741806238000,
        },
        "body": body,
        "isBase64Encoded": False,
    }


def test_a_request_gets_the_answer_of_the_application():
    answer = aws_lambda.handler(event("GET", "/health"), None)
    assert (answer["statusCode"], json.loads(answer["body"])) == (200, {"status": "ok"})
    assert answer["headers"]["x-request-id"] == "r-1"


def test_the_body_of_a_request_is_passed_on():
    answer = aws_lambda.handler(event("POST", "/api/v1/<%= plural_kebab %>", '{"price": -1}'), None)
    assert (answer["statusCode"], answer["headers"]["content-type"]) == (422, "application/problem+json")


def test_the_next_request_finds_the_loop_of_the_first():
    for _ in range(2):
        assert aws_lambda.handler(event("GET", "/health"), None)["statusCode"] == 200
        assert not aws_lambda.loop.is_closed()


def test_the_migration_makes_the_tables(tmp_path, monkeypatch):
    file = tmp_path / "lambda.db"
    monkeypatch.setattr("src.core.db.DATABASE_URL", f"sqlite+aiosqlite:///{file}")
    assert aws_lambda.migrate({}, None) == {"status": "ok"}
    with sqlite3.connect(file) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert "<%= plural_snake %>" in tables


def test_something_else_than_a_request_is_an_error():
    with pytest.raises(RuntimeError):
        aws_lambda.handler({"hello": "world"}, None)
