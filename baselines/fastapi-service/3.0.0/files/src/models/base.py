# src/models/base.py
from datetime import datetime, timezone

from sqlalchemy.orm import DeclarativeBase


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
