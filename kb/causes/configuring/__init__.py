"""Causes that keep backup from being configured: enabling, policies, stopping, rights, security features."""
