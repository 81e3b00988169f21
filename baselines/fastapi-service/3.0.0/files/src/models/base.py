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
