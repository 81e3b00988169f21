"""Takes events from a broker as another service would; run with the service's Python, which has a client for it.

    consumer.py URL NAMES ID

Binds a queue to the events with such names, says `bound`, and prints the first event whose correlation id is ID.
"""

import asyncio
import json
import sys

import aio_pika

PATIENCE = 60


async def take(url: str, names: str, wanted: str) -> None:
    connection = await aio_pika.connect(url)
    async with connection:
        channel = await connection.channel()
        exchange = await channel.declare_exchange("events", aio_pika.ExchangeType.TOPIC, durable=True)
        queue = await channel.declare_queue(exclusive=True)
        await queue.bind(exchange, names)
        print("bound", flush=True)
        async with queue.iterator(timeout=PATIENCE) as messages:
            async for message in messages:
                async with message.process():
                    if message.correlation_id == wanted:
                        event = {"name": message.routing_key, "from": message.app_id, "body": json.loads(message.body)}
                        print(json.dumps(event), flush=True)
                        return


asyncio.run(take(*sys.argv[1:]))
