"""What holds for every test: windows are unseen, garbage is collected here, a warning fails."""

import gc
import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HERE = Path(__file__).parent
# Real sound, real windows and real children keep no time where the computer is busy. Such a test is
# tried once more, and the summary counts it; everything else has to pass at once.
KEEPS_NO_TIME = ("adapters/audio/", "adapters/speech/", "contracts/", "end_to_end/", "ui/")


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    for item in items:
        if item.path.relative_to(HERE).as_posix().startswith(KEEPS_NO_TIME):
            item.add_marker(pytest.mark.flaky(reruns=1))


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
