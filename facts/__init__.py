"""What can be observed: the typed model of a case, its vocabulary, and the readers of raw exports."""
