"""Knows how constraints.txt is made: of the newest packages that fit pyproject.toml."""

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from set_up import ROOT, run_pip

HEADING = (
    "# The exact versions that `make` installs. Written by `make constraints` on Linux;"
    " pyproject.toml says why each is there.\n"
)
NOT_PINNED = ("mlprep", "pip", "setuptools")


def newest_versions(folder: Path) -> list[str]:
    """Install the project for development into a new venv; return sorted lines `name==version`."""
    venv.EnvBuilder(symlinks=True, with_pip=True).create(folder)
    run_pip(folder, ["install", ".[dev]"], root=ROOT)
    listed = subprocess.run(
        [folder / "bin" / "python", "-m", "pip", "list", "--format=json"],
        check=True,
        capture_output=True,
        text=True,
    )
    pins = {entry["name"]: entry["version"] for entry in json.loads(listed.stdout)}
    return [
        f"{name}=={pins[name]}" for name in sorted(pins, key=str.casefold) if name not in NOT_PINNED
    ]


def main() -> int:
    """Write constraints.txt anew."""
    with tempfile.TemporaryDirectory() as folder:
        lines = newest_versions(Path(folder) / "venv")
    (ROOT / "constraints.txt").write_text(HEADING + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
