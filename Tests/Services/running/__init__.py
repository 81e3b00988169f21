"""Servers for tests, started services, and checks of what a started service does."""
