@pytest.fixture(name="engine")
async def engine_fixture():
    """
    Engine of the test database; SQLite in memory lives as long as its one connection.
    """
    options = {"poolclass": StaticPool} if TEST_DATABASE_URL == "sqlite://" else {<%= '"pool_pre_ping": True' if database == 'mysql' else '' %>}
    engine = create_async_engine(settings.async_database_url, **options)
    yield engine
    await engine.dispose()


@pytest.fixture(name="session")
async def session_fixture(engine):
    """
    Session on empty tables, dropped after the test.
    """
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with AsyncSession(engine, expire_on_commit=False) as session:
        yield session
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
