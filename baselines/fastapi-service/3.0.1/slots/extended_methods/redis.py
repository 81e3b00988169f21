    async def read(self, identifier: int) -> <%= entity_class %>Read:
        """
        Returns the <%= entity_words %> with the given id, from the cache if it is there, or raises NotFoundError.
        """
        key = f"<%= entity_snake %>:{identifier}"
        stored = await cache.get(key, <%= entity_class %>Read)
        if stored is not None:
            return stored
        found = <%= entity_class %>Read.model_validate(await self.find(identifier))
        await cache.put(key, found)
        return found

    async def replace(self, identifier: int, data: <%= entity_class %>Update) -> <%= entity_class %>:
        """
        Replaces the <%= entity_words %> with the given id, and what the cache has of it.
        """
        replaced = await super().replace(identifier, data)
        await cache.forget(f"<%= entity_snake %>:{identifier}")
        return replaced

    async def delete(self, identifier: int) -> None:
        """
        Deletes the <%= entity_words %> with the given id, and what the cache has of it.
        """
        await super().delete(identifier)
        await cache.forget(f"<%= entity_snake %>:{identifier}")
