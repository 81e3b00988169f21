"""What stands where in a service: paths, and the lines in them that the seed asks for by name."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from checks.base import Problems


@dataclass(frozen=True)
class Place:
    """`path` is in the release and has a line like `pattern`; with `absent`, it must not be there at all."""

    rows: tuple[int, ...]
    release: str
    path: str
    pattern: str = ""
    answers: dict[str, object] = field(default_factory=dict)
    absent: bool = False

    def __str__(self) -> str:
        return f"{self.release} {self.path} {self.pattern[:30]}".strip()


def check_place(service: Path, place: Place) -> Problems:
    found = sorted(path for path in service.glob(place.path) if path.is_file())
    if place.absent:
        return [f"{path.relative_to(service)} is there" for path in found]
    if not found:
        return [f"{place.path} is missing"]
    if place.pattern == "^\\Z":
        return [f"{path.relative_to(service)} is not empty" for path in found if path.read_bytes()]
    texts = [path.read_text(encoding="utf-8") for path in found]
    matched = any(re.search(place.pattern, text, re.MULTILINE) for text in texts)
    return [] if matched else [f"{place.path} has nothing like {place.pattern}"]


L2, L2_LAST = "fastapi-service@1.0.0", "fastapi-service@1.4.2"
L1, L3 = "fastapi-service@2.4.1", "fastapi-service@3.0.1"
JWT: dict[str, object] = {"auth": "jwt"}
EMPTY = "^\\Z"

SEED_PINS = "fastapi==0.104.1 sqlmodel==0.0.14 pydantic==2.5.2 psycopg2-binary==2.9.9 python-dotenv==1.0.0 pytest==7.4.3 httpx==0.25.2"

PLACES = [
    Place((10,), L2, "app/database.py", r"sqlite:///\./test\.db"),
    Place((21,), L3, ".github/workflows/main.yml", r"kubectl apply --filename"),
    Place((26,), L3, "deploy/k8s/base/ingress.yaml", r"ingressClassName: nginx"),
    Place((32,), L2, "app/models.py", r"^from sqlmodel import .*SQLModel"),
    Place((37,), L1, ".github/workflows/main.yml", r"^on:"),
    Place((37,), L3, ".github/workflows/main.yml", r"^on:"),
    Place((38,), L2, ".github/workflows/ci-cd.yml", r"^on:"),
    Place((38,), "fastapi-service@2.0.0", ".github/workflows/ci-cd.yml", absent=True),
    Place((39,), L3, ".vscode/*.json", r"\S", {"editor": "vscode"}),
    Place((39,), L3, ".vscode/*", absent=True),
    Place((40,), L2, "app/main.py", r"^app = FastAPI\("),
    Place((41, 51), L1, "app/api/__init__.py", EMPTY),
    Place((41,), L1, "app/api/v1/__init__.py", EMPTY),
    Place((41,), L1, "app/api/v1/endpoints/products.py", r"^router = APIRouter\("),
    Place((42,), L1, "app/core/config.py", r"^class Settings\(BaseSettings\)"),
    Place((43,), L1, "app/core/dependencies.py", r"\bDepends\b"),
    Place((43, 99), L1, "tests/conftest.py", r"dependency_overrides"),
    Place((43, 99), L3, "tests/conftest.py", r"dependency_overrides"),
    Place((44,), L1, "app/core/exceptions.py", r"application/problem\+json"),
    Place((45,), L1, "app/core/middleware.py", r"(?i)x-request-id"),
    Place((46,), L1, "app/crud/__init__.py"),
    Place((46,), L1, "app/crud.py", absent=True),
    Place((47,), L1, "app/database/models.py", r"^class Product\("),
    Place((47,), L1, "app/database/session.py", r"[Ss]ession"),
    Place((48,), L1, "app/schemas/product.py", r'extra="forbid"'),
    Place((49,), L1, "app/services/product.py", r"^(class|async def|def) "),
    Place((50,), L2, "app/models.py", r"^class Product"),
    Place((50,), L2, "app/schemas.py", r"^class Product"),
    Place((50,), L2, "app/crud.py", r"^def "),
    Place((50, 101), L2, "app/database.py", r"create_engine\("),
    Place((51,), L2, "app/__init__.py", EMPTY),
    Place((51,), L2, "tests/__init__.py", EMPTY),
    Place((52,), L3, "src/main.py", r"^app = FastAPI\("),
    Place((52,), L3, "src/api/v1/endpoints/products.py", r"^router = APIRouter\("),
    Place((52,), L3, "app/**/*", absent=True),
    Place((53,), L3, "src/api/v1/schemas/product.py", r"^class Product"),
    Place((54,), L3, "src/core/security.py", r"^def ", JWT),
    Place((55,), L3, "src/core/user_service.py", r"^class |^async def |^def ", JWT | {"accounts": "example"}),
    Place((56,), L3, "src/crud/base.py", r"TypeVar\(\"Row\", bound=Base\)"),
    Place((56,), L3, "src/crud/product.py", r"^from src\.crud import base$"),
    Place((57,), L3, "src/crud/order_item.py", r"OrderItem", {"entity": "order item"}),
    Place((57,), L3, "src/models/order_item.py", r"^class OrderItem\(", {"entity": "order item"}),
    Place((58,), L1, "tests/unit/test_*.py", r"^(async )?def test_"),
    Place((58,), L1, "tests/integration/test_*.py", r"^(async )?def test_"),
    Place((58,), L1, "tests/e2e/test_*.py", r"^(async )?def test_"),
    Place((58,), L3, "tests/unit/test_*.py", r"^(async )?def test_"),
    Place((58,), L3, "tests/integration/test_*.py", r"^(async )?def test_"),
    Place((59,), L2, "tests/test_main.py", r"^def test_"),
    Place((59,), L2, "tests/conftest.py", r"@pytest\.fixture"),
    Place((60,), L1, "scripts/migrate.sh", r"alembic"),
    Place((61,), L2, "scripts/deploy.sh", r"--dry-run"),
    Place((62,), L2, "scripts/migrate.sh", r"\S"),
    Place((62,), "fastapi-service@1.1.0", "scripts/migrate.sh", r"alembic"),
    Place((63,), L3, "deploy/scripts/migrate.sh", r"alembic"),
    Place((63,), L3, "deploy/scripts/health-check.sh", r"/ready"),
    Place((63,), L3, "deploy/scripts/setup.sh", r"\.env"),
    Place((64, 92), L1, "docker/dev/Dockerfile", r"debugpy"),
    Place((64,), L1, "docker/prod/Dockerfile", r"^USER \d+"),
    Place((65,), L2, "Dockerfile", r"^FROM python:"),
    Place((66,), L2, "docker-compose.yml", r"^services:"),
    Place((66,), L3, "compose.yaml", r"^services:"),
    Place((70,), L1, "pyproject.toml", r"^\[project\]"),
    Place((71,), L1, "**/*.lock", absent=True),
    Place((71,), L3, "**/*.lock", absent=True),
    *(Place((72, 105), L2, "requirements.txt", f"^{re.escape(pin)}( #.*)?$") for pin in SEED_PINS.split()),
    Place((105,), L2, "requirements.txt", r"^uvicorn(\[standard\])?==0\.24\.0\.post1$"),
    *(
        Place((76,), L3, f"deploy/k8s/base/{name}.yaml", r"^kind: ")
        for name in ("deployment", "service", "ingress", "configmap", "secret")
    ),
    *(
        Place((74,), "fastapi-service@1.4.2", f"k8s/{name}.yaml", r"^kind: ")
        for name in ("deployment", "service", "configmap", "secret")
    ),
    Place((77,), L3, "deploy/terraform/*.tf", r"^terraform \{", {"iac": "terraform", "registry": "ecr"}),
    Place((79,), L3, "LICENSE", r"MIT License", {"license": "mit"}),
    Place((83, 84), L3, ".github/workflows/main.yml", r"pytest --cov"),
    Place((84,), L3, "pyproject.toml", r"^fail_under = 90$"),
    Place((90,), L3, "compose.yaml", r"\./src:/code/src"),
    Place((92,), L3, "Dockerfile", r'^CMD \["python", "-m", "debugpy"'),
    Place((93,), L3, "deploy/k8s/base/deployment.yaml", r"^ +limits:$"),
    Place((96,), L3, "src/core/logging.py", r"^import logging"),
    Place((99,), L3, "src/core/dependencies.py", r"\bDepends\b"),
    Place((100,), L3, "requirements.txt", r"^asyncpg=="),
    Place((100,), L3, "src/core/db.py", r"create_async_engine\("),
    Place((102,), L2, "app/database.py", r"^def create_db_and_tables"),
    Place((102,), "fastapi-service@1.1.0", "app/database.py", r"\A(?!(.|\n)*create_db_and_tables)"),
    Place((103,), L2, "app/database.py", r"echo=True"),
    Place((103,), "fastapi-service@1.0.1", "app/database.py", r"SQL_ECHO"),
    Place((104,), L2, "app/**/*.py", r"load_dotenv\("),
    Place((104,), "fastapi-service@2.0.0", "app/core/config.py", r"pydantic_settings"),
    Place((106,), L2, "app/models.py", r"datetime\.utcnow"),
    Place((106,), "fastapi-service@1.0.1", "app/models.py", r"timezone\.utc|\bUTC\b"),
    Place((110,), L3, "README.md", r"^## Prerequisites\n\n- Python 3\.1"),
    Place((112,), L3, "docs/ARCHITECTURE.md", r"^# Architecture of "),
    Place((113,), L3, "README.md", r"^\| Path \| Purpose \|"),
    Place((114,), L3, "deploy/k8s/overlays/production/kustomization.yaml", r"^  - \.\./\.\./base$"),
    Place((115,), L3, "deploy/k8s/base/deployment.yaml", r"runAsNonRoot: true"),
]
