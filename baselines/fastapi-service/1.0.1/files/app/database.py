# app/database.py
import logging
import os

from dotenv import load_dotenv
from sqlmodel import Session, SQLModel, create_engine

# Load environment variables from .env file
load_dotenv()

# Retrieve database URL from environment variables
# Fallback to a local SQLite file for quick local runs if DATABASE_URL is not set
DATABASE_URL = os.getenv("DATABASE_URL", "sqlite:///./test.db")

# SQL_ECHO=true will log all SQL statements, useful for debugging
SQL_ECHO = os.getenv("SQL_ECHO", "false").strip().lower() in ("1", "true", "yes", "on")

logger = logging.getLogger(__name__)

# Create the SQLAlchemy engine
# Its statements are logged through the service's own logging: echo=True would add a second handler
engine = create_engine(DATABASE_URL)
if SQL_ECHO:
    logging.getLogger("sqlalchemy.engine").setLevel(logging.INFO)


def create_db_and_tables():
    """
    Creates all database tables defined in SQLModel metadata.
    This should typically be run once during application startup or during development.
    In production, database migrations (e.g., using Alembic) are preferred.
    """
    logger.info("Creating database tables...")
    SQLModel.metadata.create_all(engine)
    logger.info("Database tables created.")


def get_session():
    """
    Dependency function to provide a database session.
    This function is designed to be used with FastAPI's Depends system.
    It ensures the session is properly closed after the request.
    """
    with Session(engine) as session:
        yield session


if __name__ == "__main__":
    # This block runs with `python -m app.database`.
    # It can be used for initial setup or testing the connection.
    import app.models  # noqa: F401 (registers the tables)

    logging.basicConfig(level=logging.INFO)
    logger.info("Connecting to database: %s", engine.url)  # the URL prints without its password
    create_db_and_tables()
    logger.info("Database setup complete.")
