"""The line mode: an attempt as plain lines on stdin and stdout.

Rules of attempts, grading and files stand in the parts below; no screen library enters here.
"""
