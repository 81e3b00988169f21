    async def create(self, data: <%= entity_class %>Create) -> <%= entity_class %>:
        """
        Creates a <%= entity_words %>, and tells other services.
        """
        created = await super().create(data)
        await publisher.publish("<%= entity_snake %>.created", <%= entity_class %>Read.model_validate(created))
        return created
