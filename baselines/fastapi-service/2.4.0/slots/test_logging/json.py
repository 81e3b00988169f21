import io
import json
import logging

import pytest
from httpx import ASGITransport, AsyncClient

from app.core.logging import JsonFormatter
from app.main import app


@pytest.fixture(name="lines")
def lines_fixture():
    """
    Function that returns what the application has logged so far, each line parsed.
    """
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("app")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logger.removeHandler(handler)
    logger.setLevel(level)


@pytest.fixture(name="client")
async def client_fixture():
    """
    HTTP client of the application, without a database: /health asks none.
    """
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://service") as client:
        yield client


def test_every_line_is_json(lines):
    logger = logging.getLogger("app.test")
    logger.info('quotes " and\nlines', extra={"color": "red"})
    try:
        raise ValueError("broken")
    except ValueError:
        logger.exception("failed")
    first, second = lines()
    assert first["message"] == 'quotes " and\nlines'
    assert (first["level"], first["service"], first["color"]) == ("INFO", "<%= service_kebab %>", "red")
    assert {"timestamp", "logger", "request_id"} <= set(first)
    assert "ValueError: broken" in second["exception"]


@pytest.mark.anyio
async def test_request_id_of_the_client_is_kept(client, lines):
    response = await client.get("/health", headers={"X-Request-ID": "abc-123"})
    assert response.headers["X-Request-ID"] == "abc-123"
    logged = [line for line in lines() if line["logger"] == "app.access"]
    assert [line["request_id"] for line in logged] == ["abc-123"]
    assert logged[0]["message"] == "GET /health 200"
    assert logged[0]["duration_ms"] >= 0


@pytest.mark.anyio
@pytest.mark.parametrize("given", ["", "two words", "x" * 200, '"};'])
async def test_request_id_that_is_not_usable_is_replaced(client, given):
    response = await client.get("/health", headers={"X-Request-ID": given})
    assert response.headers["X-Request-ID"] != given
    assert len(response.headers["X-Request-ID"]) == 32
