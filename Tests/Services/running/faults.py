"""Faults in a rendered fastapi-service 3.0.1, each with the check of a started service that has to find it."""

import dataclasses
import re
from pathlib import Path

from running.contract import (
    Check,
    check_errors,
    check_logs,
    check_openapi,
    check_probes,
    check_request_id,
    check_stop,
    check_validation,
    check_verbs,
)

RELEASE = "3.0.1"
PRODUCTS = "src/api/v1/endpoints/products.py"
SCHEMAS = "src/api/v1/schemas/product.py"
END = r"\Z"


@dataclasses.dataclass(frozen=True)
class Fault:
    """One change of one file: the first match of `pattern` becomes `replacement`."""

    what: str
    check: Check
    path: str
    pattern: str
    replacement: str
    says: str  # part of what the check has to say

    def __str__(self) -> str:
        return self.what.replace(" ", "-")

    def seed(self, service: Path) -> None:
        file = service / self.path
        text, count = re.subn(
            self.pattern, lambda _: self.replacement, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE
        )
        assert count == 1, f"{self.path} has no {self.pattern}: the fault {self.what} cannot be seeded"
        file.write_text(text, encoding="utf-8")


FAULTS = (
    Fault(
        "health asks too much", check_probes, "src/api/health.py", r'return \{"status": "ok"\}', "return {}", "/health"
    ),
    Fault("a route is gone", check_verbs, PRODUCTS, r"^@router\.delete\(.*\n", "", "delete: 405"),
    Fault(
        "the time of the update stays",
        check_verbs,
        "src/crud/product.py",
        r', "updated_at": utc_now\(\)',
        "",
        "updated_at",
    ),
    Fault(
        "no page of the list", check_verbs, PRODUCTS, r"skip=skip, limit=limit", "skip=skip + 1, limit=limit", "list"
    ),
    Fault("a price below zero", check_validation, SCHEMAS, r"ge=0, ", "", "'price': -0.01"),
    Fault("any field is welcome", check_validation, SCHEMAS, r'extra="forbid"', 'extra="ignore"', "colour"),
    Fault(
        "errors in another form",
        check_errors,
        "src/core/exceptions.py",
        r'^PROBLEM_TYPE = ".*"',
        'PROBLEM_TYPE = "application/json"',
        "type of a 404",
    ),
    Fault(
        "a conflict is a failure",
        check_errors,
        "src/core/exceptions.py",
        r"exception_handler\(IntegrityError\)",
        "exception_handler(ZeroDivisionError)",
        "status for 409: 500",
    ),
    Fault(
        "failures tell all",
        check_errors,
        "src/core/exceptions.py",
        r'"The service failed; its log says why"',
        "repr(error)",
        "a 500 tells about the inside",
    ),
    Fault(
        "the request id is kept secret",
        check_request_id,
        "src/core/middleware.py",
        r'MutableHeaders\(scope=message\)\["X-Request-ID"\] = identifier',
        "pass",
        "the client's request id",
    ),
    Fault("print", check_logs, "src/main.py", END, 'print("ready to serve")\n', "no JSON: ready to serve"),
    Fault("logs without the id", check_logs, "src/core/logging.py", r'^ +"request_id": .*\n', "", "lacks fields"),
    Fault(
        "uvicorn logs in its own way",
        check_logs,
        "src/core/logging.py",
        r"logging\.getLogger\(name\)\.handlers\.clear\(\)",
        "pass",
        "no JSON: INFO:",
    ),
    Fault(
        "an invalid description",
        check_openapi,
        "src/main.py",
        END,
        'app.openapi_schema = {**app.openapi(), "info": {"title": "Product Service", "description": ""}}\n',
        "not valid",
    ),
    Fault(
        "SIGTERM is slept over",
        check_stop,
        "src/main.py",
        r"^    yield$",
        "    yield\n    __import__('time').sleep(9)",
        "still runs",
    ),
)
