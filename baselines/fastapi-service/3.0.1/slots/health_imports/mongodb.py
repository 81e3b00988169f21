from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError
