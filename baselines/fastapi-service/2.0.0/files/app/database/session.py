# app/database/session.py
import logging

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

from app.core.config import settings

DATABASE_URL = settings.database_url

# A database server that does not answer is given up after some seconds: /ready tells
CONNECT_ARGS = {"connect_timeout": 3, "tcp_user_timeout": 3000} if DATABASE_URL.startswith("postgresql") else {}

# Create the SQLAlchemy engine
# A connection that the server has closed meanwhile is replaced before it is used
# Its statements are logged through the service's own logging: echo=True would add a second handler
engine = create_engine(DATABASE_URL, connect_args=CONNECT_ARGS, pool_pre_ping=True)
if settings.sql_echo:
    logging.getLogger("sqlalchemy.engine").setLevel(logging.INFO)

# Objects stay readable after a commit: responses are made of them
new_session = sessionmaker(engine, class_=Session, expire_on_commit=False)


def get_session():
    """
    Dependency function to provide a database session.
    This function is designed to be used with FastAPI's Depends system.
    It ensures the session is properly closed after the request.
    """
    with new_session() as session:
        yield session
