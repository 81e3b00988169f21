# src/main.py
from contextlib import asynccontextmanager

from fastapi import FastAPI

from src.api import favicon, health
from src.api.v1.router import router
<%= slot("main_imports") %>
from src.core.db import <%= store_client %>
<%= slot("main_imports_events") %>
from src.core.exceptions import add_exception_handlers
from src.core.logging import configure_logging
from src.core.middleware import RequestLogMiddleware
<% if telemetry == 'opentelemetry' %>
from src.core.telemetry import configure_telemetry
<% endif %>

configure_logging()


@asynccontextmanager
async def lifespan(app: FastAPI):
    """
    Runs once around the life of the application: the last thing is to close idle connections.
    The <%= 'indexes' if database == 'mongodb' else 'tables' %> are not its business: deploy/scripts/migrate.sh makes them before the start.
    """
    yield
<%= slot("main_stop") %>
    await <%= 'client.close()' if database == 'mongodb' else 'engine.dispose()' %>


app = FastAPI(
    title=<%= service_title | python_string %>,
    description=<%= description | python_string %>,
    version="1.0.0",
    lifespan=lifespan,
)
app.add_middleware(RequestLogMiddleware)
add_exception_handlers(app)
app.include_router(health.router)
app.include_router(favicon.router)
app.include_router(router)
<% if telemetry == 'opentelemetry' %>
tracer_provider = configure_telemetry(app)
<% endif %>
