# deploy/serverless/main.py
# Cloud Functions looks for the entry point in main.py at the package's root
import functions_framework
from a2wsgi import ASGIMiddleware
from flask import Request, Response

from src.main import app

# Runs the application in one event loop of its own, which all requests share
wsgi = ASGIMiddleware(app)


@functions_framework.http
def handle(request: Request) -> Response:
    """
    Answers every request with the application.
    """
    return Response.from_app(wsgi, request.environ, buffered=True)
