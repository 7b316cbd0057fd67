"""Causes around keys and key vaults."""
