"""What many tests begin with is made once and then put back: the same rows, in hundredths of a second.

A builder marked with `@etapa` runs its use cases the first times. Once it was asked for twice from the same beginning,
what the database holds after it is kept, and the next test that asks the same gets those rows back and the same
answer. Only when it is certain to be the same: every write in the database is watched, so what a builder finds is
known by the steps that made it (none, after a reset) or not known at all, and then the builder just runs.
"""

from __future__ import annotations

import functools
import pickle
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from flask import Flask, current_app
from sqlalchemy import event, text

from workflow.db import Base, db

P = ParamSpec("P")
R = TypeVar("R")
Steps = tuple[str, ...]
READS = re.compile(r"\s*(SELECT|PRAGMA|BEGIN|SAVEPOINT|RELEASE|ROLLBACK|SHOW|SET|EXPLAIN)\b", re.IGNORECASE)
NAME = "etapas"


@dataclass(frozen=True)
class Guardada:
    """What the database held after some steps. `answer`: what the last one returned, pickled; `where`: of the rows."""

    answer: bytes
    where: str
    tables: frozenset[str]


class Etapas:
    """The database of one installation of the tests, and how it came to be as it is."""

    def __init__(self, app: Flask, folder: Path) -> None:
        self.folder, self.settings = folder, app.config["RUTA"]
        self.steps: Steps | None = None
        self.asked: set[Steps] = set()
        self.kept: dict[Steps, Guardada] = {}
        event.listen(db.engine, "before_cursor_execute", self._watch)
        app.extensions[NAME] = self

    def _watch(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if self.steps is not None and not READS.match(statement):
            self.steps = None

    def reset(self) -> None:
        """The database is empty now."""
        self.steps = ()

    def certain(self) -> bool:
        """Whether what happens now can be kept or put back: nothing half done, no bell to ring, no files to write."""
        session = db.session()
        return (
            self.steps is not None
            and not (session.new or session.dirty or session.deleted)
            and bool(current_app.config.get("MUTE_BELL"))
            and not self.settings.files_path.exists()
            and not self.settings.mailbox_path.exists()
        )

    def keep(self, steps: Steps, answer: Any) -> None:
        db.session.rollback()
        where = f"etapa_{len(self.kept)}"
        if db.engine.dialect.name == "sqlite":
            db.engine.dispose()
            shutil.copy(self.folder / "prueba.db", self.folder / f"{where}.db")
            tables: frozenset[str] = frozenset()
        else:
            tables = written_tables()
            copies = [f'CREATE UNLOGGED TABLE {where}."{name}" AS TABLE public."{name}"' for name in sorted(tables)]
            numbers = f"CREATE UNLOGGED TABLE {where}.numeros AS SELECT sequencename, last_value FROM pg_sequences"
            _run(f"CREATE SCHEMA {where}", numbers, *copies)
        self.kept[steps] = Guardada(pickle.dumps(answer), where, tables)

    def put_back(self, steps: Steps) -> Any:
        """The rows that those steps leave, instead of those of now."""
        kept = self.kept[steps]
        db.session.rollback()
        if db.engine.dialect.name == "sqlite":
            db.engine.dispose()
            copy_over(self.folder / f"{kept.where}.db", self.folder / "prueba.db")
        else:
            known = self.kept.get(self.steps or ())
            now = known.tables if known else written_tables()
            _run(
                "SET LOCAL session_replication_role = replica",
                *(f'DELETE FROM "{name}"' for name in sorted(now)),
                *(f'INSERT INTO "{name}" SELECT * FROM {kept.where}."{name}"' for name in sorted(kept.tables)),
                f"SELECT setval(sequencename::regclass, coalesce(last_value, 1), last_value IS NOT NULL) "
                f"FROM {kept.where}.numeros",
            )
        self.steps = steps
        return pickle.loads(kept.answer)


def etapa(build: Callable[P, R]) -> Callable[P, R]:
    """Mark a builder whose answer is plain data (ids, codes, a Cast) and depends only on its arguments and the rows."""

    @functools.wraps(build)
    def step(*args: P.args, **kwargs: P.kwargs) -> R:
        here: Etapas | None = current_app.extensions.get(NAME)
        told = f"{build.__module__}.{build.__qualname__}{args!r}{sorted(kwargs.items())!r}"
        if here is None or not here.certain() or " at 0x" in told:
            return build(*args, **kwargs)
        steps = (*cast(Steps, here.steps), told)
        if steps in here.kept:
            return cast(R, here.put_back(steps))
        answer = build(*args, **kwargs)
        here.steps = steps
        if not here.certain():
            here.steps = None
        elif steps in here.asked:
            here.keep(steps, answer)
            here.steps = steps
        here.asked.add(steps)
        return answer

    return step


def copy_over(source: Path, target: Path) -> None:
    """A SQLite database in the place of another that nobody has open."""
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    shutil.copy(source, target)


def written_tables() -> frozenset[str]:
    """The tables of PostgreSQL that hold something (to ask all of them at once is cheaper than to empty one)."""
    names = [table.name for table in Base.metadata.sorted_tables]
    asks = ", ".join(f'EXISTS (SELECT 1 FROM "{name}")' for name in names)
    with db.engine.connect() as connection:
        answers = connection.execute(text(f"SELECT {asks}")).one()
    return frozenset(name for name, written in zip(names, answers, strict=True) if written)


def empty_postgres() -> None:
    """Empty what was written and begin to number anew (TRUNCATE of every table costs more than most tests do)."""
    _run(
        "SET LOCAL session_replication_role = replica",
        *(f'DELETE FROM "{name}"' for name in sorted(written_tables())),
        "SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences "
        "WHERE schemaname = 'public' AND last_value IS NOT NULL",
    )


def _run(*statements: str) -> None:
    """All of them in one journey to the server, and in one transaction."""
    with db.engine.begin() as connection:
        connection.exec_driver_sql("; ".join(statements))
