"""Fields of a POA as a form has them: value to text, and what was typed back to a value or the reason why not. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from workflow.kernel.refusals import Refused
from workflow.poa import campos, reparto
from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import Fila, empty_row, from_dict, lean, put, sound
from workflow.poa.esquema import CODIGOS, DIAGNOSTICO, IDENTIFICACION, SECCION, TABLAS, Campo, Seccion
from workflow.poa.numeros import centavos_of, date_of, decimal_of, decimal_text, pesos
from workflow.poa.reglas.actividades import expected_total

MAS_LARGO = 4000
GetList = Callable[[str], Sequence[str]]
_DE_PERSONAS = ("potencial_", "objetivo_total", "objetivo_mujeres", "objetivo_hombres", "atendida_")
CALCULADOS = frozenset({"total"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def name_of(campo: Campo) -> str:
    """The name of the field in the form: months are mes_1 to mes_12."""
    return f"mes_{campo.mes}" if campo.mes else campo.clave


def text_of(campo: Campo, value: Any) -> str:
    """A value of the content as its field shows it."""
    if value is None:
        return ""
    if campo.tipo == "dinero":
        return f"{pesos(value):,.2f}"
    if campo.tipo == "lista":
        return "; ".join(value)
    if campo.tipo == "decimal" or campo.clave.startswith(_DE_PERSONAS):
        number = decimal_of(value)
        return str(value) if number is None else f"{Decimal(decimal_text(number)):,f}"
    return str(value)


def texts_of(seccion: Seccion, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as its form shows it: text by name, and a list of texts for lists."""
    found: dict[str, Any] = {}
    for campo in seccion.campos:
        value = row.get(campo.clave)
        if campo.mes:
            value = value[campo.mes - 1] if isinstance(value, list) and len(value) >= campo.mes else None
        found[name_of(campo)] = list(value or []) if campo.tipo == "lista" else text_of(campo, value)
    return found


def parse_row(seccion: Seccion, getlist: GetList) -> tuple[Fila, dict[str, str]]:
    """The row of what was typed, and what is wrong by name of field. Empty is allowed: a draft may be incomplete."""
    row = empty_row(seccion)
    errors: dict[str, str] = {}
    for campo in seccion.campos:
        if campo.clave in CALCULADOS:
            continue
        name = name_of(campo)
        try:
            value = parse(campo, getlist(name))
        except ValueError as error:
            errors[name] = str(error)
            continue
        put(row, campo, value)
    return row, errors


def parse(campo: Campo, typed: Sequence[str]) -> Any:
    """One value. ValueError with the Spanish sentence of what to write."""
    if campo.tipo == "lista":
        return [part for part in (_clean(text) for one in typed for text in re.split(r"[\n;]", one)) if part]
    text = _clean(typed[0]) if typed else ""
    if not text:
        return None
    if len(text) > MAS_LARGO:
        raise ValueError(f"«{campo.titulo}» tiene más de {MAS_LARGO:,} letras. Resúmalo.")
    parser = _PARSERS.get(campo.tipo)
    return text if parser is None else parser(campo, text)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _number(campo: Campo, text: str) -> str:
    number = decimal_of(text)
    if number is None:
        raise ValueError(f"«{campo.titulo}» debe ser un número, por ejemplo 1,250 o 12.5.")
    return decimal_text(number)


def _integer(campo: Campo, text: str) -> int:
    number = decimal_of(text)
    if number is None or number != number.to_integral_value():
        raise ValueError(f"«{campo.titulo}» debe ser un número entero, por ejemplo 1,250.")
    return int(number)


def _money(campo: Campo, text: str) -> int:
    number = decimal_of(text)
    cents = None if number is None else centavos_of(number)
    if cents is None:
        raise ValueError(f"«{campo.titulo}» debe ser un importe en pesos, con dos decimales como máximo.")
    return cents


def _date(campo: Campo, text: str) -> str:
    day = date_of(text)
    if day is None:
        raise ValueError(f"«{campo.titulo}» debe ser una fecha, por ejemplo 08/01/2026.")
    return day.isoformat()


def _code(campo: Campo, text: str) -> str:
    if text not in CODIGOS[campo.codigos or ""]:
        raise ValueError(f"Elija «{campo.titulo}» de la lista.")
    return text


_PARSERS: dict[str, Callable[[Campo, str], Any]] = {
    "decimal": _number,
    "entero": _integer,
    "dinero": _money,
    "fecha": _date,
    "codigo": _code,
}


def complete(seccion: str, row: Fila, catalogos: Catalogos) -> Fila:
    """The row with what the computer knows: totals, the name of a partida, the text of a key of a plan."""
    done = dict(row)
    if seccion == "actividades":
        total = expected_total(from_dict({"actividades": [row]}).actividades[0])
        done["total"] = None if total is None else decimal_text(total)
    elif seccion == "presupuesto":
        done["total"] = None if None in row["meses"] else sum(row["meses"])
        done["concepto"] = catalogos.partidas.get(row.get("partida") or "", row.get("concepto"))
    elif seccion == "alineacion" and not row.get("descripcion"):
        done["descripcion"] = plan_text(row, catalogos)
    return done


def plan_text(row: Mapping[str, Any], catalogos: Catalogos) -> str | None:
    """What the catalogue says of a key of the PMD or of the ODS."""
    clave, instrumento = row.get("clave") or "", row.get("instrumento")
    if instrumento == "pmd" and clave in catalogos.pmd:
        return catalogos.pmd[clave][2]
    if instrumento == "ods":
        return (catalogos.ods if row.get("nivel") == "objetivo" else catalogos.ods_metas).get(clave)
    return None


