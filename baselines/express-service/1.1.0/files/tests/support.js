'use strict';

const { createApp } = require('../src/app');
const { createLogger } = require('../src/logger');
const { createMemoryStore } = require('../src/stores/memory');

/** The application with a store of its own, and the lines it logs. */
function createTestApp({ store = createMemoryStore(), state } = {}) {
  const lines = [];
  const logger = createLogger({ service: '<%= service_kebab %>', level: 'debug', write: (line) => lines.push(line) });
  return { app: createApp({ logger, store, state }), lines, logger, store };
}

/** A store none of whose functions works, like one whose database is down. */
function createBrokenStore() {
  const fail = async () => {
    throw new Error('connection refused');
  };
  return { list: fail, create: fail, get: fail, update: fail, remove: fail, ping: fail, migrate: fail, close: fail };
}

module.exports = { createBrokenStore, createTestApp };
