"""The zone of the municipality, and the only place that reads the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Mexico_City")


_shift = timedelta(0)


def live_in(shift: timedelta) -> None:
    """Let this whole process live that far from the real hour: only a demonstration does, to be in its story."""
    global _shift
    _shift = shift


def utc_now() -> datetime:
    """The hour, aware, in UTC. For doors only: rules and use cases are told the hour."""
    return datetime.now(UTC) + _shift


def local(moment: datetime) -> datetime:
    """The same instant on the wall clock of Fresnillo."""
    return moment.astimezone(ZONE)


def local_date(moment: datetime) -> date:
    return local(moment).date()


def parse_local(text: str) -> datetime:
    """An ISO text without offset, read as local time, as an instant in UTC. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZONE)
    return moment.astimezone(UTC)
