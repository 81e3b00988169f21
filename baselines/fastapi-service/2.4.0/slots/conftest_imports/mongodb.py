
from app.database.session import connect, get_database  # noqa: E402
from app.main import app  # noqa: E402
from tests.fakes import FakeDatabase  # noqa: E402
