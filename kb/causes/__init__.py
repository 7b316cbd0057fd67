"""The causes, by area: one module each, which defines `CAUSE`, and its examples beside it in a YAML file."""
