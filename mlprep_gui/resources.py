"""The only module that knows where ``resources/`` lies: checkout, wheel or frozen bundle."""

import sys
from pathlib import Path


def resource_folder() -> Path:
    """The folder with questions, checklists, icons, style, samples and speech data."""
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"
