"""Causes in the VM as a whole: its state, its system, its size."""
