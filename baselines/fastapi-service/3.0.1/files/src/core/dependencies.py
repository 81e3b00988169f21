# src/core/dependencies.py
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from src.core import <%= entity_snake %>_service
from src.core.db import get_session

SessionDep = Annotated[AsyncSession, Depends(get_session)]


def get_<%= entity_snake %>_service(session: SessionDep) -> <%= entity_snake %>_service.<%= entity_class %>Service:
    """
    Dependency function to provide the business logic, on the session of the request.
    """
    return <%= entity_snake %>_service.<%= entity_class %>Service(session)


<%= entity_class %>ServiceDep = Annotated[<%= entity_snake %>_service.<%= entity_class %>Service, Depends(get_<%= entity_snake %>_service)]
