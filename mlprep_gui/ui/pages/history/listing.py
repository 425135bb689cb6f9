"""Which answers the list holds, and which of its rows are known already. No Qt here."""

from collections.abc import Iterable, Sequence

from mlprep_gui.ui.models.history_lines import HistoryLine

PAGE = 100
"""So many rows are read at once."""

_KEPT = 3000


class Listing:
    """The numbers of all answers in their order, and the lines of those that were looked at.

    A new order keeps the lines, which serve until they are read anew, so that nothing flickers.
    """

    def __init__(self) -> None:
        self.numbers: tuple[int, ...] = ()
        self._lines: dict[int, HistoryLine] = {}
        self._fresh: set[int] = set()

    def __len__(self) -> int:
        return len(self.numbers)

    def take_order(self, numbers: tuple[int, ...], lines: Iterable[HistoryLine]) -> None:
        """Take over a new order and the first lines that were read with it."""
        self.numbers = numbers
        self._fresh.clear()
        self.take_lines(lines)

    def take_lines(self, lines: Iterable[HistoryLine]) -> None:
        """Take over lines that were read; the oldest ones give way."""
        for line in lines:
            self._lines.pop(line.number, None)
            self._lines[line.number] = line
            self._fresh.add(line.number)
        for number in list(self._lines)[: max(len(self._lines) - _KEPT, 0)]:
            del self._lines[number]
            self._fresh.discard(number)

    def line(self, row: int) -> HistoryLine | None:
        """The attempt in a row; None where it was not read yet or there is no such row."""
        return self._lines.get(self.numbers[row]) if 0 <= row < len(self.numbers) else None

    def number_of(self, attempt_id: str) -> int | None:
        """The number of an attempt among those that are known."""
        known = self._lines.values()
        return next((line.number for line in known if line.attempt.id == attempt_id), None)

    def row_of(self, number: int) -> int | None:
        """Where an attempt stands; None where it does not."""
        try:
            return self.numbers.index(number)
        except ValueError:
            return None

    def outdate(self, number: int) -> None:
        """An attempt has changed: its line is to be read again."""
        self._fresh.discard(number)

    def unread(self, first: int, last: int) -> tuple[int, ...]:
        """The numbers in these rows that are to be read, at most a page of them."""
        here = self.numbers[max(first, 0) : last + 1]
        return tuple(number for number in here if number not in self._fresh)[:PAGE]

    def spans_of(self, kept: Sequence[tuple[int, ...]]) -> list[tuple[int, int]]:
        """First and last row of each run in which the answers of older runs stand now.

        A long run that only moved is found at once; one that fell apart is put together anew.
        """
        spans: list[tuple[int, int]] = []
        scattered: list[int] = []
        for run in kept:
            start = self.row_of(run[0]) if run else None
            if start is not None and self.numbers[start : start + len(run)] == run:
                spans.append((start, start + len(run) - 1))
            else:
                scattered += run
        if scattered:
            wanted = set(scattered)
            rows = [row for row, number in enumerate(self.numbers) if number in wanted]
            spans += join_rows(rows)
        return spans


def join_rows(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Rising rows as first and last of each unbroken run."""
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return spans
