# app/database.py
import logging
import os

from dotenv import load_dotenv
from sqlmodel import Session, create_engine

# Load environment variables from .env file
load_dotenv()

# Retrieve database URL from environment variables
# Fallback to a local SQLite file for quick local runs if DATABASE_URL is not set
DATABASE_URL = os.getenv("DATABASE_URL", "sqlite:///./test.db")

# SQL_ECHO=true will log all SQL statements, useful for debugging
SQL_ECHO = os.getenv("SQL_ECHO", "false").strip().lower() in ("1", "true", "yes", "on")

# A database server that does not answer is given up after some seconds: /ready tells
CONNECT_ARGS = {"connect_timeout": 3, "tcp_user_timeout": 3000} if DATABASE_URL.startswith("postgresql") else {}

# Create the SQLAlchemy engine
# A connection that the server has closed meanwhile is replaced before it is used
# Its statements are logged through the service's own logging: echo=True would add a second handler
engine = create_engine(DATABASE_URL, connect_args=CONNECT_ARGS, pool_pre_ping=True)
if SQL_ECHO:
    logging.getLogger("sqlalchemy.engine").setLevel(logging.INFO)


def get_session():
    """
    Dependency function to provide a database session.
    This function is designed to be used with FastAPI's Depends system.
    It ensures the session is properly closed after the request.
    """
    with Session(engine) as session:
        yield session
