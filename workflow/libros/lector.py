"""Reads a spreadsheet in a process of its own, so that no file can bring down the one that asks.

    libro = read_isolated(path, "poa")      # or "padron"
    hoja = libro["hojas"][0]                # {"nombre", "visible", "combinadas", "filas"}; see `proceso`

Raises Invalid (TooLarge for sizes) with a code of `textos.RAZONES`. The process gets no environment: no secrets.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from workflow.kernel.refusals import Invalid, Reason, TooLarge
from workflow.libros.limites import POR_NOMBRE

_ROOT = Path(__file__).resolve().parents[2]


def read_isolated(path: Path | str, what: str) -> dict[str, Any]:
    """The document of a spreadsheet, within the limits named `what`. Raises Invalid; never returns half a book."""
    limites = POR_NOMBRE[what]
    command = [sys.executable, "-m", "workflow.libros.proceso", str(Path(path).resolve()), what]
    try:
        done = subprocess.run(
            command,
            cwd=_ROOT,
            env={"LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limites.segundos,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Invalid("LIBRO_TARDA_DEMASIADO", segundos=limites.segundos) from error
    if done.returncode != 0:
        raise Invalid("LIBRO_NO_SE_PUDO_LEER")
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise Invalid("LIBRO_NO_SE_PUDO_LEER") from error
    if "razones" in answer:
        kind = TooLarge if answer.get("estado") == TooLarge.status else Invalid
        raise kind(Reason(reason["codigo"], reason["hechos"]) for reason in answer["razones"])
    libro: dict[str, Any] = answer["libro"]
    return libro
