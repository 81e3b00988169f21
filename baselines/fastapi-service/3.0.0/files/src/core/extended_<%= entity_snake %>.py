# src/core/extended_<%= entity_snake %>.py
from src.api.v1.schemas.<%= entity_snake %> import <%= extended_schemas %>
<%= slot("extended_imports") %>
from src.core.<%= entity_snake %>_service import <%= entity_class %>Service
from src.models.<%= entity_snake %> import <%= entity_class %>


class Extended<%= entity_class %>Service(<%= entity_class %>Service):
    """
    The business rules, and what goes on around them.
    """

<%= slot("extended_methods") %>
