# tests/unit/test_telemetry.py
import pytest
from httpx import ASGITransport, AsyncClient
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from app.main import app, tracer_provider


@pytest.mark.anyio
async def test_requests_are_traced_and_probes_are_not():
    exporter = InMemorySpanExporter()
    tracer_provider.add_span_processor(SimpleSpanProcessor(exporter))
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://service") as client:
        await client.get("/health")
        await client.get("/nothing-here")
    spans = [span for span in exporter.get_finished_spans() if span.parent is None]
    assert len(spans) == 1
    assert spans[0].resource.attributes["service.name"] == "<%= service_kebab %>"
