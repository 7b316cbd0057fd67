"""Causes in the VM's disks."""
