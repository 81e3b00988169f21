    amqp_url: str = Field("", validation_alias="AMQP_URL", repr=False)
