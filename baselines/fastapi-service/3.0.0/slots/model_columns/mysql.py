    name: Mapped[str] = mapped_column(String(255), index=True)  # Index for faster lookups by name
    description: Mapped[Optional[str]] = mapped_column(String(2000))
    price: Mapped[float] = mapped_column(Double)  # The schemas see to it that it is not below 0

    # Timestamps for creation and last update: MySQL keeps whole seconds, unless told otherwise
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True).with_variant(DATETIME(fsp=6), "mysql"), default=utc_now
    )
    updated_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True).with_variant(DATETIME(fsp=6), "mysql"), default=utc_now
    )
