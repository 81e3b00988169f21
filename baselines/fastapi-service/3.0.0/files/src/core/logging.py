# src/core/logging.py
<%= slot("log_imports") %>
import logging
from contextvars import ContextVar
from datetime import datetime, timezone
from typing import Optional

from src.core.config import settings

SERVICE = "<%= service_kebab %>"

# Fields of every log record; what a caller adds with `extra` is whatever else a record has
STANDARD_FIELDS = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}

request_id: ContextVar[Optional[str]] = ContextVar("request_id", default=None)


<%= slot("log_formatter") %>


def configure_logging() -> None:
    """
    Sends every message, Uvicorn's too, to the standard error output as <%= log_words %>.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(<%= log_formatter %>())
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    # RequestLogMiddleware logs requests, with their ids
    logging.getLogger("uvicorn.access").disabled = True
