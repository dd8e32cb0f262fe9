"""The changes of a workbook as a person reads them: each place in words, what is there and what would be. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workflow.poa import campos
from workflow.poa.comparar import Cambio, CambiosDeSeccion, Conflicto
from workflow.poa.contenido import nothing
from workflow.poa.esquema import CODIGOS, SECCION, Campo
from workflow.poa.kind import label
from workflow.poa.numeros import pesos_text

VACIO = "(vacío)"
_PRINCIPAL = {"alineacion": "descripcion", "actividades": "descripcion", "presupuesto": "concepto",
              "mir": "indicador", "fichas": "formula", "variables": "nombre"}  # fmt: skip


@dataclass(frozen=True)
class Linea:
    """`campo` is its address; `antes` and `ahora` are texts. `base`: what was handed out, in a conflict."""

    campo: str
    lugar: str
    antes: str
    ahora: str
    base: str = ""


@dataclass(frozen=True)
class SeccionVista:
    clave: str
    nombre: str
    nuevas: tuple[Linea, ...]
    cambiadas: tuple[Linea, ...]
    quitadas: tuple[Linea, ...]
    conflictos: tuple[Linea, ...]
    conservadas: tuple[str, ...]

    @property
    def cuantos(self) -> int:
        return len(self.nuevas) + len(self.cambiadas) + len(self.quitadas) + len(self.conflictos)


def arrange(section: CambiosDeSeccion) -> SeccionVista:
    return SeccionVista(
        clave=section.seccion,
        nombre=SECCION[section.seccion].hoja,
        nuevas=tuple(_change(one) for one in section.nuevas),
        cambiadas=tuple(_change(one) for one in section.cambiadas),
        quitadas=tuple(_change(one) for one in section.quitadas),
        conflictos=tuple(_conflict(one) for one in section.conflictos),
        conservadas=tuple(_place(address) for address in section.conservadas),
    )


def _place(address: str) -> str:
    """The place inside its section: «A03, abril»."""
    return label(address).partition(", ")[2] or label(address)


def _change(change: Cambio) -> Linea:
    return Linea(change.campo, _place(change.campo), text_of(change.campo, change.antes),
                 text_of(change.campo, change.ahora))  # fmt: skip


def _conflict(one: Conflicto) -> Linea:
    return Linea(one.campo, _place(one.campo), text_of(one.campo, one.borrador), text_of(one.campo, one.libro),
                 text_of(one.campo, one.base))  # fmt: skip


def text_of(address: str, value: Any) -> str:
    """A value of the content, or the main words of a row, as text."""
    parts = campos.split(address)
    if parts is None or nothing(value):
        return "(sin esta fila)" if parts is not None and parts[2] is None else VACIO
    seccion, _, name, mes = parts
    if name is None:
        return _row(seccion, value)
    campo = next(one for one in SECCION[seccion].campos if (one.clave, one.mes) == (name, mes))
    return _field(campo, value)


def _row(seccion: str, row: Any) -> str:
    main = str(row.get(_PRINCIPAL.get(seccion, ""), "") or "")
    if seccion == "presupuesto" and row.get("total") is not None:
        return f"{main} ({pesos_text(row['total'])})".strip()
    return main or "(fila)"


def _field(campo: Campo, value: Any) -> str:
    if campo.tipo == "dinero":
        return pesos_text(value)
    if campo.tipo == "lista":
        return "; ".join(value)
    return CODIGOS[campo.codigos].get(value, str(value)) if campo.codigos else str(value)
