"""The hour of a demonstration: that of its story while it is told; then the Monday after it, and on from there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

MARK = ".demostracion"
BEGINS = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)  # Monday 2 March 2026, 10:00 in Fresnillo


def mark(folder: Path, at: datetime = BEGINS) -> timedelta:
    """Note in the folder how far the demonstration lives from the real hour, and return it."""
    shift = at - datetime.now(UTC)
    draft = folder / f"{MARK}.nueva"
    draft.write_text(f"{shift.total_seconds():.0f}\n")
    draft.replace(folder / MARK)  # the worker reads it meanwhile: never half a number
    return shift


def hour_of(folder: Path) -> timedelta:
    """How far the demonstration of that folder lives from the real hour; nothing if it has none."""
    try:
        return timedelta(seconds=int((folder / MARK).read_text()))
    except (OSError, ValueError):
        return timedelta(0)
