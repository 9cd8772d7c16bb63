"""Learning: what to study next and which topics are weak, from a candidate's history.

No file, clock, randomness or screen enters here.
"""
