from typing import List, Optional

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.models import <%= entity_class %>, utc_now
from app.schemas.<%= entity_snake %> import <%= entity_class %>Create, <%= entity_class %>Update


async def get_<%= entity_snake %>(session: AsyncSession, <%= entity_snake %>_id: int) -> Optional[<%= entity_class %>]:
    """
    Returns the <%= entity_words %> with the given id, or None.
    """
    return await session.get(<%= entity_class %>, <%= entity_snake %>_id)


async def get_<%= plural_snake %>(session: AsyncSession, skip: int = 0, limit: int = 100) -> List[<%= entity_class %>]:
    """
    Returns one page of <%= plural_words %>, oldest first.
    """
    statement = select(<%= entity_class %>).order_by(<%= entity_class %>.id).offset(skip).limit(limit)
    return list(await session.scalars(statement))


async def create_<%= entity_snake %>(session: AsyncSession, data: <%= entity_class %>Create) -> <%= entity_class %>:
    """
    Stores a new <%= entity_words %> and returns it with its id.
    """
    <%= entity_snake %> = <%= entity_class %>(**data.model_dump())
    session.add(<%= entity_snake %>)
    await session.commit()
    await session.refresh(<%= entity_snake %>)
    return <%= entity_snake %>


async def update_<%= entity_snake %>(
    session: AsyncSession, <%= entity_snake %>: <%= entity_class %>, data: <%= entity_class %>Update
) -> <%= entity_class %>:
    """
    Replaces the client's fields of a <%= entity_words %> and moves its update timestamp.
    """
    for field, value in data.model_dump().items():
        setattr(<%= entity_snake %>, field, value)
    <%= entity_snake %>.updated_at = utc_now()
    session.add(<%= entity_snake %>)
    await session.commit()
    await session.refresh(<%= entity_snake %>)
    return <%= entity_snake %>


async def delete_<%= entity_snake %>(session: AsyncSession, <%= entity_snake %>: <%= entity_class %>) -> None:
    """
    Deletes a <%= entity_words %>.
    """
    await session.delete(<%= entity_snake %>)
    await session.commit()
