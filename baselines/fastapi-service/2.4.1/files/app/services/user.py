# app/services/user.py
from typing import Optional

from fastapi.concurrency import run_in_threadpool
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.exceptions import ConflictError
from app.core.security import create_token, hash_password, verify_password
from app.crud import user as crud
from app.database.user import User
from app.schemas.user import Credentials

# Checked in place of the hash of a user who does not exist: the answer takes as long
NOBODY = hash_password("nobody")


class UserService:
    """
    The rules for accounts. Passwords are hashed in a thread: meanwhile other requests go on.
    """

    def __init__(self, session: AsyncSession):
        self.session = session

    async def register(self, data: Credentials) -> User:
        """
        Creates a user with the role reader, or raises ConflictError.
        """
        if await crud.get_user(self.session, data.email) is not None:
            raise ConflictError("There is a user with this e-mail address")
        password_hash = await run_in_threadpool(hash_password, data.password.get_secret_value())
        return await crud.create_user(self.session, data.email, password_hash)

    async def login(self, data: Credentials) -> Optional[str]:
        """
        Returns a token for the user, or None when address or password is wrong.
        """
        user = await crud.get_user(self.session, data.email)
        stored = NOBODY if user is None else user.password_hash
        right = await run_in_threadpool(verify_password, data.password.get_secret_value(), stored)
        return create_token(user.email, [user.role]) if user is not None and right else None
