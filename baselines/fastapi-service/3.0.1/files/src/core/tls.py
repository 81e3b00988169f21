# src/core/tls.py
import ssl
from typing import Any, Dict, Tuple

from sqlalchemy import Engine, event


@event.listens_for(Engine, "do_connect")
def use_context(dialect: Any, record: Any, arguments: Tuple[Any, ...], options: Dict[str, Any]) -> None:
    """
    Makes of ssl_ca and ssl_check_hostname in DATABASE_URL what the driver takes: a context.
    It checks the server's certificate, against those of the system where ssl_ca is not given.
    """
    given = options.get("ssl")
    if isinstance(given, dict):
        context = ssl.create_default_context(cafile=given.get("ca"))
        context.check_hostname = given.get("check_hostname", True)
        options["ssl"] = context
