async def test_not_ready_without_database(client, tmp_path):
    broken = create_async_engine(f"sqlite+aiosqlite:///{tmp_path}/missing/test.db")
    app.dependency_overrides[get_session] = lambda: AsyncSession(broken)
    response = await client.get("/ready")
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"] == "The database does not answer"
    assert (await client.get("/health")).status_code == 200


async def test_not_ready_when_the_database_hangs(client, monkeypatch):
    async def hang(engine):
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                if hung.is_set():
                    raise

    hung = asyncio.Event()
    monkeypatch.setattr(health, "ask", hang)
    monkeypatch.setattr(health, "TIMEOUT", 0.1)
    response = await client.get("/ready")
    assert response.status_code == 503
    hung.set()
    for question in list(health.given_up):
        question.cancel()
        with pytest.raises(asyncio.CancelledError):
            await question


async def test_migrations_make_the_tables_of_the_models(engine):
    def migrate(connection):
        config = Config(str(Path(__file__).parents[2] / "alembic.ini"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        assert "<%= plural_snake %>" in inspect(connection).get_table_names()
        command.check(config)
        command.downgrade(config, "base")
        assert "<%= plural_snake %>" not in inspect(connection).get_table_names()

    async with engine.begin() as connection:
        await connection.run_sync(migrate)
