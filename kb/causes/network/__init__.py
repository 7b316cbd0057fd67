"""Causes in the guest's network: addresses, ways to the platform and to storage."""
