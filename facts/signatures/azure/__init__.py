"""Known texts of Azure. Each module here has a tuple `SIGNATURES`, and is found by itself."""
