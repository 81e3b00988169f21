"""What can be said about a rendered service without running it: each check is a function from a service to problems."""
