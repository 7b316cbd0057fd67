"""Verification of a rule base as data: what is wrong with it that no single case shows (Nguyen et al., CHECK, 1987)."""
