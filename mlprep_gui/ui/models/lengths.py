"""How a length of time reads. No Qt here."""


def write_clock(seconds: float) -> str:
    """Minutes and seconds, as in "1:07"."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"
