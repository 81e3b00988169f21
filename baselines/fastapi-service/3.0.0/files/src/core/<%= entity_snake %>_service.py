# src/core/<%= entity_snake %>_service.py
from typing import List

<%= store_import %>

from src.api.v1.schemas.<%= entity_snake %> import <%= entity_class %>Create, <%= entity_class %>Update
from src.core.exceptions import NotFoundError
from src.crud import <%= entity_snake %> as crud
from src.models.<%= entity_snake %> import <%= entity_class %>


class <%= entity_class %>Service:
    """
    The business rules for <%= plural_words %>: replace what is here by yours.
    """

    def __init__(self, <%= store %>: <%= store_type %>):
        self.<%= store %> = <%= store %>

    async def page(self, skip: int, limit: int) -> List[<%= entity_class %>]:
        """
        Returns one page of <%= plural_words %>, oldest first.
        """
        return await crud.get_<%= plural_snake %>(self.<%= store %>, skip=skip, limit=limit)

    async def create(self, data: <%= entity_class %>Create) -> <%= entity_class %>:
        """
        Creates a <%= entity_words %>.
        """
        return await crud.create_<%= entity_snake %>(self.<%= store %>, data)

    async def find(self, identifier: int) -> <%= entity_class %>:
        """
        Returns the <%= entity_words %> with the given id, or raises NotFoundError.
        """
        found = await crud.get_<%= entity_snake %>(self.<%= store %>, identifier)
        if found is None:
            raise NotFoundError("<%= entity_words | capitalize %> not found")
        return found

    async def replace(self, identifier: int, data: <%= entity_class %>Update) -> <%= entity_class %>:
        """
        Replaces the <%= entity_words %> with the given id, or raises NotFoundError.
        """
        return await crud.update_<%= entity_snake %>(self.<%= store %>, await self.find(identifier), data)

    async def delete(self, identifier: int) -> None:
        """
        Deletes the <%= entity_words %> with the given id, or raises NotFoundError.
        """
        await crud.delete_<%= entity_snake %>(self.<%= store %>, await self.find(identifier))
