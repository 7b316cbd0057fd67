"""What can be observed: the typed model of a case, its vocabulary, and known log lines."""
