# app/schemas/<%= entity_snake %>.py
from datetime import datetime, timezone
from typing import Optional

from pydantic import BaseModel, ConfigDict, Field, field_validator

NO_NUL = r"^[^\x00]*$"  # PostgreSQL stores no NUL character in a text


class <%= entity_class %>Base(BaseModel):
    """
    The fields that clients send and receive; others are refused.
    """

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=255, pattern=NO_NUL)
    description: Optional[str] = Field(default=None, max_length=2000, pattern=NO_NUL)
    price: float = Field(ge=0, allow_inf_nan=False, strict=True)  # true and "1" are no prices


class <%= entity_class %>Create(<%= entity_class %>Base):
    """
    Body of a request that creates a <%= entity_words %>.
    """


class <%= entity_class %>Update(<%= entity_class %>Base):
    """
    Body of a request that replaces a <%= entity_words %>.
    """


class <%= entity_class %>Read(<%= entity_class %>Base):
    """
    A <%= entity_words %> as the API returns it.
    """

    model_config = ConfigDict(from_attributes=True, extra="ignore")

    id: int
    created_at: datetime
    updated_at: datetime

    @field_validator("created_at", "updated_at")
    @classmethod
    def in_utc(cls, value: datetime) -> datetime:
        """
        SQLite gives back timestamps without the time zone they were stored with: it is UTC.
        """
        if value.tzinfo is None:
            return value.replace(tzinfo=timezone.utc)
        return value.astimezone(timezone.utc)
