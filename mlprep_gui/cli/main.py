"""The ``mlprep`` command, from the words typed to the exit status.

Exit status 0 for success, 1 for the world's fault (one clear line on stderr), 2 for wrong usage.
"""

import sys

from mlprep_gui.cli.arguments import build_parser
from mlprep_gui.cli.commands import COMMANDS, Console
from mlprep_gui.cli.outcome import carry_out


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = build_parser().parse_args(arguments)
    console = Console(sys.stdout, sys.stderr)
    return carry_out(lambda: COMMANDS[options.command](options, console))
