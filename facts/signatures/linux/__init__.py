"""Known lines of Linux guests. Each module here has a tuple `SIGNATURES`, and is found by itself."""
