"""The whole app in plain lines: pages of numbered words, one idea a line, nothing drawn over.

Each page of the app has its page here, and each command its word. What a page shows and does is
decided in `desk`; here it is only said and asked for. No screen library enters here.
"""
