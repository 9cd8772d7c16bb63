"""Other people's formats, in and out.

Owns how a question is written in GIFT, Moodle XML, QTI, Anki and the like. What goes through it
is always a bank's own `[[item]]` table (`question.py`), so that nothing here knows of attempts,
progress or screens. One module of `formats/` per format, behind the protocol of `format.py`;
third parties add theirs by the entry point `examprep.formats`.
"""
