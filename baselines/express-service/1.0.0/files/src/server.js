'use strict';

const http = require('node:http');

const { createApp } = require('./app');
const { ConfigError, loadConfig } = require('./config');
const { createLogger, errorFields } = require('./logger');
const { createStore } = require('./stores');

/** Starts the service, and stops it in order when the system asks for it. */
function start(env) {
  const config = loadConfig(env);
  const logger = createLogger({ service: config.service, level: config.logLevel });
  const store = createStore({ config, logger });
  const state = { stopping: false };
  const server = http.createServer(createApp({ logger, store, state }));

  async function stop(signal) {
    if (state.stopping) {
      return;
    }
    state.stopping = true;
    logger.info('Stopping: requests that run are finished first', { signal });
    const timer = setTimeout(() => {
      logger.warn('Requests took too long and are given up', { seconds: config.shutdownSeconds });
      server.closeAllConnections();
    }, config.shutdownSeconds * 1000);
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeIdleConnections();
    });
    clearTimeout(timer);
    await store.close();
    logger.info('Stopped');
  }

  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      stop(signal).catch((error) => {
        logger.error('Stopping failed', errorFields(error));
        process.exitCode = 1;
      });
    });
  }
  server.on('error', (error) => {
    logger.error('The service cannot listen', errorFields(error));
    process.exitCode = 1;
    store.close().catch((failure) => logger.error('Closing the store failed', errorFields(failure)));
  });
  server.listen(config.port, () => {
    logger.info('Started', { port: server.address().port, environment: config.environment });
  });
  return server;
}

if (require.main === module) {
  try {
    start(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 78;
  }
}

module.exports = { start };
