from app.core.events import publisher
