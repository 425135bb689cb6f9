"""Whether a window can be shown at all here, found out before Qt tries and ends the process."""

import ctypes
import importlib
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

_ANSWER_WITHIN_S = 2.0


def find_obstacle(environment: Mapping[str, str]) -> str:
    """Why no window can be shown, as the end of a sentence; "" where one can."""
    try:
        widgets = importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        return f"Qt cannot be loaded ({error})"
    if sys.platform != "linux" or environment.get("QT_QPA_PLATFORM", "").split(":")[0] not in {
        "",
        "xcb",
        "wayland",
    }:
        return ""
    wayland, display = environment.get("WAYLAND_DISPLAY"), environment.get("DISPLAY")
    if wayland and _answers(_wayland_socket(environment, wayland)):
        return ""
    if not display:
        return "no display is set" if not wayland else f"the display {wayland} does not answer"
    if not _x_answers(display):
        return f"the display {display} does not answer"
    return _missing_library(Path(str(widgets.__file__)).parent)


def _wayland_socket(environment: Mapping[str, str], name: str) -> str:
    return str(Path(environment.get("XDG_RUNTIME_DIR", "/")) / name)


def _x_answers(display: str) -> bool:
    host, _, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdigit():
        return False
    if host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108  where X servers listen
        return _answers(path) or _answers(f"\0{path}")
    try:
        with socket.create_connection((host, 6000 + int(number)), _ANSWER_WITHIN_S):
            return True
    except OSError:
        return False


def _answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(_ANSWER_WITHIN_S)
        try:
            client.connect(path)
        except OSError:
            return False
        return True


def _missing_library(package: Path) -> str:
    """Which of the system's libraries Qt's way to X lacks: Qt itself would abort over it."""
    plugin = package / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if plugin.exists():
        try:
            ctypes.CDLL(str(plugin))
        except OSError as error:
            return f"Qt lacks a library ({error})"
    return ""
