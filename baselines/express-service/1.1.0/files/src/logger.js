'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');

const LEVELS = { debug: 10, info: 20, warn: 30, error: 40 };

/** What is known about the request that is being served; its id stands in every line logged meanwhile. */
const requestContext = new AsyncLocalStorage();

/** A logger that writes one JSON object a line. */
function createLogger({ service, level, write = (line) => process.stdout.write(line) }) {
  function log(name, message, fields) {
    if (LEVELS[name] < LEVELS[level]) {
      return;
    }
    const context = requestContext.getStore();
    const entry = {
      timestamp: new Date().toISOString(),
      level: name,
      message,
      service,
      request_id: context ? context.requestId : null,
    };
    // First for the order, last so that no field takes the place of one of these
    write(`${JSON.stringify({ ...entry, ...fields, ...entry })}\n`);
  }

  return {
    debug: (message, fields) => log('debug', message, fields),
    info: (message, fields) => log('info', message, fields),
    warn: (message, fields) => log('warn', message, fields),
    error: (message, fields) => log('error', message, fields),
  };
}

/** The fields of a log line that tell what went wrong. */
function errorFields(error) {
  return { error: error.message, stack: error.stack };
}

module.exports = { createLogger, errorFields, requestContext };
