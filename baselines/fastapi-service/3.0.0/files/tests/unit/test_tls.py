# tests/unit/test_tls.py
import ssl

import pytest
from sqlalchemy import make_url
from sqlalchemy.dialects.mysql.aiomysql import MySQLDialect_aiomysql

from src.core.tls import use_context


def options(query):
    """
    What the driver gets for a URL with this query.
    """
    _, found = MySQLDialect_aiomysql().create_connect_args(make_url(f"mysql+aiomysql://me@db/x{query}"))
    use_context(None, None, (), found)
    return found


@pytest.mark.parametrize("query, checked", [("?ssl_check_hostname=true", True), ("?ssl_check_hostname=false", False)])
def test_certificates_are_checked(query, checked):
    context = options(query)["ssl"]
    assert isinstance(context, ssl.SSLContext)
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, checked)


def test_the_file_of_certificates_must_be_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        options(f"?ssl_ca={tmp_path}/missing.pem")


def test_no_encryption_without_asking():
    assert "ssl" not in options("")
