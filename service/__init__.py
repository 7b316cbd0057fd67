"""Doors for other programs: HTTP (`serve`) and the Model Context Protocol (`mcp`), over the library.

Nothing is kept between requests: a case is its own session, which the caller holds. Nothing is read from disk but what
belongs to the package. Both doors are extras (`pip install "backupdx[serve]"`, `"backupdx[mcp]"`), imported on use.
"""
