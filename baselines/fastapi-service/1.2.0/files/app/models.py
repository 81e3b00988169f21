# app/models.py
from datetime import datetime, timezone
from typing import Optional

from sqlalchemy import DateTime
from sqlmodel import Field, SQLModel


def utc_now() -> datetime:
    """
    The current time, aware of its time zone.
    """
    return datetime.now(timezone.utc)


class <%= entity_class %>(SQLModel, table=True):
    """
    SQLModel class representing the '<%= plural_snake %>' table in the database.
    It combines SQLAlchemy's ORM capabilities with Pydantic's data validation.
    """

    __tablename__ = "<%= plural_snake %>"

    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(index=True)  # Index for faster lookups by name
    description: Optional[str] = Field(default=None, index=False)
    price: float = Field(ge=0)  # Price must be greater than or equal to 0

    # Timestamps for creation and last update
    created_at: datetime = Field(default_factory=utc_now, sa_type=DateTime(timezone=True), nullable=False)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=DateTime(timezone=True), nullable=False)
