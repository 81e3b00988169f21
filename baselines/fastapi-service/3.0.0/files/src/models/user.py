# src/models/user.py
from datetime import datetime

from sqlalchemy import DateTime, String
from sqlalchemy.orm import Mapped, mapped_column

from src.models.base import Base, utc_now


class User(Base):
    """
    SQLAlchemy class representing the 'users' table in the database.
    """

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # in lower case
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20), default="reader")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=utc_now)
