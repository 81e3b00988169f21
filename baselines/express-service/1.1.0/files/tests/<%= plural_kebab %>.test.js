'use strict';

const assert = require('node:assert/strict');
const { after, before, describe, test } = require('node:test');

const request = require('supertest');

const { createTestApp } = require('./support');
<%= slot("test_stores") %>

const PATH = '/api/v1/<%= plural_kebab %>';
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const VALID = { name: 'First', description: 'One of many', price: 12.5 };

for (const [kind, create] of STORES) {
  describe(`<%= plural_words %> in ${kind}`, () => {
    let app;
    let store;

    before(async () => {
      ({ app, store } = createTestApp({ store: create() }));
      await store.migrate();
      for (const item of await store.list({ limit: 100, offset: 0 })) {
        await store.remove(item.id);
      }
    });

    after(async () => {
      await store.close();
    });

    test('create, read, replace, list and delete', async () => {
      const created = await request(app).post(PATH).send(VALID).expect(201);
      assert.equal(created.headers.location, `${PATH}/${created.body.id}`);
      assert.deepEqual({ ...created.body, id: '', created_at: '', updated_at: '' }, { ...VALID, id: '', created_at: '', updated_at: '' });

      const one = `${PATH}/${created.body.id}`;
      await request(app).get(one).expect(200, created.body);

      // The clock must move on for updated_at to show it
      await new Promise((resolve) => setTimeout(resolve, 5));
      const replaced = await request(app).put(one).send({ name: 'Second', price: 0 }).expect(200);
      assert.equal(replaced.body.name, 'Second');
      assert.equal(replaced.body.description, null);
      assert.equal(replaced.body.created_at, created.body.created_at);
      assert.ok(replaced.body.updated_at > created.body.updated_at);

      await request(app).get(PATH).expect(200, { items: [replaced.body], limit: 50, offset: 0 });
      await request(app).get(`${PATH}?offset=1`).expect(200, { items: [], limit: 50, offset: 1 });

      await request(app).delete(one).expect(204);
      await request(app).get(one).expect(404);
      await request(app).delete(one).expect(404);
    });

    test('lists are in the order of creation and have pages', async () => {
      const names = ['a', 'b', 'c'];
      for (const name of names) {
        await request(app).post(PATH).send({ name, price: 1 }).expect(201);
      }
      const all = await request(app).get(PATH).expect(200);
      assert.deepEqual(all.body.items.map((item) => item.name), names);
      const page = await request(app).get(`${PATH}?limit=1&offset=1`).expect(200);
      assert.deepEqual(page.body.items.map((item) => item.name), ['b']);
    });

    test('what is not there is not found', async () => {
      for (const id of [UNKNOWN, 'no-id']) {
        const response = await request(app).get(`${PATH}/${id}`).expect(404);
        assert.match(response.headers['content-type'], /^application\/problem\+json/);
        await request(app).put(`${PATH}/${id}`).send(VALID).expect(404);
      }
      await request(app).get('/nothing').expect(404);
    });

    test('a method that a path does not have is refused', async () => {
      for (const path of [PATH, `${PATH}/${UNKNOWN}`, '/health', '/openapi.json']) {
        const response = await request(app).patch(path).expect(405);
        assert.match(response.headers['content-type'], /^application\/problem\+json/);
        assert.match(response.headers.allow, /GET/);
      }
    });
  });
}

describe('bodies and parameters that are not valid', () => {
  const { app } = createTestApp();
  const cases = [
    ['no name', { price: 1 }, 'name'],
    ['an empty name', { name: ' ', price: 1 }, 'name'],
    ['a long name', { name: 'x'.repeat(201), price: 1 }, 'name'],
    ['a NUL character', { name: 'a\0b', price: 1 }, 'name'],
    ['a description that is no text', { name: 'x', description: 1, price: 1 }, 'description'],
    ['no price', { name: 'x' }, 'price'],
    ['a negative price', { name: 'x', price: -0.01 }, 'price'],
    ['a price with three decimals', { name: 'x', price: 0.001 }, 'price'],
    ['a price as text', { name: 'x', price: '1' }, 'price'],
    ['an unknown field', { name: 'x', price: 1, colour: 'red' }, 'colour'],
  ];
  for (const [what, body, field] of cases) {
    test(`${what} is refused`, async () => {
      const response = await request(app).post(PATH).send(body).expect(422);
      assert.match(response.headers['content-type'], /^application\/problem\+json/);
      assert.deepEqual(response.body.errors.map((error) => error.field), [field]);
    });
  }

  test('a body that is no object is refused', async () => {
    await request(app).post(PATH).set('content-type', 'application/json').send('[]').expect(422);
    await request(app).post(PATH).set('content-type', 'text/plain').send('x').expect(422);
  });

  test('a body that is no JSON is refused', async () => {
    await request(app).post(PATH).set('content-type', 'application/json').send('{').expect(400);
  });

  for (const query of ['limit=0', 'limit=101', 'limit=x', 'offset=-1', 'limit=1&limit=2']) {
    test(`${query} is refused`, async () => {
      await request(app).get(`${PATH}?${query}`).expect(422);
    });
  }
});
