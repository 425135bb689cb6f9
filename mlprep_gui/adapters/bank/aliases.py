"""The user's aliases as a TOML file, and what is wrong in one that was edited by hand."""

import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from mlprep_gui.domain.aliases import make_alias
from mlprep_gui.domain.coverage.aliases import Alias
from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.domain.errors import BankFault, FaultCode
from mlprep_gui.durable_files import replace_file


class AliasFile:
    """The AliasStore port on a file with tables ``[[aliases]]``, each of ``heard`` and ``term``."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> tuple[Alias, ...]:
        """See ``AliasStore``; a file that is not there holds none."""
        try:
            table = tomllib.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise disk_fault(error, self._path.parent) from error
        except UnicodeDecodeError as error:
            raise self._broken("is not text in UTF-8") from error
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise self._broken(f"is not valid TOML: {error}") from error
        return self._read(table)

    def save(self, aliases: tuple[Alias, ...]) -> None:
        """See ``AliasStore``; the file holds the old ones or the new ones at every moment."""
        rows = [{"heard": alias.heard, "term": alias.term} for alias in aliases]
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(self._path, tomli_w.dumps({"aliases": rows}).encode("utf-8", "replace"))
        except OSError as error:
            raise disk_fault(error, self._path.parent) from error

    def _read(self, table: dict[str, Any]) -> tuple[Alias, ...]:
        rows = table.get("aliases", [])
        if not isinstance(rows, list):
            raise self._broken("aliases: write [[aliases]] above each")
        aliases = []
        for number, row in enumerate(rows, start=1):
            texts = row if isinstance(row, dict) else {}
            heard, term = texts.get("heard"), texts.get("term")
            if not isinstance(heard, str) or not isinstance(term, str):
                raise self._broken(f"aliases[{number}]: needs the texts heard and term")
            aliases.append(make_alias(heard, term))
        return tuple(dict.fromkeys(alias for alias in aliases if alias.heard and alias.term))

    def _broken(self, problem: str) -> BankFault:
        return BankFault(FaultCode.PACK_BROKEN, path=str(self._path), problems=problem)
