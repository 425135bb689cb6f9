"""What the user taught the judge: a port."""

from typing import Protocol

from mlprep_gui.domain.coverage.aliases import Alias


class AliasStore(Protocol):
    """The user's own file of aliases. Called from one thread; each call is durable."""

    def load(self) -> tuple[Alias, ...]:
        """All aliases in their order.

        Raises:
            BankFault: PACK_BROKEN where somebody's edit cannot be read; the file is left alone.
            StorageFault: FOLDER_UNUSABLE.
        """

    def save(self, aliases: tuple[Alias, ...]) -> None:
        """Replace them all; raises StorageFault(FOLDER_UNUSABLE or DISK_FULL)."""
