"""Folios as each organ writes them: a template with three fields and nothing else, «AHC/{consec:03d}/{anio}».

The template is configuration typed by a person, so it is read here field by field and never given to str.format,
which would follow attributes of whatever it is handed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from workflow.kernel.refusals import Invalid, Reason

CAMPOS = ("consec", "anio", "sesion")
LARGO_MAXIMO = 80
_CAMPO = re.compile(r"\{([^{}]*)\}")
_DENTRO = re.compile(r"(?P<campo>[a-z]+)(?::0(?P<ancho>[1-9])d)?")


@dataclass(frozen=True)
class _Hueco:
    campo: str
    ancho: int


def term_of(dia: date) -> str:
    """The Ayuntamiento takes office on 15 September and lasts three years (LOMZ 67): «2024-2027»."""
    anio = dia.year if (dia.month, dia.day) >= (9, 15) else dia.year - 1
    inicio = anio - (anio - 2024) % 3
    return f"{inicio}-{inicio + 3}"


def check_template(plantilla: str) -> None:
    """Invalid with every reason the template cannot be used: FOLIO_VACIO, FOLIO_LARGO, FOLIO_LLAVES,
    FOLIO_CAMPO (a field that does not exist), FOLIO_SIN_CONSECUTIVO, FOLIO_CARACTER.
    """
    reasons: list[Reason] = []
    if not plantilla.strip():
        raise Invalid("FOLIO_VACIO")
    if len(plantilla) > LARGO_MAXIMO:
        reasons.append(Reason("FOLIO_LARGO", {"maximo": LARGO_MAXIMO}))
    resto = _CAMPO.sub("", plantilla)
    if "{" in resto or "}" in resto:
        reasons.append(Reason("FOLIO_LLAVES"))
    if not all(c.isprintable() for c in plantilla):
        reasons.append(Reason("FOLIO_CARACTER"))
    campos = []
    for dentro in _CAMPO.findall(plantilla):
        hueco = _read_field(dentro)
        if hueco is None:
            reasons.append(Reason("FOLIO_CAMPO", {"campo": dentro, "campos": ", ".join(CAMPOS)}))
        else:
            campos.append(hueco.campo)
    if "consec" not in campos:
        reasons.append(Reason("FOLIO_SIN_CONSECUTIVO"))
    if reasons:
        raise Invalid(reasons)


def format_folio(plantilla: str, *, consec: int, anio: int, sesion: int | str | None = None) -> str:
    """The folio of number `consec` of the year. Invalid as check_template(), or FOLIO_SIN_SESION when the template
    asks for a session and there is none. ValueError if `consec` is less than 1.
    """
    check_template(plantilla)
    if consec < 1:
        raise ValueError("a folio starts at 1")
    valores: dict[str, int | str | None] = {"consec": consec, "anio": anio, "sesion": sesion}

    def written(hallazgo: re.Match[str]) -> str:
        hueco = _read_field(hallazgo.group(1))
        assert hueco is not None
        valor = valores[hueco.campo]
        if valor is None:
            raise Invalid("FOLIO_SIN_SESION")
        return str(valor).zfill(hueco.ancho)

    return _CAMPO.sub(written, plantilla)


def _read_field(dentro: str) -> _Hueco | None:
    hallazgo = _DENTRO.fullmatch(dentro)
    if hallazgo is None or hallazgo["campo"] not in CAMPOS:
        return None
    return _Hueco(hallazgo["campo"], int(hallazgo["ancho"] or 0))
