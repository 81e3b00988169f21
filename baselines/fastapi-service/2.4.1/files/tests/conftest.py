# tests/conftest.py
import os
<% if auth == 'jwt' %>
import time
<% endif %>

<%= slot("conftest_database") %>
os.environ["ENVIRONMENT"] = "development"
<% for key in extra_keys.split() %>
os.environ["<%= key %>"] = ""
<% endfor %>
<% if auth == 'jwt' %>
os.environ["AUTH_JWT_SECRET"] = "only for tests, at least 32 characters"
<% endif %>

<% if auth == 'jwt' %>
import jwt  # noqa: E402
<% endif %>
import pytest  # noqa: E402
from httpx import ASGITransport, AsyncClient  # noqa: E402
<%= slot("conftest_imports") %>

# What every request of the tests carries
<% if auth == 'jwt' %>
CLAIMS = {"sub": "tester", "exp": time.time() + 3600, "roles": ["admin"]}
HEADERS = {"Authorization": "Bearer " + jwt.encode(CLAIMS, os.environ["AUTH_JWT_SECRET"])}
<% else %>
HEADERS = {}
<% endif %>


@pytest.fixture(scope="session")
def anyio_backend():
    """
    The event loop for asynchronous tests; Uvicorn has no other either.
    """
    return "asyncio"


<%= slot("conftest_fixtures") %>


@pytest.fixture(name="client")
async def client_fixture(<%= store %>):
    """
    HTTP client of the application, with the test's <%= store %> in place of the real one.
    """
    app.dependency_overrides[get_<%= store %>] = lambda: <%= store %>
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://service", headers=HEADERS) as client:
        yield client
    app.dependency_overrides.clear()
