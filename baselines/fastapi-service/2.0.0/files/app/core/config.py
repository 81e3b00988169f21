# app/core/config.py
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PLACEHOLDER = "change-me"  # stands in .env.example where a secret belongs


class Settings(BaseSettings):
    """
    What the service reads from its environment, and from .env in the folder it starts in.
    It does not start with a setting missing or wrong. Errors name the variable, never its value.
    """

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    environment: Literal["development", "production"] = Field("production", validation_alias="ENVIRONMENT")
    database_url: str = Field(validation_alias="DATABASE_URL", min_length=1, repr=False)
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(lambda value: str(value).upper())
    ] = Field("INFO", validation_alias="LOG_LEVEL")
    sql_echo: bool = Field(False, validation_alias="SQL_ECHO")

    @model_validator(mode="after")
    def refuse_placeholders(self):
        """
        A secret that everybody can read in the repository protects nothing.
        """
        if self.environment != "development" and PLACEHOLDER in self.database_url:
            raise ValueError(f"DATABASE_URL still has the placeholder {PLACEHOLDER!r}: only development may use it")
        return self


settings = Settings()
