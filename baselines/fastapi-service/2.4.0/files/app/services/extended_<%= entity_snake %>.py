# app/services/extended_<%= entity_snake %>.py
<%= slot("extended_imports") %>
from app.database.models import <%= entity_class %>
from app.schemas.<%= entity_snake %> import <%= extended_schemas %>
from app.services.<%= entity_snake %> import <%= entity_class %>Service


class Extended<%= entity_class %>Service(<%= entity_class %>Service):
    """
    The business rules, and what goes on around them.
    """

<%= slot("extended_methods") %>
