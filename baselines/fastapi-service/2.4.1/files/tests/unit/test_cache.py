# tests/unit/test_cache.py
import os

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from app.core.cache import LIFETIME, cache, connect

pytestmark = pytest.mark.anyio

PATH = "/api/v1/<%= plural_kebab %>"
TEST_REDIS_URL = os.getenv("TEST_REDIS_URL", "")


class FakeRedis:
    """
    Stands in for a Redis server.
    """

    def __init__(self):
        self.entries = {}

    async def get(self, key):
        return self.entries.get(key)

    async def set(self, key, value, ex):
        assert ex == LIFETIME
        self.entries[key] = value.encode()

    async def delete(self, key):
        self.entries.pop(key, None)

    async def ping(self):
        return True

    async def aclose(self):
        self.entries.clear()


class BrokenRedis:
    """
    Stands in for a Redis server that cannot be reached.
    """

    async def fail(self, *arguments, **options):
        raise RedisConnectionError("refused")

    get = set = delete = ping = fail


@pytest.fixture(name="redis", params=["fake", "real"])
async def redis_fixture(request, monkeypatch):
    """
    Redis in place of the service's own: a fake one, and the server that TEST_REDIS_URL names, which it empties.
    """
    if request.param == "real" and not TEST_REDIS_URL:
        pytest.skip("TEST_REDIS_URL names no server")
    client = FakeRedis() if request.param == "fake" else connect(TEST_REDIS_URL)
    if request.param == "real":
        await client.flushdb()
    monkeypatch.setattr(cache, "client", client)
    yield client
    await cache.close()


@pytest.fixture(name="identifier")
async def identifier_fixture(client):
    """
    Id of a stored <%= entity_words %>.
    """
    return (await client.post(PATH, json={"name": "First", "price": 1})).json()["id"]


async def test_the_second_answer_comes_from_the_cache(client, redis, identifier):
    first = (await client.get(f"{PATH}/{identifier}")).json()
    key = f"<%= service_kebab %>:<%= entity_snake %>:{identifier}"
    stored = await redis.get(key)
    await redis.set(key, stored.decode().replace("First", "Cached"), ex=LIFETIME)
    second = (await client.get(f"{PATH}/{identifier}")).json()
    assert (first["name"], second) == ("First", {**first, "name": "Cached"})


async def test_what_another_release_has_stored_is_nothing(client, redis, identifier):
    await redis.set(f"<%= service_kebab %>:<%= entity_snake %>:{identifier}", '{"title": "First"}', ex=LIFETIME)
    assert (await client.get(f"{PATH}/{identifier}")).json()["name"] == "First"


async def test_a_change_is_seen_at_once(client, redis, identifier):
    await client.get(f"{PATH}/{identifier}")
    await client.put(f"{PATH}/{identifier}", json={"name": "Second", "price": 2})
    assert (await client.get(f"{PATH}/{identifier}")).json()["name"] == "Second"
    await client.delete(f"{PATH}/{identifier}")
    assert (await client.get(f"{PATH}/{identifier}")).status_code == 404


async def test_readiness_tells_of_the_cache(client, redis):
    assert (await client.get("/ready")).json() == {"status": "ok", "cache": "ok"}


async def test_the_service_works_without_a_cache(client, monkeypatch, identifier):
    monkeypatch.setattr(cache, "client", BrokenRedis())
    assert (await client.get(f"{PATH}/{identifier}")).status_code == 200
    assert (await client.put(f"{PATH}/{identifier}", json={"name": "Second", "price": 2})).status_code == 200
    assert (await client.get("/ready")).json() == {"status": "ok", "cache": "unavailable"}


async def test_a_server_that_is_not_there_is_given_up():
    assert connect("") is None
    client = connect("redis://127.0.0.1:9/0")
    with pytest.raises(RedisConnectionError):
        await client.ping()
    await client.aclose()
