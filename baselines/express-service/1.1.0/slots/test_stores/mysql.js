const { createMemoryStore } = require('../src/stores/memory');

const STORES = [['memory', createMemoryStore]];
// The tests delete what is in this database
const url = process.env.TEST_DATABASE_URL;
if (url) {
  const { createMysqlStore } = require('../src/stores/mysql');
  STORES.push(['MySQL', () => createMysqlStore({ url })]);
}
