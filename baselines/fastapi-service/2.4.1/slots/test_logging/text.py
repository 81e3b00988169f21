import io
import logging

import pytest
from httpx import ASGITransport, AsyncClient

from app.core.logging import TextFormatter
from app.main import app


@pytest.fixture(name="lines")
def lines_fixture():
    """
    Function that returns what the application has logged so far, line by line.
    """
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(TextFormatter())
    logger = logging.getLogger("app")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield lambda: stream.getvalue().splitlines()
    logger.removeHandler(handler)
    logger.setLevel(level)


@pytest.fixture(name="client")
async def client_fixture():
    """
    HTTP client of the application, without a database: /health asks none.
    """
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://service") as client:
        yield client


def test_a_record_is_a_line(lines):
    logger = logging.getLogger("app.test")
    logger.info("two\nlines", extra={"color": "red"})
    try:
        raise ValueError("broken")
    except ValueError:
        logger.exception("failed")
    first, second, *trace = lines()
    assert first.endswith(" INFO [-] app.test: two\\nlines color=red")
    assert second.endswith(" ERROR [-] app.test: failed")
    assert trace[-1] == "ValueError: broken"


@pytest.mark.anyio
async def test_request_id_of_the_client_is_kept(client, lines):
    response = await client.get("/health", headers={"X-Request-ID": "abc-123"})
    assert response.headers["X-Request-ID"] == "abc-123"
    logged = [line for line in lines() if " app.access: " in line]
    assert len(logged) == 1
    assert "[abc-123] app.access: GET /health 200 status=200 duration_ms=" in logged[0]


@pytest.mark.anyio
@pytest.mark.parametrize("given", ["", "two words", "x" * 200, '"};'])
async def test_request_id_that_is_not_usable_is_replaced(client, given):
    response = await client.get("/health", headers={"X-Request-ID": given})
    assert response.headers["X-Request-ID"] != given
    assert len(response.headers["X-Request-ID"]) == 32
