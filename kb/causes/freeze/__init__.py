"""Causes in what takes a consistent snapshot on Linux: mounts and their freezing."""
