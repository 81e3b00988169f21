# src/core/dependencies.py
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from src.core import <%= service_module %>
from src.core.db import get_session

SessionDep = Annotated[AsyncSession, Depends(get_session)]


def get_<%= entity_snake %>_service(session: SessionDep) -> <%= service_module %>.<%= service_class %>:
    """
    Dependency function to provide the business logic, on the session of the request.
    """
    return <%= service_module %>.<%= service_class %>(session)


<%= entity_class %>ServiceDep = Annotated[<%= service_module %>.<%= service_class %>, Depends(get_<%= entity_snake %>_service)]
