"""The causes: one module each, which defines `CAUSE`, with its examples beside it in a YAML file of the same name."""
