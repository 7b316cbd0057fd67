"""Causes in the guest agent itself: missing, stopped, old, set up wrongly, kept from working."""
