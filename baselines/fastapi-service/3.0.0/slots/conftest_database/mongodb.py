# Tests never touch the database of the environment or of .env: they empty theirs.
# TEST_DATABASE_URL runs them against a real server; the default is a fake in memory.
TEST_DATABASE_URL = os.getenv("TEST_DATABASE_URL", "")
os.environ["DATABASE_URL"] = TEST_DATABASE_URL or "mongodb://localhost/test"
