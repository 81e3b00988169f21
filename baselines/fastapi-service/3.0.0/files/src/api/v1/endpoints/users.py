# src/api/v1/endpoints/users.py
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException

from src.api.v1.schemas.user import Credentials, Token, UserRead
from src.core.dependencies import SessionDep
from src.core.exceptions import problems
from src.core.user_service import UserService

router = APIRouter(prefix="/users", tags=["users"], responses=problems(400, 422))


def get_user_service(session: SessionDep) -> UserService:
    """
    Dependency function to provide the rules for accounts, on the session of the request.
    """
    return UserService(session)


UserServiceDep = Annotated[UserService, Depends(get_user_service)]


@router.post("", response_model=UserRead, status_code=201, responses=problems(409))
async def register(data: Credentials, service: UserServiceDep):
    """
    Registers a user.
    """
    return await service.register(data)


@router.post("/token", response_model=Token, responses=problems(401))
async def login(data: Credentials, service: UserServiceDep):
    """
    Returns a token for a user with the right password.
    """
    token = await service.login(data)
    if token is None:
        raise HTTPException(401, "The address or the password is wrong", headers={"WWW-Authenticate": "Bearer"})
    return Token(access_token=token)
