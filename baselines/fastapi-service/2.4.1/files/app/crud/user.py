# app/crud/user.py
from typing import Optional

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.user import User


async def get_user(session: AsyncSession, email: str) -> Optional[User]:
    """
    Returns the user with the given address, or None.
    """
    return (await session.scalars(select(User).where(User.email == email))).one_or_none()


async def create_user(session: AsyncSession, email: str, password_hash: str) -> User:
    """
    Stores a new user and returns it with its id.
    """
    user = User(email=email, password_hash=password_hash)
    session.add(user)
    await session.commit()
    await session.refresh(user)
    return user
