"""Readers: from raw exports to cases. Each reader turns one kind of file into findings, recognised by content."""
