from typing import Any, Dict, List, Optional

from pymongo import ReturnDocument
from pymongo.asynchronous.database import AsyncDatabase

from app.core.exceptions import NotFoundError
from app.database.models import COLLECTION, <%= entity_class %>, utc_now
from app.schemas.<%= entity_snake %> import <%= entity_class %>Create, <%= entity_class %>Update

Database = AsyncDatabase[Dict[str, Any]]


async def get_<%= entity_snake %>(database: Database, <%= entity_snake %>_id: int) -> Optional[<%= entity_class %>]:
    """
    Returns the <%= entity_words %> with the given id, or None.
    """
    document = await database[COLLECTION].find_one({"_id": <%= entity_snake %>_id})
    return None if document is None else <%= entity_class %>.model_validate(document)


async def get_<%= plural_snake %>(database: Database, skip: int = 0, limit: int = 100) -> List[<%= entity_class %>]:
    """
    Returns one page of <%= plural_words %>, oldest first.
    """
    cursor = database[COLLECTION].find().sort("_id").skip(skip).limit(limit)
    return [<%= entity_class %>.model_validate(document) async for document in cursor]


async def create_<%= entity_snake %>(database: Database, data: <%= entity_class %>Create) -> <%= entity_class %>:
    """
    Stores a new <%= entity_words %> and returns it with its id, the next of the collection's counter.
    """
    counter = await database["counters"].find_one_and_update(
        {"_id": COLLECTION}, {"$inc": {"value": 1}}, upsert=True, return_document=ReturnDocument.AFTER
    )
    <%= entity_snake %> = <%= entity_class %>(id=counter["value"], **data.model_dump())
    await database[COLLECTION].insert_one(<%= entity_snake %>.model_dump(by_alias=True))
    return <%= entity_snake %>


async def update_<%= entity_snake %>(database: Database, <%= entity_snake %>: <%= entity_class %>, data: <%= entity_class %>Update) -> <%= entity_class %>:
    """
    Replaces the client's fields of a <%= entity_words %> and moves its update timestamp.
    """
    changes = {**data.model_dump(), "updated_at": utc_now()}
    document = await database[COLLECTION].find_one_and_update(
        {"_id": <%= entity_snake %>.id}, {"$set": changes}, return_document=ReturnDocument.AFTER
    )
    if document is None:
        raise NotFoundError("<%= entity_words | capitalize %> not found")  # somebody has deleted it meanwhile
    return <%= entity_class %>.model_validate(document)


async def delete_<%= entity_snake %>(database: Database, <%= entity_snake %>: <%= entity_class %>) -> None:
    """
    Deletes a <%= entity_words %>.
    """
    await database[COLLECTION].delete_one({"_id": <%= entity_snake %>.id})
