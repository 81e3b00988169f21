
import pytest
from httpx import ASGITransport, AsyncClient
from pymongo.errors import DuplicateKeyError

from app.api import health
from app.core.exceptions import NotFoundError
from app.crud import <%= entity_snake %> as crud
from app.database.indexes import make_indexes
from app.database.models import COLLECTION, <%= entity_class %>
from app.database.session import connect, get_database
from app.main import app, lifespan
from app.schemas.<%= entity_snake %> import <%= entity_class %>Update
from tests.conftest import HEADERS
