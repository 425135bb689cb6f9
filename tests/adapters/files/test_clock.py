"""The system's clocks."""

from datetime import UTC, datetime, timedelta

from mlprep_gui.adapters.files.clock import SystemClock


def test_the_time_of_day_is_in_utc() -> None:
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=10)


def test_monotonic_seconds_never_go_back() -> None:
    clock = SystemClock()
    readings = [clock.monotonic_s() for _ in range(1000)]
    assert readings == sorted(readings)
