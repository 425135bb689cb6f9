"""``python -m mlprep_gui``: the window."""

import sys

from mlprep_gui.cli.window import open_window

if __name__ == "__main__":
    sys.exit(open_window())
