from sqlalchemy import StaticPool  # noqa: E402
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine  # noqa: E402

from app.core.config import settings  # noqa: E402
from app.database.models import Base  # noqa: E402
from app.database.session import get_session  # noqa: E402
from app.main import app  # noqa: E402
