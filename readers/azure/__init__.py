"""Readers of what Azure's own tools print: the Azure CLI, Az PowerShell, REST answers, portal exports."""
