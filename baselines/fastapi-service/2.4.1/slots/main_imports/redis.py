from app.core.cache import cache
