"""mypy --strict on every pure rule file (see docs/decisiones/0001-casa.md for which files are pure)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    "kernel",
    "audit",
    "outbox",
    "people",
    "archivos",
    "libros",
    "sipot",
    "expedientes",
    "poa",
    "padron",
    "entregas",
    "revision",
    "sesiones",
    "actas",
    "avisos",
    "indicadores",
    "informes",
    "casos",
)
IMPURE = {"models", "queries", "service"}  # a file, or a package of the same name


def rule_files() -> list[Path]:
    """The pure files of the rooms, in order."""
    return sorted(
        path
        for room in ROOMS
        for path in (ROOT / "workflow" / room).glob("**/*.py")
        if not IMPURE & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    )


if __name__ == "__main__":
    files = [str(path) for path in rule_files()]
    sys.exit(
        subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", *files], cwd=ROOT
        ).returncode
    )
