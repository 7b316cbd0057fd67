"""Causes in what takes a consistent snapshot on Windows: VSS, COM+, MSDTC, drives."""
