# app/core/dependencies.py
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import get_session
from app.services.<%= service_module %> import <%= service_class %>

SessionDep = Annotated[AsyncSession, Depends(get_session)]


def get_<%= entity_snake %>_service(session: SessionDep) -> <%= service_class %>:
    """
    Dependency function to provide the business logic, on the session of the request.
    """
    return <%= service_class %>(session)


<%= entity_class %>ServiceDep = Annotated[<%= service_class %>, Depends(get_<%= entity_snake %>_service)]
