"""Progress: a candidate's one TOML file - append, load, repair, merge - and what it adds up to.

No bank is read here and nothing is drawn.
"""
