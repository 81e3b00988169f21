# app/core/dependencies.py
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import get_session
from app.services.<%= entity_snake %> import <%= entity_class %>Service

SessionDep = Annotated[AsyncSession, Depends(get_session)]


def get_<%= entity_snake %>_service(session: SessionDep) -> <%= entity_class %>Service:
    """
    Dependency function to provide the business logic, on the session of the request.
    """
    return <%= entity_class %>Service(session)


<%= entity_class %>ServiceDep = Annotated[<%= entity_class %>Service, Depends(get_<%= entity_snake %>_service)]
