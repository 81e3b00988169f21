# src/api/health.py
import asyncio
import logging

from fastapi import APIRouter, HTTPException
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from src.core.dependencies import SessionDep
from src.core.exceptions import problems

logger = logging.getLogger(__name__)

router = APIRouter(tags=["health"])


@router.get("/health")
async def health():
    """
    Answers as long as the process serves requests; asks no dependency.
    """
    return {"status": "ok"}


@router.get("/ready", responses=problems(503))
async def ready(session: SessionDep):
    """
    Answers 200 when the database answers, and 503 otherwise: no requests should come then.
    """
    try:
        await asyncio.wait_for(session.execute(select(1)), timeout=3)
    except (SQLAlchemyError, OSError, asyncio.TimeoutError) as error:
        logger.warning("The database does not answer: %r", error)
        raise HTTPException(status_code=503, detail="The database does not answer") from error
    return {"status": "ok"}
