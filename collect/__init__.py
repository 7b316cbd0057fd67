"""Collecting facts: read-only scripts for Azure and for guests, and running the part for the Azure CLI.

What can be collected is declared in kb/collection. Here are the choice of it for a case, the scripts, and the run.
"""
