# app/main.py
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.api import health
from app.api.v1.router import router
from app.core.exceptions import add_exception_handlers
from app.core.logging import configure_logging
from app.core.middleware import RequestLogMiddleware
from app.database.session import engine

configure_logging()


@asynccontextmanager
async def lifespan(app: FastAPI):
    """
    Runs once around the life of the application: the last thing is to close idle connections.
    The tables are not its business: scripts/migrate.sh makes them before the start.
    """
    yield
    await engine.dispose()


app = FastAPI(
    title=<%= service_title | python_string %>,
    description=<%= description | python_string %>,
    version="1.0.0",
    lifespan=lifespan,
)
app.add_middleware(RequestLogMiddleware)
add_exception_handlers(app)
app.include_router(health.router)
app.include_router(router)
