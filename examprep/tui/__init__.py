"""The terminal app. The only part that knows Textual; it translates keys to domain calls.

No rule about marks, time or files is decided here.
"""
