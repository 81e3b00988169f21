
test('production needs a database', () => {
  assert.throws(() => loadConfig({ APP_ENV: 'production' }), /DATABASE_URL is missing/);
});

test('development does without one', () => {
  assert.equal(loadConfig({ APP_ENV: 'development' }).databaseUrl, '');
});

test('placeholder secrets are refused in production only', () => {
  const url = '<%= compose_url %>';
  assert.throws(() => loadConfig({ APP_ENV: 'production', DATABASE_URL: url }), /placeholder/);
  assert.equal(loadConfig({ APP_ENV: 'development', DATABASE_URL: url }).databaseUrl, url);
});

test('an address of another kind of database is refused', () => {
  assert.throws(() => loadConfig({ APP_ENV: 'test', DATABASE_URL: 'ftp://db/x' }), /must start with/);
});
