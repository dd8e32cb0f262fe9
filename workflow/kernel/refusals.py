"""How a rule says no: every reason at once, as codes with facts, never a bare False."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Reason:
    """One reason of a refusal: a stable code, and the facts its Spanish sentence needs."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class Refused(Exception):
    """A rule says no; nothing was changed. Doors answer with `status` and print every reason."""

    status = 409

    def __init__(self, reasons: Iterable[Reason] | Reason | str, **facts: Any) -> None:
        if isinstance(reasons, str):
            reasons = (Reason(reasons, facts),)
        elif isinstance(reasons, Reason):
            reasons = (reasons,)
        self.reasons: tuple[Reason, ...] = tuple(reasons)
        super().__init__(", ".join(reason.code for reason in self.reasons))

    @property
    def codes(self) -> list[str]:
        return [reason.code for reason in self.reasons]


class Invalid(Refused):
    """What was sent cannot be read or used as it is."""

    status = 422


class TooLarge(Invalid):
    """What was sent is larger than the installation accepts."""

    status = 413


class NotAllowed(Refused):
    """The person has no role, or no scope, for this act."""

    status = 403


class NotFound(Refused):
    """There is no such thing, or it is not for this person to know."""

    status = 404


class Stale(Refused):
    """Somebody else changed it first; what was typed is given back, not lost."""

    status = 409


class AlreadyDone(Exception):
    """The same form was sent twice. Not an error: the first one counted."""

    def __init__(self, destination: str | None = None) -> None:
        self.destination = destination
        super().__init__("already done")
