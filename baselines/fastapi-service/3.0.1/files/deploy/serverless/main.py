# deploy/serverless/main.py
# Cloud Functions looks for the entry point in main.py at the package's root
from io import BytesIO

import functions_framework
from a2wsgi import ASGIMiddleware
from flask import Request, Response

from src.main import app

# Runs the application in one event loop of its own, which all requests share
wsgi = ASGIMiddleware(app)


@functions_framework.http
def handle(request: Request) -> Response:
    """
    Answers every request with the application. It gets a copy of the body: the framework reads it, too.
    """
    environ = {**request.environ, "wsgi.input": BytesIO(request.get_data())}
    return Response.from_app(wsgi, environ, buffered=True)
