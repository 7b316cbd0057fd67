"""Causes in the extensions: the backup extension, and others whose state stands in its way."""
