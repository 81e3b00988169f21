'use strict';

const { loadConfig } = require('./config');
const { createLogger, errorFields } = require('./logger');
const { createStore } = require('./stores');

/** Brings the database up to date, and ends. */
async function main() {
  const config = loadConfig(process.env);
  const logger = createLogger({ service: config.service, level: config.logLevel });
  const store = createStore({ config, logger });
  try {
    const done = await store.migrate();
    logger.info('The database is up to date', { done });
  } catch (error) {
    logger.error('The database could not be brought up to date', errorFields(error));
    process.exitCode = 1;
  } finally {
    await store.close();
  }
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
