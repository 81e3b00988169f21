'use strict';

const { STATUS_CODES } = require('node:http');

const { errorFields, requestContext } = require('./logger');

/** An answer that is not a success, in the form of RFC 9457 (application/problem+json). */
class Problem extends Error {
  constructor(status, detail, members = {}) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.members = members;
  }
}

/** What a client is told about an error; of errors that nobody expected it learns nothing. */
function asProblem(error) {
  if (error instanceof Problem) {
    return error;
  }
  if (error.type === 'entity.parse.failed') {
    return new Problem(400, 'The body is not valid JSON.');
  }
  // Express and its body parser mark errors that the client made with a status below 500
  if (Number.isInteger(error.status) && error.status >= 400 && error.status < 500) {
    return new Problem(error.status, error.expose ? error.message : STATUS_CODES[error.status]);
  }
  return new Problem(500, 'Something went wrong here. The request id helps to find out what.');
}

/** The last handler: no route took the request. */
function notFound(req, res, next) {
  next(new Problem(404, `There is nothing at ${req.path}.`));
}

/** The last handler of a path: it is there, but not for this method. */
function notAllowed(...methods) {
  return (req, res, next) => {
    res.set('allow', methods.join(', '));
    next(new Problem(405, `${req.method} is not possible here.`));
  };
}

/** Turns errors into answers, and logs those that nobody expected. */
function errorHandler(logger) {
  // Express tells error handlers by their four parameters
  return (error, req, res, next) => {
    const problem = asProblem(error);
    if (problem.status >= 500 && problem !== error) {
      logger.error('The request failed', { ...errorFields(error), method: req.method, path: req.path });
    }
    if (res.headersSent) {
      next(error);
      return;
    }
    const context = requestContext.getStore();
    res
      .status(problem.status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: 'about:blank',
          title: STATUS_CODES[problem.status],
          status: problem.status,
          detail: problem.message,
          instance: req.originalUrl,
          request_id: context ? context.requestId : null,
          ...problem.members,
        }),
      );
  };
}

module.exports = { Problem, errorHandler, notAllowed, notFound };
