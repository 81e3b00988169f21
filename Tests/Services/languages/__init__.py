"""What checks services in other languages than Python: Node.js, Go and Java, and databases for them."""
