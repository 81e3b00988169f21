# src/crud/base.py
from typing import Any, List, Mapping, Optional, Type, TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from src.models.base import Base

Row = TypeVar("Row", bound=Base)


async def get(session: AsyncSession, model: Type[Row], identifier: int) -> Optional[Row]:
    """
    Returns the row with the given id, or None.
    """
    return await session.get(model, identifier)


async def page(session: AsyncSession, model: Type[Row], skip: int, limit: int) -> List[Row]:
    """
    Returns one page of rows, oldest first.
    """
    key = model.__mapper__.primary_key
    return list(await session.scalars(select(model).order_by(*key).offset(skip).limit(limit)))


async def save(session: AsyncSession, row: Row, changes: Mapping[str, Any]) -> Row:
    """
    Stores a row, new or changed, and returns it as the database has it.
    """
    for field, value in changes.items():
        setattr(row, field, value)
    session.add(row)
    await session.commit()
    await session.refresh(row)
    return row


async def delete(session: AsyncSession, row: Base) -> None:
    """
    Deletes a row.
    """
    await session.delete(row)
    await session.commit()
