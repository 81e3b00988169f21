'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');

const request = require('supertest');

const { createBrokenStore, createTestApp } = require('./support');

test('every line is JSON and carries the request id', async () => {
  const { app, lines } = createTestApp({ store: createBrokenStore() });
  const response = await request(app).get('/api/v1/<%= plural_kebab %>').set('x-request-id', 'abc-1').expect(500);
  assert.equal(response.headers['x-request-id'], 'abc-1');
  assert.equal(response.body.request_id, 'abc-1');
  assert.doesNotMatch(response.text, /connection refused/);

  const entries = lines.map((line) => JSON.parse(line));
  assert.deepEqual(
    entries.map((entry) => [entry.level, entry.message]),
    [
      ['error', 'The request failed'],
      ['info', 'Answered'],
    ],
  );
  for (const entry of entries) {
    assert.ok(!Number.isNaN(Date.parse(entry.timestamp)));
    assert.equal(entry.service, '<%= service_kebab %>');
    assert.equal(entry.request_id, 'abc-1');
  }
});

test('an id that could break a log is replaced', async () => {
  const { app } = createTestApp();
  const response = await request(app).get('/health').set('x-request-id', 'a b{}').expect(200);
  assert.match(response.headers['x-request-id'], /^[0-9a-f-]{36}$/);
});
