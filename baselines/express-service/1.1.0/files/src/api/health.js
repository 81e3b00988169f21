'use strict';

const express = require('express');

const { errorFields } = require('../logger');
const { Problem, notAllowed } = require('../problem');

const PATIENCE_MS = 2000;

/** Fails when a promise takes too long; the promise goes on, but nobody waits for it. */
function within(milliseconds, promise) {
  let timer;
  const timeout = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}

function healthRoutes({ logger, store, state }) {
  const router = express.Router();

  // Answers as long as the process serves requests; asks no dependency
  router.get('/health', (req, res) => {
    res.json({ status: 'ok' });
  });

  // Answers 503 when no requests should come: the database is down, or the service stops
  router.get('/ready', async (req, res, next) => {
    if (state.stopping) {
      next(new Problem(503, 'The service is stopping.'));
      return;
    }
    try {
      await within(PATIENCE_MS, store.ping());
      res.json({ status: 'ok' });
    } catch (error) {
      logger.warn('The database does not answer', errorFields(error));
      next(new Problem(503, 'The database does not answer.'));
    }
  });

  router.all(['/health', '/ready'], notAllowed('GET', 'HEAD'));
  return router;
}

module.exports = { healthRoutes };
