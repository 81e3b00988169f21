    redis_url: str = Field("", validation_alias="REDIS_URL", repr=False)
