async def test_not_ready_without_database(client):
    nobody = connect("mongodb://127.0.0.1:9/test", timeout=0.1)
    app.dependency_overrides[get_database] = lambda: nobody.get_default_database()
    response = await client.get("/ready")
    await nobody.close()
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


async def test_indexes_can_be_made_again(database):
    for _ in range(2):
        await make_indexes(database)


async def test_what_was_deleted_meanwhile_is_not_replaced(database):
    gone = <%= entity_class %>(id=4711, name="First", price=1)
    with pytest.raises(NotFoundError):
        await crud.update_<%= entity_snake %>(database, gone, <%= entity_class %>Update(name="Second", price=2))
    assert await database[COLLECTION].find_one({"_id": 4711}) is None
