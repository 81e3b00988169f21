class JsonFormatter(logging.Formatter):
    """
    Formats a record as one line of JSON, for systems that collect logs.
    """

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "timestamp": datetime.fromtimestamp(record.created, timezone.utc).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "service": SERVICE,
            "request_id": request_id.get(),
        }
        for name, value in vars(record).items():
            if name not in STANDARD_FIELDS and name not in entry:
                entry[name] = value
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, default=str)
