
from src.core.db import connect, get_database  # noqa: E402
from src.main import app  # noqa: E402
from tests.fakes import FakeDatabase  # noqa: E402
