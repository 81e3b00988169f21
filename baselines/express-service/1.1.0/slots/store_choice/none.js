const { createMemoryStore } = require('./memory');

/** The store of the service. A real one has the same functions: see memory.js. */
function createStore() {
  return createMemoryStore();
}
