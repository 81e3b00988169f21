'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');

const request = require('supertest');

const { createBrokenStore, createTestApp } = require('./support');

test('a healthy service says so', async () => {
  const { app } = createTestApp();
  await request(app).get('/health').expect(200, { status: 'ok' });
  await request(app).get('/ready').expect(200, { status: 'ok' });
});

test('with the database down the service is alive, but not ready', async () => {
  const { app } = createTestApp({ store: createBrokenStore() });
  await request(app).get('/health').expect(200);
  const response = await request(app).get('/ready').expect(503);
  assert.match(response.headers['content-type'], /^application\/problem\+json/);
  assert.equal(response.body.status, 503);
});

test('a database that never answers does not hold the answer up', async () => {
  const { app } = createTestApp({ store: { ...createBrokenStore(), ping: () => new Promise(() => {}) } });
  await request(app).get('/ready').expect(503);
});

test('a service that stops is not ready', async () => {
  const { app } = createTestApp({ state: { stopping: true } });
  await request(app).get('/ready').expect(503);
});
