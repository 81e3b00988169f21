# src/core/db.py
<% if database == 'mongodb' %>
from typing import Any, Dict

from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from src.core.config import settings


def connect(url: str, timeout: float = 3) -> AsyncMongoClient[Dict[str, Any]]:
    """
    Makes a client, which connects when it is used. A server that does not answer is given up after
    some seconds: /ready tells. So is an operation that hangs. Dates come back with their time zone.
    """
    milliseconds = int(timeout * 1000)
    return AsyncMongoClient(
        url,
        connectTimeoutMS=milliseconds,
        serverSelectionTimeoutMS=milliseconds,
        timeoutMS=10000,
        tz_aware=True,
    )


client = connect(settings.database_url)


def get_database() -> AsyncDatabase[Dict[str, Any]]:
    """
    Dependency function to provide the database that the URL names; the client keeps the connections.
    """
    return client.get_default_database("<%= service_snake %>")
<% else %>
import logging

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

<% if database == 'mysql' %>
import src.core.tls  # noqa: F401 (makes the connections encrypted that shall be)
<% endif %>
from src.core.config import settings

DATABASE_URL = settings.async_database_url

# A database server that does not answer is given up after some seconds: /ready tells
<%= slot("session_connect") %>

# Create the SQLAlchemy engine
# A connection that the server has closed meanwhile is replaced before it is used
# Its statements are logged through the service's own logging: echo=True would add a second handler
engine = create_async_engine(DATABASE_URL, connect_args=CONNECT_ARGS, pool_pre_ping=True)
if settings.sql_echo:
    logging.getLogger("sqlalchemy.engine").setLevel(logging.INFO)

# Objects stay readable after a commit: responses are made of them
new_session = async_sessionmaker(engine, expire_on_commit=False)


async def get_session():
    """
    Dependency function to provide a database session.
    This function is designed to be used with FastAPI's Depends system.
    It ensures the session is properly closed after the request.
    """
    async with new_session() as session:
        yield session
<% endif %>
