# src/aws_lambda.py
import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from mangum import Mangum

from src.main import app

# One event loop for the life of the process: connections to the database belong to theirs.
# Without lifespan, which Mangum would run around every single request.
loop = asyncio.new_event_loop()
adapter = Mangum(app, lifespan="off")


def handler(event, context):
    """
    Answers a request that API Gateway (an HTTP API) passes on.
    """
    asyncio.set_event_loop(loop)
    return adapter(event, context)


def migrate(event, context):
    """
    Brings the database up to date. Deployments invoke it, since they do not reach the database themselves.
    """
    command.upgrade(Config(Path(__file__).parents[1] / "alembic.ini"), "head")
    return {"status": "ok"}
