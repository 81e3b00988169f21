# app/core/events.py
import asyncio
import logging
import uuid
from datetime import datetime, timezone
from typing import Optional

import aio_pika
from aio_pika.abc import AbstractExchange, AbstractRobustConnection
from aio_pika.exceptions import AMQPError, ChannelInvalidStateError
from pydantic import BaseModel

from app.core.config import settings
from app.core.logging import SERVICE, request_id

logger = logging.getLogger(__name__)

TIMEOUT = 2  # seconds that the broker has to take an event
EXCHANGE = "events"  # of the type topic: consumers bind their queues to the names they want


class Publisher:
    """
    Tells other services what happened, at most once: an event that the broker does not take is logged and lost.
    It connects with the first event, and again when the connection was lost. Without a URL it does nothing.
    """

    def __init__(self, url: str):
        self.url = url
        self.lock = asyncio.Lock()
        self.connection: Optional[AbstractRobustConnection] = None
        self.exchange: Optional[AbstractExchange] = None

    async def connected(self) -> AbstractExchange:
        """
        Returns the exchange; the first event makes it.
        """
        async with self.lock:
            if self.exchange is None:
                if self.connection is None:
                    self.connection = await aio_pika.connect_robust(self.url, timeout=TIMEOUT)
                channel = await self.connection.channel()
                self.exchange = await channel.declare_exchange(EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True)
            return self.exchange

    async def send(self, name: str, message: aio_pika.Message) -> None:
        """
        Hands a message to the broker, and waits until it has it.
        """
        exchange = await self.connected()
        await exchange.publish(message, routing_key=name)

    async def publish(self, name: str, subject: BaseModel) -> None:
        """
        Publishes an event, for example <%= entity_snake %>.created, with what it is about.
        """
        if not self.url:
            return
        message = aio_pika.Message(
            subject.model_dump_json().encode(),
            app_id=SERVICE,
            content_type="application/json",
            correlation_id=request_id.get(),
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
            message_id=uuid.uuid4().hex,
            timestamp=datetime.now(timezone.utc),
            type=name,
        )
        try:
            await asyncio.wait_for(self.send(name, message), TIMEOUT)
        except (AMQPError, ChannelInvalidStateError, OSError, asyncio.TimeoutError) as error:
            logger.error("The event %s is lost: %r", name, error)

    async def close(self) -> None:
        """
        Closes the connection.
        """
        if self.connection is not None:
            await self.connection.close()


publisher = Publisher(settings.amqp_url)
