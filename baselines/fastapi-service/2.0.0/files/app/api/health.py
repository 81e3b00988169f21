# app/api/health.py
import logging

from fastapi import APIRouter, HTTPException
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app.core.dependencies import SessionDep
from app.core.exceptions import problems

logger = logging.getLogger(__name__)

router = APIRouter(tags=["health"])


@router.get("/health")
def health():
    """
    Answers as long as the process serves requests; asks no dependency.
    """
    return {"status": "ok"}


@router.get("/ready", responses=problems(503))
def ready(session: SessionDep):
    """
    Answers 200 when the database answers, and 503 otherwise: no requests should come then.
    """
    try:
        session.execute(select(1))
    except SQLAlchemyError as error:
        logger.warning("The database does not answer: %s", error)
        raise HTTPException(status_code=503, detail="The database does not answer") from error
    return {"status": "ok"}
