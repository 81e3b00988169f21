# tests/unit/test_<%= entity_snake %>_service.py
import pytest

from app.core.exceptions import NotFoundError
from app.schemas.<%= entity_snake %> import <%= entity_class %>Update
from app.services.<%= entity_snake %> import <%= entity_class %>Service
<% if database == 'mongodb' %>
from tests.fakes import FakeDatabase
<% endif %>

pytestmark = pytest.mark.anyio


<% if database != 'mongodb' %>
class EmptySession:
    """
    Stands in for a database in which nothing is stored.
    """

    async def get(self, model, identifier):
        return None


<% endif %>
@pytest.fixture(name="service")
def service_fixture():
    return <%= entity_class %>Service(<%= 'FakeDatabase()' if database == 'mongodb' else 'EmptySession()' %>)


async def test_what_is_not_there_cannot_be_found(service):
    with pytest.raises(NotFoundError, match="not found"):
        await service.find(1)


async def test_what_is_not_there_cannot_be_replaced(service):
    with pytest.raises(NotFoundError):
        await service.replace(1, <%= entity_class %>Update(name="New", price=1))


async def test_what_is_not_there_cannot_be_deleted(service):
    with pytest.raises(NotFoundError):
        await service.delete(1)
