'use strict';

const { randomUUID } = require('node:crypto');

/** Keeps <%= plural_words %> in memory: they end with the process. */
function createMemoryStore() {
  const items = new Map();

  return {
    async list({ limit, offset }) {
      return [...items.values()].slice(offset, offset + limit);
    },

    async create(data) {
      const now = new Date().toISOString();
      const item = { id: randomUUID(), ...data, created_at: now, updated_at: now };
      items.set(item.id, item);
      return item;
    },

    async get(id) {
      return items.get(id) ?? null;
    },

    async update(id, data) {
      const old = items.get(id);
      if (old === undefined) {
        return null;
      }
      const item = { ...old, ...data, updated_at: new Date().toISOString() };
      items.set(id, item);
      return item;
    },

    async remove(id) {
      const old = items.get(id) ?? null;
      items.delete(id);
      return old;
    },

    async ping() {},

    async migrate() {
      return [];
    },

    async close() {},
  };
}

module.exports = { createMemoryStore };
