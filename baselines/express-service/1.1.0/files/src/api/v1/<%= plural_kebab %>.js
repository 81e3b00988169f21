'use strict';

const express = require('express');

const { Problem, notAllowed } = require('../../problem');
const { isId, validate<%= entity_class %>, validatePage } = require('../../validation');

/** Express 4 does not look after promises: hands their errors to the error handler. */
function handled(handler) {
  return (req, res, next) => handler(req, res).catch(next);
}

function found(item) {
  if (item === null) {
    throw new Problem(404, 'There is no such <%= entity_words %>.');
  }
  return item;
}

/** The routes below /api/v1/<%= plural_kebab %>. */
function routes({ store }) {
  const router = express.Router();

  router.param('id', (req, res, next, id) => {
    next(isId(id) ? undefined : new Problem(404, 'There is no such <%= entity_words %>.'));
  });

  router.get(
    '/',
    handled(async (req, res) => {
      const page = validatePage(req.query);
      res.json({ items: await store.list(page), ...page });
    }),
  );

  router.post(
    '/',
    handled(async (req, res) => {
      const item = await store.create(validate<%= entity_class %>(req.body));
      res.status(201).location(`${req.baseUrl}/${item.id}`).json(item);
    }),
  );

  router.get(
    '/:id',
    handled(async (req, res) => {
      res.json(found(await store.get(req.params.id.toLowerCase())));
    }),
  );

  router.put(
    '/:id',
    handled(async (req, res) => {
      const data = validate<%= entity_class %>(req.body);
      res.json(found(await store.update(req.params.id.toLowerCase(), data)));
    }),
  );

  router.delete(
    '/:id',
    handled(async (req, res) => {
      found(await store.remove(req.params.id.toLowerCase()));
      res.status(204).end();
    }),
  );

  router.all('/', notAllowed('GET', 'HEAD', 'POST'));
  router.all('/:id', notAllowed('GET', 'HEAD', 'PUT', 'DELETE'));
  return router;
}

module.exports = { routes };
