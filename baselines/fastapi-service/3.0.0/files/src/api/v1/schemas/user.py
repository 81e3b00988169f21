# src/api/v1/schemas/user.py
from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

EMAIL = r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+$"


class Credentials(BaseModel):
    """
    Body of a request that registers a user, or logs one in.
    """

    model_config = ConfigDict(extra="forbid")

    email: str = Field(max_length=254, pattern=EMAIL)
    password: SecretStr = Field(min_length=12, max_length=128)

    @field_validator("email")
    @classmethod
    def in_lower_case(cls, value: str) -> str:
        """
        One address is one user, however it is written.
        """
        return value.lower()


class UserRead(BaseModel):
    """
    A user as the API returns it: never with the password.
    """

    model_config = ConfigDict(from_attributes=True)

    id: int
    email: str
    role: str


class Token(BaseModel):
    """
    What a user gets who logs in.
    """

    access_token: str
    token_type: str = "bearer"
