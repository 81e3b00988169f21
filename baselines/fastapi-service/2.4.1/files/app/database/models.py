# app/database/models.py
from datetime import datetime, timezone
from typing import Optional

<%= slot("model_imports") %>
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
<%= slot("model_columns") %>
