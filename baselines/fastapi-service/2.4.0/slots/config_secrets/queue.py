        secrets["AMQP_URL"] = self.amqp_url
