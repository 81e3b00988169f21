'use strict';

const express = require('express');

const { healthRoutes } = require('./api/health');
const { openapi } = require('./api/openapi');
const { routes } = require('./api/v1/<%= plural_kebab %>');
const { accessLog, requestId } = require('./middleware');
const { errorHandler, notAllowed, notFound } = require('./problem');

/** The application, without a port: tests call it directly. */
function createApp({ logger, store, state = { stopping: false } }) {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');

  app.use(requestId);
  app.use(accessLog(logger));
  app.use(express.json({ limit: '100kb', strict: false }));

  app.use(healthRoutes({ logger, store, state }));
  app.get('/openapi.json', (req, res) => {
    res.json(openapi);
  });
  app.all('/openapi.json', notAllowed('GET', 'HEAD'));
  app.use('/api/v1/<%= plural_kebab %>', routes({ store }));

  app.use(notFound);
  app.use(errorHandler(logger));
  return app;
}

module.exports = { createApp };
