"""Many cases at once: compact records, one a line, and what they say together."""
