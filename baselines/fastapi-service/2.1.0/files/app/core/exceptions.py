# app/core/exceptions.py
import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import IntegrityError
from starlette.exceptions import HTTPException

logger = logging.getLogger("app.errors")


class NotFoundError(Exception):
    """
    What the client asked for does not exist.
    """


def problem(request: Request, status: int, detail: str, headers=None, **more) -> JSONResponse:
    """
    An answer that describes a problem as RFC 9457 has it.
    """
    content = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
        **more,
    }
    return JSONResponse(content, status_code=status, headers=headers, media_type="application/problem+json")


def add_exception_handlers(app: FastAPI) -> None:
    """
    Makes every error a problem in JSON, without telling clients about the inside of the service.
    """

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException):
        return problem(request, error.status_code, str(error.detail), headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def validation_error(request: Request, error: RequestValidationError):
        errors = [{"loc": list(entry["loc"]), "msg": entry["msg"], "type": entry["type"]} for entry in error.errors()]
        return problem(request, 422, "The request does not have the form it should have", errors=errors)

    @app.exception_handler(NotFoundError)
    async def not_found(request: Request, error: NotFoundError):
        return problem(request, 404, str(error))

    @app.exception_handler(IntegrityError)
    async def conflict(request: Request, error: IntegrityError):
        logger.warning("Conflict: %s", error.orig)
        return problem(request, 409, "The change contradicts what is stored already")

    @app.exception_handler(Exception)
    async def server_error(request: Request, error: Exception):
        return problem(request, 500, "The service failed; its log says why")
