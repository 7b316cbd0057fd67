"""Readers of what a Linux guest tells: configuration, logs, and the output of commands."""
