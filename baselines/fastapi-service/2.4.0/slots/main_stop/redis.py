    await cache.close()
