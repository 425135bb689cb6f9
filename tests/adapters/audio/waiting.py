"""How a test waits: for a condition, until a deadline."""

import threading
import time
from collections.abc import Callable

import pytest

_LOOK_EVERY_S = 0.01


def wait_until(condition: Callable[[], bool], deadline_s: float = 10.0) -> None:
    """Look until the condition holds; fails the test at the deadline."""
    until_s = time.monotonic() + deadline_s
    pause = threading.Event()
    while not condition():
        if time.monotonic() > until_s:
            pytest.fail(f"did not happen within {deadline_s} s")
        pause.wait(_LOOK_EVERY_S)
