from sqlalchemy import StaticPool  # noqa: E402
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine  # noqa: E402

from src.core.config import settings  # noqa: E402
from src.core.db import get_session  # noqa: E402
from src.main import app  # noqa: E402
from src.models.base import Base  # noqa: E402
