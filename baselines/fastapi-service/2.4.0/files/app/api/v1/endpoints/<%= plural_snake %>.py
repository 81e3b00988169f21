# app/api/v1/endpoints/<%= plural_snake %>.py
from typing import Annotated, List

from fastapi import APIRouter, Path, Query

from app.core.dependencies import <%= entity_class %>ServiceDep
from app.core.exceptions import problems
<% if auth == 'jwt' %>
from app.core.security import require_role
<% endif %>
from app.schemas.<%= entity_snake %> import <%= entity_class %>Create, <%= entity_class %>Read, <%= entity_class %>Update

MAX_ID = 2**31 - 1  # the largest value of the database's integer type

<%= entity_class %>Id = Annotated[int, Path(ge=1, le=MAX_ID)]

router = APIRouter(
    prefix="/<%= plural_kebab %>",
    tags=["<%= plural_kebab %>"],
<% if auth == 'jwt' %>
    dependencies=[require_role("reader")],
<% endif %>
    responses=problems(400<% if auth == 'jwt' %>, 401, 403<% endif %>, 422),
)


@router.get("", response_model=List[<%= entity_class %>Read])
async def list_<%= plural_snake %>(
    service: <%= entity_class %>ServiceDep,
    skip: Annotated[int, Query(ge=0, le=MAX_ID)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
):
    """
    Lists <%= plural_words %>, oldest first.
    """
    return await service.page(skip=skip, limit=limit)


@router.post("", response_model=<%= entity_class %>Read, status_code=201, responses=problems(409)<%= needs_editor %>)
async def create_<%= entity_snake %>(data: <%= entity_class %>Create, service: <%= entity_class %>ServiceDep):
    """
    Creates a <%= entity_words %>.
    """
    return await service.create(data)


@router.get("/{<%= entity_snake %>_id}", response_model=<%= entity_class %>Read, responses=problems(404))
async def read_<%= entity_snake %>(<%= entity_snake %>_id: <%= entity_class %>Id, service: <%= entity_class %>ServiceDep):
    """
    Returns one <%= entity_words %>.
    """
    return await service.find(<%= entity_snake %>_id)


@router.put("/{<%= entity_snake %>_id}", response_model=<%= entity_class %>Read, responses=problems(404, 409)<%= needs_editor %>)
async def update_<%= entity_snake %>(
    <%= entity_snake %>_id: <%= entity_class %>Id, data: <%= entity_class %>Update, service: <%= entity_class %>ServiceDep
):
    """
    Replaces one <%= entity_words %>.
    """
    return await service.replace(<%= entity_snake %>_id, data)


@router.delete("/{<%= entity_snake %>_id}", status_code=204, responses=problems(404)<%= needs_admin %>)
async def delete_<%= entity_snake %>(<%= entity_snake %>_id: <%= entity_class %>Id, service: <%= entity_class %>ServiceDep):
    """
    Deletes one <%= entity_words %>.
    """
    await service.delete(<%= entity_snake %>_id)
