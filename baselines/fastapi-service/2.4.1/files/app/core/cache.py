# app/core/cache.py
import logging
from typing import Optional, Type, TypeVar

from pydantic import BaseModel, ValidationError
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from app.core.config import settings
from app.core.logging import SERVICE

logger = logging.getLogger(__name__)

TIMEOUT = 0.5  # seconds that Redis has for a connection, and for an answer
LIFETIME = 60  # seconds after which an entry is gone: what a lost invalidation can cost

Model = TypeVar("Model", bound=BaseModel)


def connect(url: str) -> Optional[Redis]:
    """
    Makes a client, which connects when it is used; None without a URL.
    """
    if not url:
        return None
    return Redis.from_url(url, socket_connect_timeout=TIMEOUT, socket_timeout=TIMEOUT, retry=Retry(NoBackoff(), 0))


class Cache:
    """
    Keeps answers for a while. A Redis that fails is like one that knows nothing: requests go on without it.
    Keys begin with the name of the service: others may use the same Redis.
    """

    def __init__(self, client: Optional[Redis]):
        self.client = client

    async def get(self, key: str, model: Type[Model]) -> Optional[Model]:
        """
        Returns what is stored under the key, or None; so it does for what another release has stored in another form.
        """
        if self.client is None:
            return None
        try:
            stored = await self.client.get(f"{SERVICE}:{key}")
            return None if stored is None else model.model_validate_json(stored)
        except ValidationError:
            return None
        except (RedisError, OSError) as error:
            logger.warning("The cache does not answer: %r", error)
            return None

    async def put(self, key: str, value: BaseModel) -> None:
        """
        Stores a value until its lifetime ends.
        """
        if self.client is None:
            return
        try:
            await self.client.set(f"{SERVICE}:{key}", value.model_dump_json(), ex=LIFETIME)
        except (RedisError, OSError) as error:
            logger.warning("The cache does not store %s: %r", key, error)

    async def forget(self, key: str) -> None:
        """
        Deletes what is stored under the key, if anything is.
        """
        if self.client is None:
            return
        try:
            await self.client.delete(f"{SERVICE}:{key}")
        except (RedisError, OSError) as error:
            logger.warning("The cache does not forget %s: %r", key, error)

    async def state(self) -> str:
        """
        Tells in a word how the cache is.
        """
        if self.client is None:
            return "off"
        try:
            await self.client.ping()
        except (RedisError, OSError) as error:
            logger.warning("The cache does not answer: %r", error)
            return "unavailable"
        return "ok"

    async def close(self) -> None:
        """
        Closes idle connections.
        """
        if self.client is not None:
            await self.client.aclose()


cache = Cache(connect(settings.redis_url))
