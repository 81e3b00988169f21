@pytest.fixture(name="database")
async def database_fixture():
    """
    Empty database, deleted after the test.
    """
    if not TEST_DATABASE_URL:
        yield FakeDatabase()
        return
    client = connect(TEST_DATABASE_URL)
    database = client.get_default_database("test")
    await client.drop_database(database.name)
    yield database
    await client.drop_database(database.name)
    await client.close()
