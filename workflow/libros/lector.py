"""Reads a spreadsheet in a process of its own, so that no file can bring down the one that asks.

    libro = read_isolated(path, "poa")      # or "padron"
    hoja = libro["hojas"][0]                # {"nombre", "visible", "combinadas", "filas"}; see `proceso`

Raises Invalid (TooLarge for sizes) with a code of `textos.RAZONES`. The process gets no environment: no secrets.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from workflow.kernel.refusals import Invalid, Reason, TooLarge
from workflow.libros.limites import POR_NOMBRE

_ROOT = Path(__file__).resolve().parents[2]


def read_isolated(path: Path | str, what: str) -> dict[str, Any]:
    """The document of a spreadsheet, within the limits named `what`. Raises Invalid; never returns half a book."""
    done = _run(["workflow.libros.proceso", str(Path(path).absolute()), what], POR_NOMBRE[what].segundos, b"")
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


def mark_isolated(path: Path | str, marcas: Sequence[Mapping[str, Any]], what: str) -> bytes:
    """A copy of the spreadsheet with its cells marked (see `marcado`). Raises Invalid; the original is not touched."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "marcado.xlsx"
        command = ["workflow.libros.marcado", str(Path(path).resolve()), what, str(out)]
        done = _run(command, POR_NOMBRE[what].segundos, json.dumps(list(marcas), ensure_ascii=False).encode())
        if done.returncode != 0 or not out.is_file():
            raise Invalid("LIBRO_NO_SE_PUDO_MARCAR")
        return out.read_bytes()


def _run(command: list[str], segundos: int, data: bytes) -> subprocess.CompletedProcess[bytes]:
    """A module in a process of its own, without secrets in its environment. Raises Invalid when it takes too long."""
    try:
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=_ROOT,
            env={"LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"},
            input=data,
            capture_output=True,
            timeout=segundos,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Invalid("LIBRO_TARDA_DEMASIADO", segundos=segundos) from error
