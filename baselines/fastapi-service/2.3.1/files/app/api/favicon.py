# app/api/favicon.py
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

FAVICON = Path(__file__).parents[1] / "static" / "favicon.ico"

router = APIRouter(include_in_schema=False)


@router.get("/favicon.ico")
async def favicon():
    """
    The icon that browsers show beside the interactive documentation.
    """
    return FileResponse(FAVICON)
