"""The desk: what both front ends work with - banks, candidate, settings, new quizzes, overviews.

Everything here may block; the app calls it from a worker. No screen enters here.
"""
