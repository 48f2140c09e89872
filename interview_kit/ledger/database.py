"""The SQLite file under the ledger: made once, locked by the system, whole after a kill at any moment."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from interview_kit.errors import Finding, KitError
from interview_kit.ledger.chain import START, Entry, digest_of, hash_of

_SCHEMA: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE entry (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL,
    sha256 TEXT NOT NULL, digest TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE INDEX entry_sha256 ON entry (sha256);
CREATE INDEX entry_about ON entry (about);
CREATE TABLE body (number INTEGER PRIMARY KEY REFERENCES entry, text TEXT NOT NULL);
CREATE TABLE original (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL);
"""
_TABLES: Final = ("meta", "entry", "body", "original")
_VERSION: Final = b"1"
_KEY_BYTES: Final = 32


def _guard(table: str, event: str) -> str:
    """Return the trigger that keeps a table append-only."""
    return (
        f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    )


class Database:
    """The ledger's file; every change is one transaction, all of it or none."""

    def __init__(self, path: Path, *, key: bytes | None, wait: float) -> None:
        self._name = path.name
        with self._errors():
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        try:
            with self._errors():
                self._connection.execute("PRAGMA synchronous = FULL")
                self._connection.execute("PRAGMA secure_delete = ON")
            if not self._is_made():
                self._make(secrets.token_bytes(_KEY_BYTES) if key is None else key)
            self.key = self._read_key(key)
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _is_made(self) -> bool:
        return bool(self.rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'"))

    def _make(self, key: bytes) -> None:
        """Make the tables, unless another process was faster."""
        with self.transaction():
            if self._is_made():
                return
            for statement in filter(str.strip, _SCHEMA.split(";")):
                self.write(statement)
            for table in _TABLES:
                self.write(_guard(table, "UPDATE"))
                self.write(_guard(table, "DELETE"))
            self.write("INSERT INTO meta VALUES ('schema', ?), ('key', ?)", _VERSION, key)

    def _read_key(self, wanted: bytes | None) -> bytes:
        meta = {str(name): value for name, value in self.rows("SELECT name, value FROM meta")}
        key = meta.get("key")
        if meta.get("schema") != _VERSION or not isinstance(key, bytes):
            raise _refused(
                self._name,
                "was made by another version of the kit",
                "Use the version of the kit that the campaign was started with.",
                "ledger-version",
            )
        if wanted is not None and wanted != key:
            raise _refused(
                self._name,
                "has another key than the one given",
                "Leave the key out; the ledger keeps its own.",
                "ledger-key",
            )
        return key

    def rows(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Return the rows that a statement finds."""
        with self._errors():
            return self._connection.execute(statement, values).fetchall()

    def each(self, statement: str, *values: object) -> Iterator[tuple[object, ...]]:
        """Yield the rows that a statement finds, one at a time; for what need not fit into memory."""
        with self._errors():
            yield from self._connection.execute(statement, values)

    def write(self, statement: str, *values: object) -> None:
        """Run a statement inside a transaction."""
        with self._errors():
            self._connection.execute(statement, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the file for writing; what was done is kept when the block ends without an error.

        Inside another one it is part of that, and is kept or not with all of it.
        """
        if self._is_changing():
            yield
            return
        with self._errors():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._errors():
                self._connection.execute("COMMIT")
        except BaseException:
            if self._is_changing():
                self._connection.execute("ROLLBACK")
            raise

    def _is_changing(self) -> bool:
        return self._connection.in_transaction

    def append(self, at: str, kind: str, body: str, *, about: str, sha256: str = "") -> int:
        """Add one entry inside a transaction; returns its number.

        ``about`` and ``sha256`` are what entries are found by: a sheet's reference, a kept file.
        """
        last = self.rows("SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1")
        number, previous = (int(str(last[0][0])) + 1, str(last[0][1])) if last else (1, START)
        digest = digest_of(body)
        hash_ = hash_of(number, at, kind, about, sha256, digest, previous)
        self.write(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            *(number, at, kind, about, sha256, digest, previous, hash_),
        )
        self.write("INSERT INTO body VALUES (?, ?)", number, body)
        return number

    def entries(self, *kinds: str, sha256: str | None = None, about: str | None = None) -> Iterator[Entry]:
        """Yield entries in order: of some kinds or all, about one kept file or sheet or any."""
        where = [f"kind IN ({','.join('?' * len(kinds))})"] if kinds else ["1"]
        given = {"sha256 = ?": sha256, "about = ?": about}
        where += [condition for condition, value in given.items() if value is not None]
        found = self.each(
            "SELECT number, at, kind, about, sha256, digest, previous, hash, text FROM entry "  # noqa: S608 - only question marks go in
            f"LEFT JOIN body USING (number) WHERE {' AND '.join(where)} ORDER BY number",
            *(*kinds, *(value for value in given.values() if value is not None)),
        )
        return (Entry(*row) for row in found)  # type: ignore[arg-type] # the kit alone writes the columns

    def knows(self, kind: str, about: str, before: int) -> bool:
        """Return True when there is an entry of a kind about something, before a number."""
        statement = "SELECT 1 FROM entry WHERE about = ? AND kind = ? AND number < ? LIMIT 1"
        return bool(self.rows(statement, about, kind, before))

    def erase(self, numbers: list[int], sha256s: list[str]) -> None:
        """Delete bodies and originals inside a transaction: the guards are lifted for just that."""
        for table, column, keys in (("body", "number", numbers), ("original", "sha256", sha256s)):
            self.write(f"DROP TRIGGER {table}_no_delete")
            for key in keys:
                self.write(f"DELETE FROM {table} WHERE {column} = ?", key)  # noqa: S608 - names from above
            self.write(_guard(table, "DELETE"))

    def replace_body(self, number: int, body: str) -> None:
        """Put other words in the place of an entry's, inside a transaction; its digest stays."""
        self.erase([number], [])
        self.write("INSERT INTO body VALUES (?, ?)", number, body)

    def compact(self) -> None:
        """Write the file anew without what was deleted from it; outside a transaction."""
        with self._errors():
            self._connection.execute("VACUUM")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Turn what SQLite and the system report into findings."""
        try:
            yield
        except sqlite3.DatabaseError as why:
            raise self._translated(why) from why
        except OSError as why:
            raise _refused(
                self._name,
                f"cannot be opened ({why.strerror})",
                "Check that the campaign's folder exists and may be written to.",
                "ledger-unwritable",
            ) from why

    def _translated(self, why: sqlite3.DatabaseError) -> KitError:
        code = getattr(why, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return _refused(
                self._name,
                "is in use by another run of the kit",
                "Wait until that run has finished, then try again; nothing was changed.",
                "ledger-busy",
            )
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return _refused(
                self._name,
                "is damaged or is not a ledger",
                "Put back a copy of the campaign's folder; then collect the sheets again.",
                "ledger-damaged",
            )
        if code == sqlite3.SQLITE_CONSTRAINT:
            return _refused(
                self._name,
                f"refuses the change ({why})",
                "What is in the ledger stays; add a new entry in place of changing an old one.",
                "ledger-append-only",
            )
        return _refused(
            self._name,
            f"cannot be written ({why})",
            "Check that there is room on the disk and that the folder may be written to; nothing was changed.",
            "ledger-unwritable",
        )


def _refused(name: str, problem: str, remedy: str, code: str) -> KitError:
    return KitError([Finding(where=name, problem=problem, remedy=remedy, code=code)])
