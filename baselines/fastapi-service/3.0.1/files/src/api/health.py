# src/api/health.py
import asyncio
import logging
from typing import Set

from fastapi import APIRouter, HTTPException
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from src.core.dependencies import SessionDep
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


async def ask(engine: AsyncEngine) -> None:
    """
    Asks the database for something that costs nothing.
    """
    async with engine.connect() as connection:
        await connection.execute(select(1))


def give_up(question: asyncio.Task) -> None:
    """
    Cancels a question without waiting: a connection that hangs can hang in its cancellation too.
    """
    given_up.add(question)
    question.add_done_callback(given_up.discard)
    question.cancel()


@router.get("/ready", responses=problems(503))
async def ready(session: SessionDep):
    """
    Answers 200 when the database answers, and 503 otherwise: no requests should come then.
    """
    question = asyncio.create_task(ask(session.bind))
    try:
        done, _ = await asyncio.wait({question}, timeout=TIMEOUT)
        if not done:
            give_up(question)
            raise asyncio.TimeoutError
        question.result()
    except (SQLAlchemyError, OSError, asyncio.TimeoutError) as error:
        logger.warning("The database does not answer: %r", error)
        raise HTTPException(status_code=503, detail="The database does not answer") from error
    return {"status": "ok"}
