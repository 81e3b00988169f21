# app/core/security.py
from typing import Annotated, List, Optional

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ValidationError

from app.core.config import settings

ALGORITHM = "HS256"
bearer = HTTPBearer(auto_error=False, description="A JSON Web Token with the claims sub, exp and roles")


class Caller(BaseModel):
    """
    Who calls, as the token says.
    """

    sub: str
    roles: List[str] = []


def get_caller(credentials: Annotated[Optional[HTTPAuthorizationCredentials], Depends(bearer)]) -> Caller:
    """
    Dependency that returns the caller, or answers 401 without a valid token.
    """
    refusal = HTTPException(status_code=401, detail="A valid token is needed", headers={"WWW-Authenticate": "Bearer"})
    if credentials is None:
        raise refusal
    try:
        claims = jwt.decode(
            credentials.credentials,
            settings.auth_jwt_secret,
            algorithms=[ALGORITHM],
            options={"require": ["exp", "sub"]},
        )
        return Caller.model_validate(claims)
    except (jwt.InvalidTokenError, ValidationError) as error:
        raise refusal from error


def require_role(role: str):
    """
    Makes a dependency that answers 403 unless the caller has the role; admins have every role.
    """

    def check(caller: Annotated[Caller, Depends(get_caller)]) -> Caller:
        if role not in caller.roles and "admin" not in caller.roles:
            raise HTTPException(status_code=403, detail=f"The role {role} is needed")
        return caller

    return Depends(check)
