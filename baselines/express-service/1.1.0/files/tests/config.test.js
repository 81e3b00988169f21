'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { ConfigError, loadConfig } = require('../src/config');

test('without settings the environment is production', () => {
<% if database == 'none' %>
  const config = loadConfig({});
<% elif database == 'mongodb' %>
  const config = loadConfig({ DATABASE_URL: 'mongodb://user:secret@db:27017/<%= service_snake %>' });
<% elif database == 'mysql' %>
  const config = loadConfig({ DATABASE_URL: 'mysql://user:secret@db:3306/<%= service_snake %>' });
<% else %>
  const config = loadConfig({ DATABASE_URL: 'postgresql://user:secret@db:5432/<%= service_snake %>' });
<% endif %>
  assert.equal(config.environment, 'production');
  assert.equal(config.port, <%= port %>);
  assert.equal(config.logLevel, 'info');
});

test('every wrong setting is named', () => {
  assert.throws(
    () => loadConfig({ APP_ENV: 'staging', LOG_LEVEL: 'loud', PORT: '70000' }),
    (error) => error instanceof ConfigError && /APP_ENV.*LOG_LEVEL.*PORT/.test(error.message),
  );
});
<%= slot("test_config") %>
