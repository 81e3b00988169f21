# src/core/middleware.py
import logging
import re
import time
import uuid

from starlette.datastructures import Headers, MutableHeaders

from src.core.logging import request_id

QUIET_PATHS = ("/health", "/ready")  # probes come every few seconds
VALID_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")

access_logger = logging.getLogger("app.access")


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
