"""The topics of a case: one module each for the machine, its agent, its guest, its storage, and the backup."""
