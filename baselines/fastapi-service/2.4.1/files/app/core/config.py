# app/core/config.py
<%= slot("config_imports") %>
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PLACEHOLDER = "change-me"  # stands in .env.example where a secret belongs
ASYNC_DRIVERS = {"postgresql": "postgresql+asyncpg", "sqlite": "sqlite+aiosqlite"}
<%= slot("config_constants") %>


class Settings(BaseSettings):
    """
    What the service reads from its environment, and from .env in the folder it starts in.
    It does not start with a setting missing or wrong. Errors name the variable, never its value.
    """

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True<%= secrets_directory %>)

    environment: Literal["development", "production"] = Field("production", validation_alias="ENVIRONMENT")
    database_url: str = Field(validation_alias="DATABASE_URL", min_length=1, repr=False)
<% if auth == 'jwt' %>
    auth_jwt_secret: str = Field(validation_alias="AUTH_JWT_SECRET", min_length=32, repr=False)
<% endif %>
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(lambda value: str(value).upper())
    ] = Field("INFO", validation_alias="LOG_LEVEL")
    sql_echo: bool = Field(False, validation_alias="SQL_ECHO")

    @property
    def async_database_url(self) -> str:
        """
        The database's URL with the asynchronous driver, unless it names a driver of its own.
        """
        scheme, separator, rest = self.database_url.partition("://")
        return ASYNC_DRIVERS.get(scheme, scheme) + separator + rest

    @model_validator(mode="after")
    def refuse_placeholders(self):
        """
        A secret that everybody can read in the repository protects nothing.
        """
        secrets = {"DATABASE_URL": self.database_url}
<% if auth == 'jwt' %>
        secrets["AUTH_JWT_SECRET"] = self.auth_jwt_secret
<% endif %>
        for name, value in secrets.items():
            if self.environment != "development" and PLACEHOLDER in value:
                raise ValueError(f"{name} still has the placeholder {PLACEHOLDER!r}: only development may use it")
        return self


settings = Settings()
