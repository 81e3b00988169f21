'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');

const request = require('supertest');

const { createTestApp } = require('./support');

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

test('the description is served', async () => {
  const { app } = createTestApp();
  const response = await request(app).get('/openapi.json').expect(200);
  assert.equal(response.body.openapi, '3.1.0');
  assert.equal(response.body.info.title, <%= service_title | json_string %>);
});

test('every operation that it names exists', async () => {
  const { app } = createTestApp();
  const { body } = await request(app).get('/openapi.json').expect(200);
  for (const [path, operations] of Object.entries(body.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      if (method === 'parameters') {
        continue;
      }
      const response = await request(app)[method](path.replace('{id}', UNKNOWN));
      assert.ok(Object.hasOwn(operation.responses, response.status), `${method} ${path}: ${response.status}`);
      assert.doesNotMatch(JSON.stringify(response.body), /There is nothing at/);
    }
  }
});

test('every reference leads somewhere', async () => {
  const { app } = createTestApp();
  const { body, text } = await request(app).get('/openapi.json').expect(200);
  const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1]);
  assert.ok(references.length > 0);
  for (const reference of references) {
    assert.notEqual(
      reference.split('/').reduce((value, key) => value?.[key], body),
      undefined,
      reference,
    );
  }
});
