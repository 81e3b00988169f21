# app/core/dependencies.py
from typing import Annotated

from fastapi import Depends
<%= store_import %>

from app.database.session import get_<%= store %>
from app.services.<%= service_module %> import <%= service_class %>

<%= store_dep %> = Annotated[<%= store_type %>, Depends(get_<%= store %>)]


def get_<%= entity_snake %>_service(<%= store %>: <%= store_dep %>) -> <%= service_class %>:
    """
    Dependency function to provide the business logic, on the <%= 'database of the service' if database == 'mongodb' else 'session of the request' %>.
    """
    return <%= service_class %>(<%= store %>)


<%= entity_class %>ServiceDep = Annotated[<%= service_class %>, Depends(get_<%= entity_snake %>_service)]
