"""Readers: each turns one kind of file into findings, recognised by its content, never by its name."""
