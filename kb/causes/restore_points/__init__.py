"""Causes around restore points: their number, locks, policies, the collection."""
