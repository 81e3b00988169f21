# app/main.py
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.api import favicon, health
from app.api.v1.router import router
<%= slot("main_imports") %>
<%= slot("main_imports_events") %>
from app.core.exceptions import add_exception_handlers
from app.core.logging import configure_logging
from app.core.middleware import RequestLogMiddleware
<% if telemetry == 'opentelemetry' %>
from app.core.telemetry import configure_telemetry
<% endif %>
from app.database.session import <%= store_client %>

configure_logging()


@asynccontextmanager
async def lifespan(app: FastAPI):
    """
    Runs once around the life of the application: the last thing is to close idle connections.
    The <%= 'indexes' if database == 'mongodb' else 'tables' %> are not its business: scripts/migrate.sh makes them before the start.
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
