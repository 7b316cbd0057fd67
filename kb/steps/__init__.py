"""What two or more causes share: conditions, commands, whole steps, and words about rights and cautions.

A cause never imports another cause, so that adding or removing one touches its own module and examples only.
"""
