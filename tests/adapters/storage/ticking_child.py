"""A process that ticks one item after the other and says each one's id once it is ticked."""

import itertools
import sys
from pathlib import Path

from mlprep_gui.domain.interviews.list_editing import OwnItem
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from tests.interview_house import open_house


def main(path: Path) -> None:
    """Add and tick without end."""
    with open_house(path) as house:
        lists = house.services.lists
        for number in itertools.count():
            view = lists.add_item(NO_INTERVIEW, OwnItem("", "dress", "", f"Thing {number}"))
            item = view.get("dress").sections[-1].items[-1]
            lists.tick(NO_INTERVIEW, ("dress", item.id), ticked=True)
            print(item.id, flush=True)  # noqa: T201  the parent reads it


if __name__ == "__main__":
    main(Path(sys.argv[1]))
