# migrations/env.py
import asyncio
from logging.config import fileConfig

from alembic import context
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

<% if accounts == 'example' %>
import app.database.user  # noqa: F401 (registers the table)
<% endif %>
from app.database.models import Base
from app.database.session import DATABASE_URL

config = context.config

<% if database == 'mysql' %>
LOCK = "SHA1(CONCAT('alembic ', DATABASE()))"  # a name for each database; the lock goes with the connection
<% else %>
LOCK = 20240506  # any number, but the same in every process that migrates this database
<% endif %>

if config.config_file_name is not None:
    fileConfig(config.config_file_name, disable_existing_loggers=False)

target_metadata = Base.metadata


def run_migrations_offline() -> None:
    """
    Writes the SQL of the migrations to the output, without a connection (`--sql`).
    """
    context.configure(
        url=DATABASE_URL,
        target_metadata=target_metadata,
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
    )
    with context.begin_transaction():
        context.run_migrations()


def run_migrations(connection) -> None:
    """
    Runs the migrations on a connection. SQLite changes tables by copying them (batch mode).
    On <%= 'MySQL' if database == 'mysql' else 'PostgreSQL' %>, processes that migrate at the same time wait for one another.
    """
    context.configure(
        connection=connection,
        target_metadata=target_metadata,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
<%= slot("migration_lock") %>
        context.run_migrations()


async def run_async_migrations() -> None:
    """
    Runs the migrations on a connection of their own, which is closed whatever happens, and its lock with it.
    """
    engine = create_async_engine(DATABASE_URL, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(run_migrations)
        await connection.commit()


def run_migrations_online() -> None:
    """
    Runs the migrations on the connection that the caller prepared, or on one of its own.
    """
    connection = config.attributes.get("connection")
    if connection is not None:
        run_migrations(connection)
    else:
        asyncio.run(run_async_migrations())


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
