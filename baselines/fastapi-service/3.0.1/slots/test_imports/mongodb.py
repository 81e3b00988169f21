
import pytest
from httpx import ASGITransport, AsyncClient
from pymongo.errors import DuplicateKeyError

from src.api import health
from src.api.v1.schemas.<%= entity_snake %> import <%= entity_class %>Update
from src.core.db import connect, get_database
from src.core.exceptions import NotFoundError
from src.core.indexes import make_indexes
from src.crud import <%= entity_snake %> as crud
from src.main import app, lifespan
from src.models.<%= entity_snake %> import COLLECTION, <%= entity_class %>
from tests.conftest import HEADERS
