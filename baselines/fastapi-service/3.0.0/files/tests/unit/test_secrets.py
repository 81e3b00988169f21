# tests/unit/test_secrets.py
from src.core.config import Settings


def test_secrets_of_the_swarm_are_files(monkeypatch, tmp_path):
    secrets = {"DATABASE_URL": "postgresql://me@db/from-a-file"}
<% if auth == 'jwt' %>
    secrets["AUTH_JWT_SECRET"] = "f" * 32
<% endif %>
    for name, value in secrets.items():
        monkeypatch.delenv(name, raising=False)
        (tmp_path / name).write_text(value + "\n", encoding="utf-8")
    found = Settings(_env_file=None, _secrets_dir=tmp_path)
    assert found.database_url == secrets["DATABASE_URL"]
<% if auth == 'jwt' %>
    assert found.auth_jwt_secret == secrets["AUTH_JWT_SECRET"]
<% endif %>


def test_the_environment_comes_before_a_secret(monkeypatch, tmp_path):
    (tmp_path / "LOG_LEVEL").write_text("ERROR", encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", "sqlite://")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    assert Settings(_env_file=None, _secrets_dir=tmp_path).log_level == "DEBUG"
