"""Reads a spreadsheet in a process of its own, so that no file can bring down the one that asks.

    libro = read_isolated(path, "poa")      # or "padron"
    hoja = libro["hojas"][0]                # {"nombre", "visible", "combinadas", "filas"}; see `proceso`
    with stream_isolated(path, "padron") as corriente:
        corriente.libro                     # the same, with the first rows of each sheet; see `corriente`
        for numero, celdas in corriente.filas("Hoja1"): ...

Raises Invalid (TooLarge for sizes) with a code of `textos.RAZONES`. The process gets no environment: no secrets.
"""

from __future__ import annotations

import json
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workflow.kernel.refusals import Invalid, Reason, TooLarge
from workflow.libros.limites import POR_NOMBRE

_ROOT = Path(__file__).resolve().parents[2]
_ENVIRON = {"LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
PIECE = 256 * 1024


def read_isolated(path: Path | str, what: str) -> dict[str, Any]:
    """The document of a spreadsheet, within the limits named `what`. Raises Invalid; never returns half a book."""
    done = _run(["workflow.libros.proceso", str(Path(path).absolute()), what], POR_NOMBRE[what].segundos, b"")
    if done.returncode != 0:
        raise Invalid("LIBRO_NO_SE_PUDO_LEER")
    libro: dict[str, Any] = _answer(done.stdout)["libro"]
    return libro


def _answer(said: bytes) -> dict[str, Any]:
    """What the process said, or Invalid with its reasons."""
    try:
        answer: dict[str, Any] = json.loads(said)
    except ValueError as error:
        raise Invalid("LIBRO_NO_SE_PUDO_LEER") from error
    if "razones" in answer:
        kind = TooLarge if answer.get("estado") == TooLarge.status else Invalid
        raise kind(Reason(reason["codigo"], reason["hechos"]) for reason in answer["razones"])
    return answer


class Corriente:
    """A spreadsheet of many rows, read as it is needed: `libro` has the first rows of every sheet."""

    def __init__(self, process: subprocess.Popen[bytes], segundos: int) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._process, self._segundos = process, segundos
        self._entrada, self._salida = process.stdin, process.stdout
        self._lineas = self._read()
        self.crudas: dict[int, bytes] = {}  # rows as they were said, for who keeps them so; emptied by who reads
        self.libro: dict[str, Any] = _answer(self._next())["libro"]

    def filas(self, hoja: str) -> Iterator[tuple[int, list[Any]]]:
        """Every row with something in it of a sheet, once. Raises Invalid if the reading breaks before the end."""
        self._entrada.write(json.dumps(hoja).encode() + b"\n")
        self._entrada.flush()
        done = 0
        while (linea := self._next()).startswith(b"["):
            numero, celdas = json.loads(linea)
            self.crudas[numero] = linea
            done += 1
            yield numero, celdas
        if _answer(linea).get("fin") != done:
            raise Invalid("LIBRO_NO_SE_PUDO_LEER")

    def cruda(self, numero: int) -> bytes | None:
        """The cells of a row as JSON, once: writing them again would be a sixth of the time of an import."""
        linea = self.crudas.pop(numero, None)
        return None if linea is None else linea[linea.index(b",") + 1 : -1]

    def _next(self) -> bytes:
        return next(self._lineas, b"")  # nothing more: the process died, and what is empty is no answer

    def _read(self) -> Iterator[bytes]:
        """The lines of the process; it may be slow, not silent."""
        pending = b""
        while True:
            if not select.select([self._salida], [], [], self._segundos)[0]:
                raise Invalid("LIBRO_TARDA_DEMASIADO", segundos=self._segundos)
            piece = self._salida.read1(PIECE)  # type: ignore[attr-defined]
            if not piece:
                return
            *whole, pending = (pending + piece).split(b"\n")
            yield from whole


@contextmanager
def stream_isolated(path: Path | str, what: str) -> Iterator[Corriente]:
    """A spreadsheet read row by row in a process of its own. Raises Invalid, also in the middle of the rows."""
    process = subprocess.Popen(
        [sys.executable, "-m", "workflow.libros.corriente", str(Path(path).absolute()), what],
        cwd=_ROOT,
        env=_ENVIRON,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Corriente(process, POR_NOMBRE[what].segundos)
    finally:
        process.kill()
        process.communicate()


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
            env=_ENVIRON,
            input=data,
            capture_output=True,
            timeout=segundos,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Invalid("LIBRO_TARDA_DEMASIADO", segundos=segundos) from error
