async def ask(database: AsyncDatabase) -> None:
    """
    Asks the database for something that costs nothing.
    """
    await database.command("ping")
