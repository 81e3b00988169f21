class TextFormatter(logging.Formatter):
    """
    Formats a record as text for people. Nothing in a message can pretend to be another record.
    """

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
        more = [f"{name}={value}" for name, value in vars(record).items() if name not in STANDARD_FIELDS]
        parts = [moment, record.levelname, f"[{request_id.get() or '-'}]", f"{record.name}:", record.getMessage(), *more]
        line = " ".join(parts).replace("\r", "\\r").replace("\n", "\\n")
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line
