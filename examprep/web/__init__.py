"""The app in a browser: a small server that opens one app for each person who comes.

Owns who may come in (`seats.py`), the pages around the terminal, and the processes behind them.
What the app shows is the app's own; nothing here knows of questions.
"""
