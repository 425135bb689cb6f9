"""The steps by which the tables came to be: numbered SQL scripts, one transaction each."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable

_NAME = re.compile(r"(\d{4})_\w+\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """One script, which leads from version ``number - 1`` to ``number``.

    Attributes:
        number: the ``PRAGMA user_version`` that the script sets.
        script: ``BEGIN IMMEDIATE; ... PRAGMA user_version = number; COMMIT;``
    """

    number: int
    script: str


def find_migrations(folder: Traversable) -> tuple[Migration, ...]:
    """The scripts of a folder, ``0001_initial.sql`` first; ValueError where a number is missing."""
    found = sorted(
        (int(match[1]), entry)
        for entry in folder.iterdir()
        if (match := _NAME.fullmatch(entry.name))
    )
    numbers = [number for number, _ in found]
    if not found or numbers != list(range(1, len(found) + 1)):
        raise ValueError(f"migrations are not numbered from 1 without gaps: {numbers}")
    return tuple(Migration(number, entry.read_text("utf-8")) for number, entry in found)


def read_version(connection: sqlite3.Connection) -> int:
    """The number of the last migration that this database has been through, 0 for none."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, migration: Migration) -> None:
    """Take one step, wholly or not at all.

    Harmless where another process took it meanwhile: the version is read again under the lock,
    which is why the script's statements are run one by one.
    """
    begin, *changes, commit = _split(migration.script)
    connection.execute(begin)
    try:
        if read_version(connection) < migration.number:
            for statement in changes:
                connection.execute(statement)
            if read_version(connection) != migration.number:
                raise ValueError(f"migration {migration.number} does not set its version")
            connection.execute(commit)
    finally:
        if connection.in_transaction:
            connection.rollback()


def _split(script: str) -> Iterator[str]:
    """The script's statements; each one ends at the end of a line."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
