"""Cohorts: many candidates at once. Which topics are weak, who is at risk, which items are bad.

Nothing here knows a screen, and nothing changes a candidate's file.
"""
