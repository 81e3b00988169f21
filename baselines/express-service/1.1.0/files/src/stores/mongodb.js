'use strict';

const { randomUUID } = require('node:crypto');

const { MongoClient } = require('mongodb');

/** A document as clients see it. */
function fromDocument(document) {
  return {
    id: document._id,
    name: document.name,
    description: document.description,
    price: document.price,
    created_at: document.created_at.toISOString(),
    updated_at: document.updated_at.toISOString(),
  };
}

function orNull(document) {
  return document === null ? null : fromDocument(document);
}

/** Keeps <%= plural_words %> in a MongoDB database: the one that the address names. */
function createMongodbStore({ url }) {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 3000, socketTimeoutMS: 10000 });
  // The driver connects with the first operation
  const collection = client.db().collection('<%= plural_snake %>');

  return {
    async list({ limit, offset }) {
      const documents = await collection.find().sort({ created_at: 1, _id: 1 }).skip(offset).limit(limit).toArray();
      return documents.map(fromDocument);
    },

    async create(data) {
      const now = new Date();
      const document = { _id: randomUUID(), ...data, created_at: now, updated_at: now };
      await collection.insertOne(document);
      return fromDocument(document);
    },

    async get(id) {
      return orNull(await collection.findOne({ _id: id }));
    },

    async update(id, data) {
      const changes = { $set: { ...data, updated_at: new Date() } };
      return orNull(await collection.findOneAndUpdate({ _id: id }, changes, { returnDocument: 'after' }));
    },

    async remove(id) {
      return orNull(await collection.findOneAndDelete({ _id: id }));
    },

    async ping() {
      await client.db().command({ ping: 1 });
    },

    /** Makes the indexes that are not there yet, and returns their names. */
    async migrate() {
      return collection.createIndexes([
        { key: { created_at: 1, _id: 1 }, name: 'created_at_id' },
        { key: { name: 1 }, name: 'name' },
      ]);
    },

    async close() {
      await client.close();
    },
  };
}

module.exports = { createMongodbStore };
