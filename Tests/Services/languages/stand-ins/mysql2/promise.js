'use strict';

// The part of mysql2/promise that services use, made of the older package `mysql`: Debian has no mysql2.
const mysql = require('mysql');

function settings({ uri, ...others }) {
  const url = new URL(uri);
  return {
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    ...others,
  };
}

function promising(inner) {
  const call = (method, ...values) =>
    new Promise((resolve, reject) => {
      inner[method](...values, (error, ...results) => (error ? reject(error) : resolve(results)));
    });
  return {
    query: (sql, values = []) => call('query', sql, values),
    end: () => call('end'),
  };
}

module.exports = {
  createPool: (options) => promising(mysql.createPool(settings(options))),
  createConnection: async (options) => promising(mysql.createConnection(settings(options))),
};
