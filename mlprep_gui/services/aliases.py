"""The user's aliases while the program runs: which there are, how one is added or taken back."""

import logging
from collections.abc import Iterable

from mlprep_gui.domain.aliases import AliasProblem, find_problem
from mlprep_gui.domain.coverage.aliases import Alias
from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.questions import Questions
from mlprep_gui.services.ports.aliases import AliasStore

_LOG = logging.getLogger(__name__)


class UnkeptAliases:
    """An ``AliasStore`` for one run: nothing outlives it."""

    def __init__(self) -> None:
        self._aliases: tuple[Alias, ...] = ()

    def load(self) -> tuple[Alias, ...]:
        """See ``AliasStore``."""
        return self._aliases

    def save(self, aliases: tuple[Alias, ...]) -> None:
        """See ``AliasStore``."""
        self._aliases = aliases


class AliasBook:
    """Used on the storage thread only. Reads its file when it is first asked.

    A file that cannot be read counts as none, so that answers are judged all the same; ``listed``
    and whatever changes it then raise, so that it is never overwritten.

    Args:
        store: the file.
        bank: its terms may not stand for each other.
    """

    def __init__(self, store: AliasStore, bank: Questions) -> None:
        self._store = store
        self._bank = bank
        self._known: tuple[Alias, ...] | None = None

    def in_force(self) -> tuple[Alias, ...]:
        """The aliases by which answers are judged."""
        if self._known is None:
            try:
                self._known = self._good(self._store.load())
            except Fault as fault:
                _LOG.warning("the aliases could not be read: %s", fault.code)
                self._known = ()
        return self._known

    def listed(self) -> tuple[Alias, ...]:
        """All aliases in the order in which they were taught; raises as ``AliasStore.load``."""
        return self._store.load()

    def problem(self, alias: Alias) -> AliasProblem | None:
        """Why an alias would be refused, None for a good one."""
        return find_problem(alias, self._terms())

    def add(self, alias: Alias) -> AliasProblem | None:
        """Keep an alias, or tell why it is refused; raises as ``AliasStore``.

        What was heard stands for one term only: an alias of the same words takes its place.
        """
        problem = self.problem(alias)
        if problem is None:
            others = tuple(known for known in self.listed() if known.heard != alias.heard)
            self._keep((*others, alias))
        return problem

    def remove(self, alias: Alias) -> None:
        """Forget an alias; raises as ``AliasStore``."""
        self._keep(tuple(known for known in self.listed() if known != alias))

    def _keep(self, aliases: tuple[Alias, ...]) -> None:
        self._store.save(aliases)
        self._known = self._good(aliases)

    def _good(self, aliases: Iterable[Alias]) -> tuple[Alias, ...]:
        """What a hand edit smuggled in is listed, but not used."""
        terms = self._terms()
        return tuple(alias for alias in aliases if find_problem(alias, terms) is None)

    def _terms(self) -> list[str]:
        return [
            term for question in self._bank for point in question.points for term in point.terms
        ]
