"""What holds for every test: windows are unseen, garbage is collected here, a warning fails."""

import gc
import logging
import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def collect_on_this_thread_only() -> Iterator[None]:
    """As in the program: a worker that happens to allocate must destroy nothing of Qt's."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="module", autouse=True)
def collect_old_garbage() -> Iterator[None]:
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def collect_young_garbage() -> Iterator[None]:
    yield
    gc.collect(1)


@pytest.fixture(autouse=True)
def fail_on_logged_warnings(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A test that expects a warning is marked ``expects_log_warnings``."""
    yield
    if request.node.get_closest_marker("expects_log_warnings"):
        return
    records = [r for phase in ("setup", "call") for r in caplog.get_records(phase)]
    bad = [r for r in records if r.levelno >= logging.WARNING]
    if bad:
        pytest.fail("unexpected in the log: " + "; ".join(r.getMessage() for r in bad))
