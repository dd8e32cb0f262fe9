"""RFC with homoclave: 13 characters for a person, 12 for a company or body. Source: SAT, anexo de la clave del RFC.

The check character is computed by python-stdnum; the structure is judged here, because that library takes keys
without homoclave, refuses inconvenient words and has no answer for the generic keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stdnum.mx import rfc as stdnum_rfc

from workflow.kernel.curp import normalizar

Persona = Literal["fisica", "moral"]

GENERICOS = {"XAXX010101000": "público en general", "XEXX010101000": "residente en el extranjero"}
"""Keys that stand for nobody in particular. Their check character is not computed."""

_ESTRUCTURA = {
    13: re.compile(r"[A-Z&Ñ]{4}[0-9]{6}[A-Z0-9]{2}[0-9A]"),
    12: re.compile(r"[A-Z&Ñ]{3}[0-9]{6}[A-Z0-9]{2}[0-9A]"),
}


@dataclass(frozen=True)
class ValidacionRfc:
    """`codigo` says why it cannot be right: RFC_VACIO, RFC_LONGITUD, RFC_FORMATO, RFC_FECHA, RFC_PERSONA.

    A wrong check character is only a warning (RFC_DIGITO): keys with one are in use, issued by SAT itself.
    `fecha` is that of birth or incorporation; its century is not in the key, so it is the latest not after
    `fecha_referencia` (without one, 19YY from 40 on).
    """

    normalizado: str
    codigo: str | None
    persona: Persona | None = None
    fecha: date | None = None
    generico: bool = False
    avisos: tuple[str, ...] = ()

    @property
    def valido(self) -> bool:
        return self.codigo is None


def validar(rfc: str | None, *, persona: Persona | None = None, fecha_referencia: date | None = None) -> ValidacionRfc:
    """Judge one key; with `persona`, a key of the other kind is refused (RFC_PERSONA)."""
    clave = normalizar(rfc)
    if not clave:
        return ValidacionRfc(clave, "RFC_VACIO")
    if len(clave) not in _ESTRUCTURA:
        return ValidacionRfc(clave, "RFC_LONGITUD")
    if not _ESTRUCTURA[len(clave)].fullmatch(clave):
        return ValidacionRfc(clave, "RFC_FORMATO")
    tipo: Persona = "fisica" if len(clave) == 13 else "moral"
    if persona is not None and persona != tipo:
        return ValidacionRfc(clave, "RFC_PERSONA")
    if clave in GENERICOS:
        return ValidacionRfc(clave, None, tipo, generico=True, avisos=("RFC_GENERICO",))
    dia = _date(clave[-9:-3], fecha_referencia)
    if dia is None:
        return ValidacionRfc(clave, "RFC_FECHA")
    avisos = () if clave[-1] == stdnum_rfc.calc_check_digit(clave[:-1]) else ("RFC_DIGITO",)
    return ValidacionRfc(clave, None, tipo, dia, avisos=avisos)


def _date(aammdd: str, fecha_referencia: date | None) -> date | None:
    anio, mes, dia = int(aammdd[:2]), int(aammdd[2:4]), int(aammdd[4:])
    siglos = (2000, 1900) if fecha_referencia or anio < 40 else (1900, 2000)
    for siglo in siglos:
        try:
            posible = date(siglo + anio, mes, dia)
        except ValueError:
            continue
        if fecha_referencia is None or posible <= fecha_referencia:
            return posible
    return None