def proposed(data: Mapping[str, Any], ur: str, ejercicio: int, catalogos: Catalogos) -> Fila:
    """Identificación with what is known of the unit, where nothing has been captured."""
    unit = catalogos.dependencias.get(ur)
    programas = catalogos.programas_de(ur)
    known: dict[str, Any] = {"ejercicio": ejercicio, "version": 1, "clave_ur": ur}
    if unit is not None:
        known |= {
            "unidad_responsable": unit.nombre(None),
            "siglas": unit.siglas,
            "cargo_titular": unit.titular_cargo,
            "autorizo": unit.titular_cargo,
        }
    if programas:
        main = next((programa for programa in programas if programa.ur_lider == ur), programas[0])
        known |= {
            "programa": main.clave,
            "programa_nombre": main.nombre,
            "modalidad": main.modalidad,
            "ur_lider": main.ur_lider,
        }
    base = empty_row(IDENTIFICACION) | dict(data)
    return {key: known.get(key) if value in (None, "", []) and key in known else value for key, value in base.items()}


def spread_row(seccion: str, anual: str, tipo_meta: str | None, modo: str, otra: Mapping[str, Any]) -> list[str]:
    """The twelve months, as their fields show them, of what a year comes to. `otra`: the row whose proportion is taken.

    ValueError with the Spanish sentence of what to write.
    """
    campo = Campo("anual", "Lo del año", "dinero" if seccion == "presupuesto" else "decimal")
    value = parse(campo, [anual])
    if value is None or Decimal(value) < 0:
        raise ValueError("Escriba cuánto es en todo el año: un número que no sea negativo.")
    if modo not in reparto.MODOS:
        raise ValueError("Elija cómo repartir.")
    months = otra.get("meses") or []
    pesos = reparto.weights(modo, [Decimal(str(month or 0)) for month in months])
    if seccion == "presupuesto":
        return [text_of(campo, int(part)) for part in reparto.spread(Decimal(value), pesos)]
    return [text_of(campo, decimal_text(part)) for part in reparto.goal(Decimal(value), tipo_meta, pesos)]


def copy_of(document: Mapping[str, Any], seccion: str, key: str) -> Fila:
    """A new row with what another one says, and the next free key of its kind (empty where a person must choose)."""
    row = dict(row_at(document, seccion, key))
    for name in SECCION[seccion].llave[-1:]:
        row[name] = next_key(document, seccion) if name == "clave" else None
    return row


def next_key(document: Mapping[str, Any], seccion: str) -> str | None:
    """«A08» after A07: the first number after the greatest. Only activities are numbered so."""
    if seccion != "actividades":
        return None
    found = [re.fullmatch(r"A(\d{2,3})", str(row.get("clave") or "")) for row in campos.rows_of(document, seccion)]
    return f"A{max((int(match[1]) for match in found if match), default=0) + 1:02}"


# --- Changing a document


def mark(row: Any) -> str:
    """A short hash of a row as it was shown, to know whether somebody else changed it."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def row_at(document: Mapping[str, Any], seccion: str, key: str) -> Fila:
    """The row of that key. Raises Refused with FILA_INEXISTENTE."""
    found: Fila | None = campos.value_at(document, campos.address(seccion, key))
    if found is None:
        raise Refused("FILA_INEXISTENTE", fila=key)
    return found


def with_row(document: Mapping[str, Any], seccion: str, key: str | None, row: Fila) -> dict[str, Any]:
    """The document with a row replaced, or added at the end when `key` is None."""
    rows = list(document.get(seccion) or [])
    if key is None:
        rows.append(row)
    else:
        rows[_place(rows, seccion, key)] = row
    return {**document, seccion: rows}


def moved(document: Mapping[str, Any], seccion: str, key: str, salto: int) -> dict[str, Any]:
    """The document with a row some places further down (negative: up), never beyond the ends."""
    rows = list(document.get(seccion) or [])
    place = _place(rows, seccion, key)
    row = rows.pop(place)
    rows.insert(min(max(place + salto, 0), len(rows)), row)
    return {**document, seccion: rows}


def without_row(document: Mapping[str, Any], seccion: str, key: str) -> dict[str, Any]:
    rows = list(document.get(seccion) or [])
    del rows[_place(rows, seccion, key)]
    return {**document, seccion: rows}


def _place(rows: list[Any], seccion: str, key: str) -> int:
    found = campos.keys(seccion, rows)
    if key not in found:
        raise Refused("FILA_INEXISTENTE", fila=key)
    return found.index(key)


def repeats(document: Mapping[str, Any], seccion: str, key: str | None, row: Fila) -> bool:
    """Whether another row already has the key that this one would have."""
    others = [k.partition("~")[0] for k in campos.keys(seccion, list(document.get(seccion) or [])) if k != key]
    return campos.row_key(seccion, row) in others


def complete_document(document: Mapping[str, Any], ejercicio: int) -> dict[str, Any]:
    """A document with every section, so that an old or empty draft can be captured; the additional ones, only if they
    hold something."""
    found: dict[str, Any] = {
        seccion.clave: [sound(seccion, row) for row in campos.rows_of(document, seccion.clave)] for seccion in TABLAS
    }
    if document.get("mir") is None:
        found["mir"] = None
    identificacion = sound(IDENTIFICACION, document.get("identificacion"))
    for key, value in (("ejercicio", ejercicio), ("version", 1)):
        identificacion[key] = value if identificacion[key] is None else identificacion[key]
    diagnostico = sound(DIAGNOSTICO, document.get("diagnostico"))
    return lean({"identificacion": identificacion, **found, "diagnostico": diagnostico})
