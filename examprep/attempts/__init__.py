"""Attempts: one sitting as a pure state machine - events in, new state out.

No file, clock, randomness or screen enters here: times and seeds come in as arguments.
"""
