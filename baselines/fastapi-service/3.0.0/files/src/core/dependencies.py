# src/core/dependencies.py
from typing import Annotated

from fastapi import Depends
<%= store_import %>

from src.core import <%= service_module %>
from src.core.db import get_<%= store %>

<%= store_dep %> = Annotated[<%= store_type %>, Depends(get_<%= store %>)]


def get_<%= entity_snake %>_service(<%= store %>: <%= store_dep %>) -> <%= service_module %>.<%= service_class %>:
    """
    Dependency function to provide the business logic, on the <%= 'database of the service' if database == 'mongodb' else 'session of the request' %>.
    """
    return <%= service_module %>.<%= service_class %>(<%= store %>)


<%= entity_class %>ServiceDep = Annotated[<%= service_module %>.<%= service_class %>, Depends(get_<%= entity_snake %>_service)]
