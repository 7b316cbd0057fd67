"""Readers of what a Windows guest tells: logs, and the output of commands."""
