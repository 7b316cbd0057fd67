"""Known lines of Windows guests. Each module here has a tuple `SIGNATURES`, and is found by itself."""
