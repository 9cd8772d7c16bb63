"""The budget table of the project: every row a ratio measured in one run.

Run it with `python -m tests.benchmarks` (add `--quick` for a short look). Each figure stands
beside a bare counterpart measured alternately in the same run, so that a busy machine slows
both. Nothing here is a test: a timed assertion would fail on somebody's tired laptop.
"""
