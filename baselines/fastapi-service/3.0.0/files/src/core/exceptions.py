# src/core/exceptions.py
import logging
from http import HTTPStatus
from typing import Any, Dict, List

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import IntegrityError
from starlette.exceptions import HTTPException
from starlette.routing import Match

logger = logging.getLogger("app.errors")

PROBLEM_TYPE = "application/problem+json"


class NotFoundError(Exception):
    """
    What the client asked for does not exist.
    """


class ConflictError(Exception):
    """
    What the client asked for contradicts what is stored already.
    """


class Problem(BaseModel):
    """
    What the answer to a request says that failed, as RFC 9457 has it.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: List[Dict[str, Any]] = []


def problems(*statuses: int) -> Dict[Any, Dict[str, Any]]:
    """
    Describes errors of a route in the API's documentation: the value of its `responses`.
    """
    content = {PROBLEM_TYPE: {"schema": Problem.model_json_schema()}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


def problem(request: Request, status: int, detail: str, headers=None, **more) -> JSONResponse:
    """
    An answer that describes a problem.
    """
    content = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
        **more,
    }
    return JSONResponse(content, status_code=status, headers=headers, media_type=PROBLEM_TYPE)


def allowed_methods(request: Request) -> str:
    """
    The methods of all routes of the path; an error of the framework names those of the first.
    """
    routes = [route for route in request.app.routes if route.matches(request.scope)[0] is not Match.NONE]
    return ", ".join(sorted({method for route in routes for method in getattr(route, "methods", None) or ()}))


def add_exception_handlers(app: FastAPI) -> None:
    """
    Makes every error a problem in JSON, without telling clients about the inside of the service.
    """

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException):
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = allowed_methods(request)
        return problem(request, error.status_code, str(error.detail), headers=headers)

    @app.exception_handler(RequestValidationError)
    async def validation_error(request: Request, error: RequestValidationError):
        errors = [{"loc": list(entry["loc"]), "msg": entry["msg"], "type": entry["type"]} for entry in error.errors()]
        return problem(request, 422, "The request does not have the form it should have", errors=errors)

    @app.exception_handler(NotFoundError)
    async def not_found(request: Request, error: NotFoundError):
        return problem(request, 404, str(error))

    @app.exception_handler(ConflictError)
    async def conflict(request: Request, error: ConflictError):
        return problem(request, 409, str(error))

    @app.exception_handler(IntegrityError)
    async def broken_constraint(request: Request, error: IntegrityError):
        logger.warning("Conflict: %s", error.orig)
        return problem(request, 409, "The change contradicts what is stored already")

    @app.exception_handler(Exception)
    async def server_error(request: Request, error: Exception):
        return problem(request, 500, "The service failed; its log says why")
