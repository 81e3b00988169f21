# src/api/health.py
import asyncio
import logging
from typing import Set

from fastapi import APIRouter, HTTPException
<%= slot("health_imports") %>

<% if 'redis' in extras %>
from src.core.cache import cache
<% endif %>
from src.core.dependencies import <%= store_dep %>
from src.core.exceptions import problems

logger = logging.getLogger(__name__)

TIMEOUT = 3  # seconds that the database has for its answer
given_up: Set[asyncio.Task] = set()  # questions that nobody waits for any more

router = APIRouter(tags=["health"])


@router.get("/health")
async def health():
    """
    Answers as long as the process serves requests; asks no dependency.
    """
    return {"status": "ok"}


<%= slot("health_ask") %>


def give_up(question: asyncio.Task) -> None:
    """
    Cancels a question without waiting: a connection that hangs can hang in its cancellation too.
    """
    given_up.add(question)
    question.add_done_callback(given_up.discard)
    question.cancel()


@router.get("/ready", responses=problems(503))
async def ready(<%= store %>: <%= store_dep %>):
    """
    Answers 200 when the database answers, and 503 otherwise: no requests should come then.
    """
    question = asyncio.create_task(ask(<%= 'database' if database == 'mongodb' else 'session.bind' %>))
    try:
        done, _ = await asyncio.wait({question}, timeout=TIMEOUT)
        if not done:
            give_up(question)
            raise asyncio.TimeoutError
        question.result()
    except (<%= store_error %>, OSError, asyncio.TimeoutError) as error:
        logger.warning("The database does not answer: %r", error)
        raise HTTPException(status_code=503, detail="The database does not answer") from error
<% if 'redis' in extras %>
    # Without its cache the service is slower, but works
    return {"status": "ok", "cache": await cache.state()}
<% else %>
    return {"status": "ok"}
<% endif %>
