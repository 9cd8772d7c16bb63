"""The pages around the terminal: the door, and the frame in which the app is shown."""

from __future__ import annotations

import html
from string import Template

from examprep.words import language, tr

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
<html lang="$language">
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
<p id="note" role="status">$opening</p>
<div id="closed" hidden>
  <p>$ended</p>
  <button type="button" id="again">$again</button>
</div>
<div id="terminal" class="textual-terminal" data-font-size="16"
  data-session-websocket-url="ws://$host/ws"></div>
<noscript><p>$needs</p></noscript>
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
  <label for="name">$whose</label>
  <input id="name" name="name" value="$name" maxlength="80" autocomplete="off" required autofocus>
  <label for="code">$which</label>
  <input id="code" name="code" maxlength="40" autocomplete="off" required>
  <button type="submit">$enter</button>
</form>
<p class="quiet">$kept</p>
""")


def app_page(name: str, host: str) -> str:
    """Give the page with the terminal in it; `host` is the name that the browser used for us."""
    title = tr("examprep for {name}", name=name) if name else "examprep"
    opening = tr("Opening examprep for {name}", name=name) if name else tr("Opening examprep")
    body = _APP.substitute(
        opening=_safe(opening),
        ended=_safe(tr("The session has ended. Your answers are saved.")),
        again=_safe(tr("Open it again")),
        needs=_safe(tr("This page needs JavaScript. Without it, use examprep in a terminal.")),
        host=html.escape(host, quote=True),
    )
    return _framed(_safe(title), _HEAD, body)


def join_page(fault: str = "", name: str = "", *, asks: bool = True) -> str:
    """Give the door: a form for name and code, and why somebody was not let in."""
    body = _DOOR.substitute(fault=html.escape(fault), form=_form(name) if asks else "")
    return _framed("examprep", "", body)


def _form(name: str) -> str:
    return _FORM.substitute(
        name=html.escape(name, quote=True),
        whose=_safe(tr("Your name")),
        which=_safe(tr("The code on your instructor's screen")),
        enter=_safe(tr("Come in")),
        kept=_safe(
            tr(
                "Your answers are kept under this name on your instructor's machine. Use the same\n"
                "name each time."
            )
        ),
    )


def _framed(title: str, head: str, body: str) -> str:
    spoken = html.escape(language(), quote=True)
    return _FRAME.substitute(language=spoken, title=title, head=head, body=body)


def _safe(text: str) -> str:
    """Write a text of ours between tags, where quotation marks may stay."""
    return html.escape(text, quote=False)
