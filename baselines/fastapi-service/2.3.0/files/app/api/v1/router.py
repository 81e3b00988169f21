# app/api/v1/router.py
from fastapi import APIRouter

from app.api.v1.endpoints import <%= plural_snake %>

router = APIRouter(prefix="/api/v1")
router.include_router(<%= plural_snake %>.router)
