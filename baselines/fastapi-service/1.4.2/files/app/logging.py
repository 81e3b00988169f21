# app/logging.py
import json
import logging
import os
import re
import time
import uuid
from contextvars import ContextVar
from datetime import datetime, timezone
from typing import Optional

from starlette.datastructures import Headers, MutableHeaders

SERVICE = "<%= service_kebab %>"
QUIET_PATHS = ("/health", "/ready")  # probes come every few seconds
VALID_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")

# Fields of every log record; what a caller adds with `extra` is whatever else a record has
STANDARD_FIELDS = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}

request_id: ContextVar[Optional[str]] = ContextVar("request_id", default=None)

access_logger = logging.getLogger("app.access")


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
    logging.basicConfig(level=os.getenv("LOG_LEVEL", "INFO").upper(), handlers=[handler], force=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    # RequestLogMiddleware logs requests, with their ids
    logging.getLogger("uvicorn.access").disabled = True


class RequestLogMiddleware:
    """
    Gives every request an id, the client's if it sent a usable one in X-Request-ID, returns it in
    the response, puts it into all log lines of the request, and logs the request when it is done.
    """

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        identifier = given if VALID_REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        token = request_id.set(identifier)
        status = 500

        async def send_with_id(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = identifier
            await send(message)

        start = time.perf_counter()
        try:
            await self.app(scope, receive, send_with_id)
        finally:
            milliseconds = round((time.perf_counter() - start) * 1000, 1)
            access_logger.log(
                logging.DEBUG if scope["path"] in QUIET_PATHS else logging.INFO,
                "%s %s %d",
                scope["method"],
                scope["path"],
                status,
                extra={"status": status, "duration_ms": milliseconds},
            )
            request_id.reset(token)
