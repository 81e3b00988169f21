# tests/unit/test_config.py
import pytest
from pydantic import ValidationError

from src.core.config import Settings


def settings(monkeypatch, **variables):
    for name in ("DATABASE_URL", "ENVIRONMENT", "LOG_LEVEL", "SQL_ECHO"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
<% if auth == 'jwt' %>
    monkeypatch.setenv("AUTH_JWT_SECRET", variables.get("AUTH_JWT_SECRET", "s" * 32))
<% endif %>
    return Settings(_env_file=None)


def test_production_is_the_default(monkeypatch):
    found = settings(monkeypatch, DATABASE_URL="<%= some_url %>", LOG_LEVEL="debug")
<% if database == 'mongodb' %>
    assert (found.environment, found.log_level) == ("production", "DEBUG")
<% else %>
    assert (found.environment, found.log_level, found.sql_echo) == ("production", "DEBUG", False)
<% endif %>


@pytest.mark.parametrize(
    "variables, name",
    [
        ({}, "DATABASE_URL"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"DATABASE_URL": "<%= some_url %>", "LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
        ({"DATABASE_URL": "<%= some_url %>", "ENVIRONMENT": "moon"}, "ENVIRONMENT"),
        ({"DATABASE_URL": "postgresql://me:change-me@db/x"}, "DATABASE_URL"),
<% if auth == 'jwt' %>
        ({"DATABASE_URL": "<%= some_url %>", "AUTH_JWT_SECRET": "short"}, "AUTH_JWT_SECRET"),
        ({"DATABASE_URL": "<%= some_url %>", "AUTH_JWT_SECRET": "change-me" * 4}, "AUTH_JWT_SECRET"),
<% endif %>
    ],
)
def test_errors_name_the_variable_and_not_its_value(monkeypatch, variables, name):
    with pytest.raises(ValidationError) as raised:
        settings(monkeypatch, **variables)
    assert name in str(raised.value)
    assert "me:change-me" not in str(raised.value)


<% if database != 'mongodb' %>
@pytest.mark.parametrize(
    "url, driven",
    [
        ("postgresql://me@db/x", "postgresql+asyncpg://me@db/x"),
<% if database == 'mysql' %>
        ("mysql://me@db/x", "mysql+aiomysql://me@db/x"),
<% endif %>
        ("sqlite:///./x.db", "sqlite+aiosqlite:///./x.db"),
        ("postgresql+psycopg://me@db/x", "postgresql+psycopg://me@db/x"),
    ],
)
def test_the_asynchronous_driver_is_implied(monkeypatch, url, driven):
    assert settings(monkeypatch, DATABASE_URL=url).async_database_url == driven


<% endif %>
def test_development_may_use_placeholders(monkeypatch):
    url = "postgresql://me:change-me@db/x"
    assert settings(monkeypatch, DATABASE_URL=url, ENVIRONMENT="development").database_url == url
