# deploy/serverless/web/__init__.py
# Azure Functions finds it beside function.json, with the package's root on the path for imports
import azure.functions as func

from src.main import app

middleware = func.AsgiMiddleware(app)


async def main(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    """
    Answers every request with the application; all of them share the worker's event loop.
    """
    return await middleware.handle_async(req, context)
