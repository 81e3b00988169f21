# src/core/security.py
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta, timezone
from typing import Annotated, List, Optional

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ValidationError

from src.core.config import settings

ALGORITHM = "HS256"
TOKEN_LIFETIME = timedelta(hours=1)
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


def create_token(subject: str, roles: List[str]) -> str:
    """
    Makes a token that get_caller accepts for an hour.
    """
    claims = {"sub": subject, "roles": roles, "exp": datetime.now(timezone.utc) + TOKEN_LIFETIME}
    return jwt.encode(claims, settings.auth_jwt_secret, algorithm=ALGORITHM)


def derive(password: str, salt: bytes) -> bytes:
    """
    What is stored in place of a password: slow to compute on purpose, in time and in memory.
    """
    return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1)


def hash_password(password: str) -> str:
    """
    Makes the text to store for a password, with a salt of its own.
    """
    salt = secrets.token_bytes(16)
    return f"scrypt${salt.hex()}${derive(password, salt).hex()}"


def verify_password(password: str, stored: str) -> bool:
    """
    Tells whether hash_password made the stored text of this password.
    """
    _, salt, expected = stored.split("$")
    return hmac.compare_digest(derive(password, bytes.fromhex(salt)), bytes.fromhex(expected))


def require_role(role: str):
    """
    Makes a dependency that answers 403 unless the caller has the role; admins have every role.
    """

    def check(caller: Annotated[Caller, Depends(get_caller)]) -> Caller:
        if role not in caller.roles and "admin" not in caller.roles:
            raise HTTPException(status_code=403, detail=f"The role {role} is needed")
        return caller

    return Depends(check)
