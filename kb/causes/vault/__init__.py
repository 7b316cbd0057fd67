"""Causes around the vault: jobs, schedules, the protected item."""
