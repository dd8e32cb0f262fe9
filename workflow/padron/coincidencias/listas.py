"""A list of people to cross padrones with (deceased, public servants), read from the text of a CSV. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workflow.kernel.refusals import Invalid
from workflow.padron.identidad import leer_curp
from workflow.padron.limpieza import fecha

CLASES_LISTA: tuple[str, ...] = ("difuntos", "servidores_publicos")
MAXIMO = 500_000


@dataclass(frozen=True)
class ListaLeida:
    """`personas`: CURP -> the day beside it, if there is one. `ilegibles`: lines whose key is not usable."""

    personas: dict[str, date | None]
    ilegibles: int


def leer(data: bytes) -> ListaLeida:
    """Each line with a CURP in its first cell and, if any, a date in the second; a header is passed over.

    Raises Invalid when there is no usable key at all.
    """
    personas: dict[str, date | None] = {}
    ilegibles = 0
    for numero, celdas in enumerate(_lineas(data)):
        leida = leer_curp(celdas[0])
        if leida.vacia or (numero == 0 and not leida.curp):
            continue
        if not leida.curp:
            ilegibles += 1
            continue
        dia = fecha(celdas[1])[0] if len(celdas) > 1 else None
        personas[leida.curp] = personas.get(leida.curp) or dia
        if len(personas) > MAXIMO:
            raise Invalid("LISTA_DEMASIADO_LARGA", maximo=MAXIMO)
    if not personas:
        raise Invalid("LISTA_SIN_CURP")
    return ListaLeida(personas, ilegibles)


def _lineas(data: bytes) -> Iterator[list[str]]:
    try:
        texto = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        texto = data.decode("cp1252", errors="replace")
    separador = ";" if texto.partition("\n")[0].count(";") > texto.partition("\n")[0].count(",") else ","
    for celdas in csv.reader(io.StringIO(texto.replace("\0", "")), delimiter=separador):
        if any(celda.strip() for celda in celdas):
            yield celdas
