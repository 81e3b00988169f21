# tests/integration/test_security.py
import time

import jwt
import pytest

from app.core.config import settings

pytestmark = pytest.mark.anyio

PATH = "/api/v1/<%= plural_kebab %>"
BODY = {"name": "First", "price": 1}


def headers(secret=None, algorithm="HS256", **claims):
    claims = {"sub": "tester", "exp": time.time() + 60, **claims}
    return {"Authorization": "Bearer " + jwt.encode(claims, secret or settings.auth_jwt_secret, algorithm=algorithm)}


@pytest.mark.parametrize(
    "refused",
    [
        {"Authorization": ""},
        {"Authorization": "Bearer nonsense"},
        headers(secret="another secret that is long enough"),
        headers(exp=time.time() - 1),
        headers(exp=None),
        headers(roles="admin"),
    ],
)
async def test_no_valid_token_no_answer(client, refused):
    response = await client.get(PATH, headers=refused)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "roles, statuses",
    [
        ([], [403, 403, 403]),
        (["reader"], [200, 403, 403]),
        (["reader", "editor"], [200, 201, 403]),
        (["admin"], [200, 201, 204]),
    ],
)
async def test_roles(client, roles, statuses):
    existing = (await client.post(PATH, json=BODY)).json()
    caller = headers(roles=roles)
    found = [
        await client.get(PATH, headers=caller),
        await client.post(PATH, json=BODY, headers=caller),
        await client.delete(f"{PATH}/{existing['id']}", headers=caller),
    ]
    assert [response.status_code for response in found] == statuses


async def test_probes_need_no_token(client):
    for path in ("/health", "/ready"):
        assert (await client.get(path, headers={"Authorization": ""})).status_code == 200
