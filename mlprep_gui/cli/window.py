"""The way into the window, or into the main job in the terminal where no window can be opened."""

import argparse
import os
import sys
from pathlib import Path

from mlprep_gui import __version__
from mlprep_gui.ui.display import find_obstacle


def open_window(arguments: list[str] | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit status."""
    parser = argparse.ArgumentParser(prog="mlprep-gui", description="MLPrep with its window")
    parser.add_argument("--version", action="version", version=f"MLPrep {__version__}")
    parser.add_argument(
        "--microphone-file",
        type=Path,
        metavar="FILE",
        help="use the sound of FILE in place of a microphone",
    )
    options, for_qt = parser.parse_known_args(arguments)
    obstacle = find_obstacle(os.environ)
    if obstacle:
        sys.stderr.write(
            f"There is no window because {obstacle}; here is MLPrep in the terminal.\n"
        )
        return _demonstrate()
    from mlprep_gui import app  # noqa: PLC0415  needs Qt, which may be missing

    return app.run(app.Options(microphone_file=options.microphone_file, qt=tuple(for_qt)))


def _demonstrate() -> int:
    # Only here, because the window must not wait for what it does not need.
    from mlprep_gui.cli.demonstration import demonstrate  # noqa: PLC0415
    from mlprep_gui.cli.outcome import carry_out  # noqa: PLC0415

    return carry_out(demonstrate)
