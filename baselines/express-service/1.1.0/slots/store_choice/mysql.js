const { createMemoryStore } = require('./memory');
const { createMysqlStore } = require('./mysql');

/** The store that the settings name; without DATABASE_URL, which production refuses, memory. */
function createStore({ config, logger }) {
  if (config.databaseUrl === '') {
    logger.warn('DATABASE_URL is not set: the data lives in memory and ends with the process');
    return createMemoryStore();
  }
  return createMysqlStore({ url: config.databaseUrl });
}
