from src.core.cache import cache
