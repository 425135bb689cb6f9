"""Qt item models over rows of plain values."""
