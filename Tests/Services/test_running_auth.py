"""auth=jwt: who may do what, told by the tokens; accounts with hashed passwords."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from running import postgres
from running.contract import BODY, Problems, Subject, expect
from running.service import migrate, migrated_file, started
from running.tokens import token

USERS = "/api/v1/users"
ACCOUNT = {"email": "ann@example.com", "password": "correct horse battery"}
# Roles, and what they get for: list, create, replace, delete.
ROLES = (
    ((), (403, 403, 403, 403)),
    (("reader",), (200, 403, 403, 403)),
    (("editor",), (403, 403, 403, 403)),
    (("reader", "editor"), (200, 201, 200, 403)),
    (("admin",), (200, 201, 200, 204)),
)
SECURITY = "src/core/security.py"


def check_tokens(subject: Subject) -> Problems:
    """Without a valid token 401, and the way to get in; the probes need none."""
    problems: Problems = []
    refused = {
        "none": None,
        "nonsense": "nonsense",
        "signed by another": token("admin", secret="another secret that is long enough"),
        "expired": token("admin", exp=time.time() - 1),
        "without an end": token("admin", exp=None),
        "unsigned": token("admin", algorithm="none"),
    }
    for what, given in refused.items():
        headers = {"Authorization": f"Bearer {given}"} if given else {}
        answer = subject.service.call("GET", subject.path, **headers)
        expect(problems, f"token {what}", (answer.status, answer.headers.get("www-authenticate")), (401, "Bearer"))
        expect(problems, f"answer to {what}", answer.headers.get("content-type"), "application/problem+json")
    for path in ("/health", "/ready"):
        expect(problems, path, subject.service.call("GET", path).status, 200)
    return problems


def check_roles(subject: Subject) -> Problems:
    """Each role gets what it may have, and 403 for the rest."""
    problems: Problems = []
    for roles, wanted in ROLES:
        stored = f"{subject.path}/{subject.create()['id']}"
        bearer = f"Bearer {token(*roles)}"
        requests = (
            ("GET", subject.path, None),
            ("POST", subject.path, BODY),
            ("PUT", stored, BODY),
            ("DELETE", stored, None),
        )
        found = tuple(subject.service.call(*request, Authorization=bearer).status for request in requests)
        expect(problems, f"roles {roles}", found, wanted)
    return problems


def check_accounts(subject: Subject) -> Problems:
    """Registration, a second one with the same address, log-in, and the token's rights."""
    problems: Problems = []
    call = subject.service.call
    registered = call("POST", USERS, ACCOUNT)
    expect(problems, "registration", registered.status, 201)
    if ACCOUNT["password"].encode() in registered.body or b"hash" in registered.body:
        problems.append(f"the answer to a registration tells too much: {registered.body!r}")
    expect(problems, "the same address again", call("POST", USERS, ACCOUNT).status, 409)
    wrong = call("POST", f"{USERS}/token", ACCOUNT | {"password": "wrong horse battery"})
    unknown = call("POST", f"{USERS}/token", ACCOUNT | {"email": "bob@example.com"})
    expect(problems, "wrong password, unknown user", (wrong.status, unknown.status), (401, 401))
    right = call("POST", f"{USERS}/token", ACCOUNT)
    expect(problems, "log-in", right.status, 200)
    if right.status == 200:
        bearer = f"Bearer {right.json()['access_token']}"
        rights = [
            call(method, subject.path, body, Authorization=bearer).status
            for method, body in (("GET", None), ("POST", BODY))
        ]
        expect(problems, "rights of a new user", rights, [200, 403])
    return problems


CHECKS = (check_tokens, check_roles, check_accounts)
# A change of the service, the check that has to find it, and what it says.
FAULTS = {
    "nobody looks at the signature": (
        SECURITY, r'options=\{"require"', 'options={"verify_signature": False, "require"', check_tokens, "signed by another",
    ),
    "tokens live for ever": (SECURITY, r'\["exp", "sub"\]', '["sub"]', check_tokens, "without an end"),
    "roles are not looked at": (SECURITY, r"if role not in", "if False and role not in", check_roles, "roles ()"),
    "everybody may delete": (
        "src/api/v1/endpoints/products.py", r', dependencies=\[require_role\("admin"\)\]', "", check_roles, "('reader',)",
    ),
    "the same address twice": (
        "src/core/user_service.py", r"raise ConflictError", "raise ValueError", check_accounts, "the same address again",
    ),
    "any password": (SECURITY, r"return hmac\.compare_digest\(.*", "return True", check_accounts, "wrong password"),
}  # fmt: skip


@pytest.mark.row(54, 55, 97, 98)
@pytest.mark.parametrize("release", ["2.4.1", "3.0.1"])
def test_tokens_roles_and_accounts(
    release: str, render: Callable[..., Path], database_url: Callable[[str], str], tmp_path: Path
) -> None:
    service, url = render(f"fastapi-service@{release}", auth="jwt", accounts="example"), database_url("postgresql")
    migrate(service, url)
    with started(service, url, tmp_path / "log") as running:
        subject = Subject(running, release, url, token("admin"))
        assert {check.__name__: check(subject) for check in CHECKS} == {check.__name__: [] for check in CHECKS}
    stored = postgres.ask(url, "SELECT * FROM users")
    assert ACCOUNT["email"] in stored
    assert ACCOUNT["password"] not in stored
    assert ACCOUNT["password"] not in (tmp_path / "log").read_text(encoding="utf-8")


@pytest.mark.parametrize("what", FAULTS)
def test_the_check_finds(
    what: str, render: Callable[..., Path], writable: Callable[[Path], Path], work: Path, tmp_path: Path
) -> None:
    path, pattern, replacement, check, says = FAULTS[what]
    pristine = render("fastapi-service@3.0.1", auth="jwt", accounts="example")
    url = migrated_file(pristine, work, tmp_path / "test.db")
    service = writable(pristine)
    text, count = re.subn(pattern, lambda _: replacement, (service / path).read_text(encoding="utf-8"))
    assert count, f"{what} cannot be seeded"
    (service / path).write_text(text, encoding="utf-8")
    with started(service, url, tmp_path / "log") as running:
        problems = check(Subject(running, "3.0.1", url, token("admin")))
    assert any(says in problem for problem in problems), problems
