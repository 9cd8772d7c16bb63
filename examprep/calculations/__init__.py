"""Calculations: exact arithmetic and typed amounts.

No file, no clock and no randomness enters here; nothing from a bank is ever executed.
"""
