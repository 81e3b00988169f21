# tests/fakes.py
import copy
from collections import defaultdict


class FakeCursor:
    """
    What FakeCollection.find returns: the documents, one after the other.
    """

    def __init__(self, documents):
        self.documents = documents

    def sort(self, key):
        return FakeCursor(sorted(self.documents, key=lambda document: document[key]))

    def skip(self, count):
        return FakeCursor(self.documents[count:])

    def limit(self, count):
        return FakeCursor(self.documents[:count])

    async def __aiter__(self):
        for document in self.documents:
            yield copy.deepcopy(document)


class FakeCollection:
    """
    Stands in for a collection of MongoDB, as far as the service uses it.
    """

    def __init__(self):
        self.documents = {}
        self.indexes = []

    async def create_index(self, keys):
        self.indexes.append(keys)

    async def find_one(self, condition):
        return copy.deepcopy(self.documents.get(condition["_id"]))

    def find(self):
        return FakeCursor(list(self.documents.values()))

    async def insert_one(self, document):
        self.documents[document["_id"]] = copy.deepcopy(document)

    async def find_one_and_update(self, condition, change, return_document, upsert=False):
        if upsert:
            self.documents.setdefault(condition["_id"], dict(condition))
        document = self.documents.get(condition["_id"])
        if document is None:
            return None
        document.update(change.get("$set", {}))
        for field, step in change.get("$inc", {}).items():
            document[field] = document.get(field, 0) + step
        return copy.deepcopy(document)

    async def delete_one(self, condition):
        self.documents.pop(condition["_id"], None)


class FakeDatabase:
    """
    Stands in for a database of MongoDB: nothing is stored but in memory.
    """

    def __init__(self):
        self.collections = defaultdict(FakeCollection)

    def __getitem__(self, name):
        return self.collections[name]

    async def command(self, name):
        assert name == "ping"
        return {"ok": 1.0}
