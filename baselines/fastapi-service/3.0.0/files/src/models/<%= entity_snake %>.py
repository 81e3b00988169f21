# src/models/<%= entity_snake %>.py
from datetime import datetime
from typing import Optional

<%= slot("model_imports") %>
from sqlalchemy.orm import Mapped, mapped_column

from src.models.base import Base, utc_now


class <%= entity_class %>(Base):
    """
    SQLAlchemy class representing the '<%= plural_snake %>' table in the database.
    """

    __tablename__ = "<%= plural_snake %>"

    id: Mapped[int] = mapped_column(primary_key=True)
<%= slot("model_columns") %>
