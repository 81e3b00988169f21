# src/core/indexes.py
import asyncio
from typing import Any, Dict

from pymongo.asynchronous.database import AsyncDatabase

from src.core.db import client, get_database
from src.models.<%= entity_snake %> import COLLECTION


async def make_indexes(database: AsyncDatabase[Dict[str, Any]]) -> None:
    """
    Makes the indexes that are not there yet: doing it again changes nothing.
    """
    await database[COLLECTION].create_index("name")  # Index for faster lookups by name


async def main() -> None:
    """
    Brings the database up to date before the service starts.
    """
    await make_indexes(get_database())
    await client.close()


if __name__ == "__main__":
    asyncio.run(main())
