"""The commands of the command line, apart from `diagnose` and `ask`. Thin: they wire other modules together."""
