# app/core/telemetry.py
import os

from fastapi import FastAPI
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from app.core.logging import SERVICE


def configure_telemetry(app: FastAPI) -> TracerProvider:
    """
    Traces requests. The traces go to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names, or nowhere.
    """
    provider = TracerProvider(resource=Resource.create({"service.name": SERVICE}))
    if os.getenv("OTEL_EXPORTER_OTLP_ENDPOINT", ""):
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    FastAPIInstrumentor.instrument_app(app, tracer_provider=provider, excluded_urls="health,ready")
    return provider
