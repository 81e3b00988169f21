# tests/unit/test_events.py
import json

import aio_pika
import pytest
from pydantic import BaseModel

from app.core.events import EXCHANGE, Publisher, publisher

pytestmark = pytest.mark.anyio


class Thing(BaseModel):
    """
    What an event is about.
    """

    id: int


class FakeBroker:
    """
    Stands in for the connection, its channel and the exchange.
    """

    def __init__(self):
        self.published = []
        self.closed = False

    async def channel(self):
        return self

    async def declare_exchange(self, name, kind, durable):
        assert (name, kind, durable) == (EXCHANGE, aio_pika.ExchangeType.TOPIC, True)
        return self

    async def publish(self, message, routing_key):
        self.published.append((routing_key, message))

    async def close(self):
        self.closed = True


@pytest.fixture(name="broker")
def broker_fixture(monkeypatch):
    """
    Broker in place of a real one.
    """
    broker = FakeBroker()

    async def connect(url, timeout):
        return broker

    monkeypatch.setattr(aio_pika, "connect_robust", connect)
    return broker


async def test_an_event_says_what_happened_to_what(broker):
    events = Publisher("amqp://broker/")
    await events.publish("thing.created", Thing(id=1))
    await events.publish("thing.deleted", Thing(id=1))
    await events.close()
    assert [name for name, _ in broker.published] == ["thing.created", "thing.deleted"]
    message = broker.published[0][1]
    assert (json.loads(message.body), message.type, message.app_id) == ({"id": 1}, "thing.created", "<%= service_kebab %>")
    assert message.delivery_mode == aio_pika.DeliveryMode.PERSISTENT
    assert broker.closed


async def test_what_is_created_is_announced(client, broker, monkeypatch):
    monkeypatch.setattr(publisher, "url", "amqp://broker/")
    monkeypatch.setattr(publisher, "exchange", broker)
    created = (await client.post("/api/v1/<%= plural_kebab %>", json={"name": "First", "price": 1})).json()
    assert [(name, json.loads(message.body)) for name, message in broker.published] == [("<%= entity_snake %>.created", created)]


async def test_without_a_url_nothing_is_published(broker):
    events = Publisher("")
    await events.publish("thing.created", Thing(id=1))
    await events.close()
    assert (broker.published, broker.closed) == ([], False)


async def test_a_broker_that_is_not_there_fails_no_request(caplog):
    await Publisher("amqp://127.0.0.1:9/").publish("thing.created", Thing(id=1))
    assert "The event thing.created is lost" in caplog.text
