"""Banks: what an item is; reading, checking, indexing and finding items.

No attempt, no candidate and no screen enters here.
"""
