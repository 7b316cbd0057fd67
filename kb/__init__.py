"""What is known: error codes, families, causes with rules and remedies, limits, sources."""
