'use strict';

const { randomUUID } = require('node:crypto');

const { requestContext } = require('./logger');

const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;

/** Gives every request an id: the one it came with, or a new one. */
function requestId(req, res, next) {
  const given = req.get('x-request-id');
  const id = given !== undefined && REQUEST_ID.test(given) ? given : randomUUID();
  res.set('x-request-id', id);
  requestContext.run({ requestId: id }, next);
}

/** Logs one line for every request, when it is answered or given up. */
function accessLog(logger) {
  return (req, res, next) => {
    const start = process.hrtime.bigint();
    const context = requestContext.getStore();
    res.on('close', () => {
      const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
      // The event comes from the socket, outside of the request's context
      requestContext.run(context, () => {
        logger.info(res.writableFinished ? 'Answered' : 'Given up by the client', {
          method: req.method,
          path: req.originalUrl.split('?')[0],
          status: res.statusCode,
          duration_ms: Math.round(milliseconds * 10) / 10,
        });
      });
    });
    next();
  };
}

module.exports = { accessLog, requestId };
