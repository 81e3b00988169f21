from src.core.events import publisher
