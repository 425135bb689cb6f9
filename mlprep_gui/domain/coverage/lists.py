"""Where a text only lists terms: sentences that begin with many short items and no grammar."""

from collections.abc import Iterator, Sequence

from mlprep_gui.domain.coverage.spelling import words_in

_LEAST_ITEMS = 6
_MOST_WORDS = 4
_SENTENCE_ENDS = frozenset(".!?;\n")
_ITEM_ENDS = _SENTENCE_ENDS | frozenset(",")

# An item with one of these says something about something.
_BINDING = words_in(
    "i you we it they he she them us this that these those there is are was were be been am do "
    "does did have has had can could will would should may might must the a an my your our their "
    "its because so when if which who what where while than not no never of to in on at by for "
    "from with as into"
)


def find_lists(words: Sequence[str], gaps: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The stretches of words, first and one past last, that are such lists.

    A list that a sentence leads up to ("we flip, crop, rotate ...", "these: ...") is none.

    Args:
        words: all words of a text, in lower case.
        gaps: for each word, the characters between the word before and it.
    """
    begin, items, at = 0, 0, 0
    is_open = True  # whether the sentence has been nothing but items so far
    for end in _item_ends(words, gaps):
        if at and _SENTENCE_ENDS & set(gaps[at]):
            if items >= _LEAST_ITEMS:
                yield begin, at
            begin, items, is_open = at, 0, True
        is_led_up_to = any(":" in gap for gap in gaps[at + 1 : end])
        is_short = end - at <= _MOST_WORDS and not _BINDING.intersection(words[at:end])
        if is_open and is_short and not is_led_up_to:
            items += 1
        elif is_open:
            if items >= _LEAST_ITEMS:
                yield begin, at
            items, is_open = 0, False
        at = end
    if items >= _LEAST_ITEMS:
        yield begin, at


def _item_ends(words: Sequence[str], gaps: Sequence[str]) -> Iterator[int]:
    """One past the last word of each item."""
    for nth in range(1, len(words)):
        if _ITEM_ENDS & set(gaps[nth]):
            yield nth
    if words:
        yield len(words)
