# src/models/<%= entity_snake %>.py
from datetime import datetime
from typing import Optional

from sqlalchemy import DateTime
from sqlalchemy.orm import Mapped, mapped_column

from src.models.base import Base, utc_now


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
