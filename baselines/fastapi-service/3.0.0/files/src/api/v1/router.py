# src/api/v1/router.py
from fastapi import APIRouter

from src.api.v1.endpoints import <%= endpoint_modules %>

router = APIRouter(prefix="/api/v1")
router.include_router(<%= plural_snake %>.router)
<% if accounts == 'example' %>
router.include_router(users.router)
<% endif %>
