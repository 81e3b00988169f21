from typing import List, Optional

from sqlalchemy.ext.asyncio import AsyncSession

from src.api.v1.schemas.<%= entity_snake %> import <%= entity_class %>Create, <%= entity_class %>Update
from src.crud import base
from src.models.base import utc_now
from src.models.<%= entity_snake %> import <%= entity_class %>


async def get_<%= entity_snake %>(session: AsyncSession, <%= entity_snake %>_id: int) -> Optional[<%= entity_class %>]:
    """
    Returns the <%= entity_words %> with the given id, or None.
    """
    return await base.get(session, <%= entity_class %>, <%= entity_snake %>_id)


async def get_<%= plural_snake %>(session: AsyncSession, skip: int = 0, limit: int = 100) -> List[<%= entity_class %>]:
    """
    Returns one page of <%= plural_words %>, oldest first.
    """
    return await base.page(session, <%= entity_class %>, skip, limit)


async def create_<%= entity_snake %>(session: AsyncSession, data: <%= entity_class %>Create) -> <%= entity_class %>:
    """
    Stores a new <%= entity_words %> and returns it with its id.
    """
    return await base.save(session, <%= entity_class %>(), data.model_dump())


async def update_<%= entity_snake %>(
    session: AsyncSession, <%= entity_snake %>: <%= entity_class %>, data: <%= entity_class %>Update
) -> <%= entity_class %>:
    """
    Replaces the client's fields of a <%= entity_words %> and moves its update timestamp.
    """
    return await base.save(session, <%= entity_snake %>, {**data.model_dump(), "updated_at": utc_now()})


async def delete_<%= entity_snake %>(session: AsyncSession, <%= entity_snake %>: <%= entity_class %>) -> None:
    """
    Deletes a <%= entity_words %>.
    """
    await base.delete(session, <%= entity_snake %>)
