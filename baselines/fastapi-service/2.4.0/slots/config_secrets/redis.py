        secrets["REDIS_URL"] = self.redis_url
