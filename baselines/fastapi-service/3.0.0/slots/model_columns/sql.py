    name: Mapped[str] = mapped_column(index=True)  # Index for faster lookups by name
    description: Mapped[Optional[str]]
    price: Mapped[float]  # The schemas see to it that it is not below 0

    # Timestamps for creation and last update
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=utc_now)
