"""The two sides of a ticket, field by field: masked, with what differs between them said. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workflow.padron import mascara
from workflow.padron.registro import Registro

CUBIERTO = "•"


@dataclass(frozen=True)
class Renglon:
    """A datum on both sides, as a page prints it. `igual` None: there is nothing to compare with."""

    dato: str
    uno: str
    otro: str | None
    igual: bool | None


def _cifras(escrito: str) -> str:
    """A telephone or an address: its last two characters."""
    return f"{CUBIERTO * max(len(escrito) - 2, 0)}{escrito[-2:]}" if escrito else ""


def _nacimiento(registro: Registro) -> str:
    """The year only: with the day and month it would be half a CURP."""
    return f"••/••/{registro.nacimiento.year}" if registro.nacimiento else ""


_CAMPOS: tuple[tuple[str, Callable[[Registro], str], Callable[[Registro], str]], ...] = (
    ("CURP", lambda r: r.curp, lambda r: mascara.curp(r.curp)),
    ("Nombre", lambda r: r.nombre.upper(), lambda r: mascara.palabra(r.nombre)),
    ("Fecha de nacimiento", lambda r: r.nacimiento.isoformat() if r.nacimiento else "", _nacimiento),
    ("Sexo", lambda r: r.sexo, lambda r: {"H": "Hombre", "M": "Mujer", "X": "X"}.get(r.sexo, "")),
    ("Edad", lambda r: str(r.edad or ""), lambda r: str(r.edad) if r.edad is not None else ""),
    ("Teléfono", lambda r: r.telefono, lambda r: _cifras(r.telefono)),
    ("Domicilio", lambda r: r.domicilio.upper(), lambda r: mascara.palabra(r.domicilio)),
    ("Localidad o colonia", lambda r: r.localidad.upper(), lambda r: mascara.palabra(r.localidad)),
    ("CURP de la persona tutora", lambda r: r.curp_tutor, lambda r: mascara.curp(r.curp_tutor)),
    ("Motivo de no tener CURP", lambda r: r.motivo_sin_curp, lambda r: "Lo hay" if r.motivo_sin_curp else ""),
    ("Monto", lambda r: str(r.monto or ""), lambda r: f"${r.monto:,.2f}" if r.monto is not None else ""),
    ("Periodo", lambda r: r.periodo, lambda r: r.periodo),
)


def renglones(uno: Registro, otro: Registro | None) -> list[Renglon]:
    """Compared in clear and shown masked; a datum that neither side has is left out."""
    filas = []
    for dato, valor, visto in _CAMPOS:
        suyo = valor(otro) if otro else ""
        if not valor(uno) and not suyo:
            continue
        filas.append(
            Renglon(dato, visto(uno) or "—", (visto(otro) or "—") if otro else None,
                    valor(uno) == suyo if otro else None)
        )  # fmt: skip
    return filas
