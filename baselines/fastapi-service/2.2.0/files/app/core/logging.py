# app/core/logging.py
import json
import logging
from contextvars import ContextVar
from datetime import datetime, timezone
from typing import Optional

from app.core.config import settings

SERVICE = "<%= service_kebab %>"

# Fields of every log record; what a caller adds with `extra` is whatever else a record has
STANDARD_FIELDS = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}

request_id: ContextVar[Optional[str]] = ContextVar("request_id", default=None)


class JsonFormatter(logging.Formatter):
    """
    Formats a record as one line of JSON, for systems that collect logs.
    """

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "timestamp": datetime.fromtimestamp(record.created, timezone.utc).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "service": SERVICE,
            "request_id": request_id.get(),
        }
        for name, value in vars(record).items():
            if name not in STANDARD_FIELDS and name not in entry:
                entry[name] = value
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, default=str)


def configure_logging() -> None:
    """
    Sends every message, Uvicorn's too, to the standard error output as JSON.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    # RequestLogMiddleware logs requests, with their ids
    logging.getLogger("uvicorn.access").disabled = True
