async def ask(engine: AsyncEngine) -> None:
    """
    Asks the database for something that costs nothing.
    """
    async with engine.connect() as connection:
        await connection.execute(select(1))
