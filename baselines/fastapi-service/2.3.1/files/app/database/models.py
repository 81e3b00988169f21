# app/database/models.py
from datetime import datetime, timezone
from typing import Optional

from sqlalchemy import DateTime
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def utc_now() -> datetime:
    """
    The current time, aware of its time zone.
    """
    return datetime.now(timezone.utc)


class Base(DeclarativeBase):
    """
    Base class of all tables; its metadata is what Alembic compares with the database.
    """


class <%= entity_class %>(Base):
    """
    SQLAlchemy class representing the '<%= plural_snake %>' table in the database.
    """

    __tablename__ = "<%= plural_snake %>"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)  # Index for faster lookups by name
    description: Mapped[Optional[str]]
    price: Mapped[float]  # The schemas see to it that it is not below 0

    # Timestamps for creation and last update
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=utc_now)
