"""The pages around the terminal: the door, and the frame in which the app is shown."""

from __future__ import annotations

import html
from string import Template

COOKIE = "examprep_seat"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "font-src 'self' data:; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # without any, browsers send a form as from nowhere
    "Cache-Control": "no-store",
}
_FRAME = Template("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<link rel="icon" href="data:,">
$head
<link rel="stylesheet" href="/static/page.css">
</head>
<body>
$body
</body>
</html>
""")
_HEAD = """\
<link rel="stylesheet" href="/static/xterm.css">
<script src="/static/page.js"></script>
<script src="/static/textual.js"></script>"""
_APP = Template("""\
<p id="note" role="status">Opening examprep$whose</p>
<div id="closed" hidden>
  <p>The session has ended. Your answers are saved.</p>
  <button type="button" id="again">Open it again</button>
</div>
<div id="terminal" class="textual-terminal" data-font-size="16"
  data-session-websocket-url="ws://$host/ws"></div>
<noscript><p>This page needs JavaScript. Without it, use examprep in a terminal.</p></noscript>
""")
_DOOR = Template("""\
<main>
<h1>examprep</h1>
<p role="alert">$fault</p>
$form
</main>
""")
_FORM = Template("""\
<form method="post" action="/join">
  <label for="name">Your name</label>
  <input id="name" name="name" value="$name" maxlength="80" autocomplete="off" required autofocus>
  <label for="code">The code on your instructor's screen</label>
  <input id="code" name="code" maxlength="40" autocomplete="off" required>
  <button type="submit">Come in</button>
</form>
<p class="quiet">Your answers are kept under this name on your instructor's machine. Use the same
name each time.</p>
""")


def app_page(name: str, host: str) -> str:
    """Give the page with the terminal in it; `host` is the name that the browser used for us."""
    head = _HEAD
    whose = f" for {html.escape(name)}" if name else ""
    body = _APP.substitute(whose=whose, host=html.escape(host, quote=True))
    return _FRAME.substitute(title=f"examprep{whose}", head=head, body=body)


def join_page(fault: str = "", name: str = "", *, asks: bool = True) -> str:
    """Give the door: a form for name and code, and why somebody was not let in."""
    form = _FORM.substitute(name=html.escape(name, quote=True)) if asks else ""
    body = _DOOR.substitute(fault=html.escape(fault), form=form)
    return _FRAME.substitute(title="examprep", head="", body=body)
