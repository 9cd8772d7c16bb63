"""Exams: the published outlines and what is known of each exam's rules.

No candidate, no attempt and no screen enters here.
"""
