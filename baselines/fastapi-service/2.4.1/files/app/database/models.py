# app/database/models.py
<% if database == 'mongodb' %>
from datetime import datetime, timezone
from typing import Optional

from pydantic import BaseModel, ConfigDict, Field

COLLECTION = "<%= plural_snake %>"


def utc_now() -> datetime:
    """
    The current time, aware of its time zone, as exact as MongoDB stores it.
    """
    now = datetime.now(timezone.utc)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


class <%= entity_class %>(BaseModel):
    """
    A document of the collection '<%= plural_snake %>'.
    """

    model_config = ConfigDict(populate_by_name=True)

    id: int = Field(alias="_id")
    name: str
    description: Optional[str] = None
    price: float  # The schemas see to it that it is not below 0

    # Timestamps for creation and last update
    created_at: datetime = Field(default_factory=utc_now)
    updated_at: datetime = Field(default_factory=utc_now)
<% else %>
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
<% if database == 'mysql' %>

    # Every language, whatever the server's default is; case and accents count in comparisons
    __table_args__ = {"mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
<% endif %>


class <%= entity_class %>(Base):
    """
    SQLAlchemy class representing the '<%= plural_snake %>' table in the database.
    """

    __tablename__ = "<%= plural_snake %>"

    id: Mapped[int] = mapped_column(primary_key=True)
<%= slot("model_columns") %>
<% endif %>
