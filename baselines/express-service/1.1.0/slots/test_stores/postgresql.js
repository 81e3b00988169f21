const { createMemoryStore } = require('../src/stores/memory');

const STORES = [['memory', createMemoryStore]];
// The tests delete what is in this database
const url = process.env.TEST_DATABASE_URL;
if (url) {
  const { createPostgresqlStore } = require('../src/stores/postgresql');
  STORES.push(['PostgreSQL', () => createPostgresqlStore({ url, logger: console })]);
}
