"""`examprep completion`: the script that lets a shell complete commands, options and names."""

from __future__ import annotations

import argparse

from examprep.cli.output import say
from examprep.words import tr

# Shell, and where its script belongs.
SHELLS = {
    "bash": tr('put this into ~/.bashrc: eval "$(examprep completion bash)"'),
    "zsh": tr('put this into ~/.zshrc, below compinit: eval "$(examprep completion zsh)"'),
    "fish": "examprep completion fish > ~/.config/fish/completions/examprep.fish",
    "powershell": tr("put this into $PROFILE: examprep completion powershell | Out-String | iex"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the argument."""
    parser.add_argument("shell", choices=SHELLS, help=tr("the shell that you use"))


def run(args: argparse.Namespace) -> int:
    """Print the script, and say where it belongs."""
    from argcomplete.shell_integration import shellcode

    print(shellcode(["examprep"], shell=args.shell))
    say(SHELLS[args.shell])
    return 0
