# Tests never touch the database of the environment or of .env: they drop their tables.
# TEST_DATABASE_URL runs them against a real server; the default is SQLite in memory.
TEST_DATABASE_URL = os.getenv("TEST_DATABASE_URL", "sqlite://")
os.environ["DATABASE_URL"] = TEST_DATABASE_URL
