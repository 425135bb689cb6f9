"""On a real X server, and where there is none."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.ui.display import find_obstacle

PROGRAM = [sys.executable, "-m", "mlprep_gui"]
PATIENCE_S = 60


@contextmanager
def x_server() -> Iterator[str]:
    """An X server of our own on a free display; it is ended by its process."""
    reading, writing = os.pipe()
    try:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        pytest.skip("Xvfb is not installed")
    finally:
        os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait(PATIENCE_S)


def on_display(display: str, home: Path) -> dict[str, str]:
    environment = {k: v for k, v in os.environ.items() if k != "WAYLAND_DISPLAY"}
    return environment | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "MLPREP_HOME": str(home),
    }


def xdotool(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        ["xdotool", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,  # a window that has just gone is no failure
        timeout=PATIENCE_S,
    )
    return done.stdout.strip()


@pytest.fixture
def display() -> Iterator[str]:
    with x_server() as name:
        yield name


def test_the_window_on_a_real_screen(display: str, home: Path, short_answer: Path) -> None:
    """It is seen, obeys the keyboard, and ends with exit status 0."""
    environment = on_display(display, home)
    home.mkdir()
    SettingsFile(home / "settings.toml").save(Preferences(engine=EngineChoice.SPHINX))
    program = subprocess.Popen([*PROGRAM, "--microphone-file", str(short_answer)], env=environment)
    try:
        window = xdotool(environment, "search", "--sync", "--onlyvisible", "--name", "^MLPrep$")
        xdotool(environment, "windowfocus", "--sync", window.splitlines()[0])
        picture = home / "screen.png"
        while not is_drawn(environment, picture):
            assert program.poll() is None
        while program.poll() is None:
            # No key is heard before the menus are there.
            xdotool(environment, "key", "ctrl+q")
        assert program.returncode == 0
    finally:
        program.kill()
        program.wait(PATIENCE_S)


def is_drawn(environment: dict[str, str], picture: Path) -> bool:
    """Whether the screen shows the window's page: hundreds of colours, not one or two."""
    subprocess.run(
        ["import", "-window", "root", str(picture)], env=environment, check=True, timeout=PATIENCE_S
    )
    colours = subprocess.run(
        ["identify", "-format", "%k", str(picture)],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_S,
    )
    return int(colours.stdout) > 100


def test_a_display_that_answers_is_no_obstacle(display: str) -> None:
    assert find_obstacle({"DISPLAY": display}) == ""


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({}, "no display is set"),
        ({"DISPLAY": ":9876"}, "the display :9876 does not answer"),
        ({"DISPLAY": "nonsense"}, "the display nonsense does not answer"),
        ({"WAYLAND_DISPLAY": "wayland-9876"}, "the display wayland-9876 does not answer"),
        ({"QT_QPA_PLATFORM": "offscreen"}, ""),
    ],
)
def test_obstacles_are_named(environment: dict[str, str], reason: str) -> None:
    assert find_obstacle(environment) == reason


def test_without_a_display_the_main_job_is_done_in_the_terminal(home: Path) -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {k: v for k, v in os.environ.items() if k not in hidden}
    done = subprocess.run(
        PROGRAM,
        env=environment | {"MLPREP_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert "There is no window because no display is set" in done.stderr
    assert "regularization" in done.stdout.lower()
