"""What the route must know of a POA: what changed, how a field is called, what forbids sending it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.expedientes.kinds import Kind
from workflow.kernel.refusals import Invalid, Reason
from workflow.poa import adecuacion, campos, formas
from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import empty, from_dict
from workflow.poa.contenido import put as put_field
from workflow.poa.esquema import CODIGOS, MESES, SECCION, Campo
from workflow.poa.hallazgos import ERROR, Problema
from workflow.poa.reglas import todas

Contenido = Mapping[str, Any]
_EJERCICIO = 2026
_MOSTRADAS = 12
_OF_CATALOGUES = frozenset(
    {
        "EJERCICIO_DISTINTO",
        "UR_INEXISTENTE",
        "PROGRAMA_INEXISTENTE",
        "LOCALIDAD_INEXISTENTE",
        "ALINEACION_INEXISTENTE",
        "PARTIDA_INEXISTENTE",
        "FUENTE_INEXISTENTE",
    }
)


def changed_fields(old: Contenido, new: Contenido) -> list[str]:
    """Addresses whose value differs. A row that only one of them has counts by each of its fields with a value; rows
    that only changed places, by `actividades.orden`."""
    before, after = dict(campos.fields(old)), dict(campos.fields(new))
    ordered = dict.fromkeys([*after, *before])
    changed = [campo for campo in ordered if _told(before.get(campo)) != _told(after.get(campo))]
    return changed + campos.reordered(old, new)


def _told(value: Any) -> Any:
    return None if value in ("", [], None) else value


def label(campo: str) -> str:
    """«Actividades, A03, abril»."""
    parts = campos.split(campo)
    if parts is None:
        return campo
    seccion, key, name, mes = parts
    words = [SECCION[seccion].hoja]
    if key is not None:
        words.append(_row_words(seccion, key))
    if mes:
        words.append(MESES[mes - 1].lower() if 1 <= mes <= 12 else str(mes))
    elif name:
        field = next((item for item in SECCION[seccion].campos if item.clave == name), None)
        words.append(
            "meses"
            if name == "meses"
            else "orden de las filas"
            if name == campos.ORDEN
            else field.titulo
            if field
            else name
        )
    return ", ".join(words)


def _row_words(seccion: str, key: str) -> str:
    bare, _, again = key.partition("~")
    if seccion == "alineacion":
        instrumento, nivel, clave = [*bare.split("|"), "", ""][:3]
        words = [CODIGOS["instrumento"].get(instrumento, ""), CODIGOS["nivel_alineacion"].get(nivel, ""), clave]
        bare = " ".join(word for word in words if word)
    elif seccion == "presupuesto":
        partida, _, fuente = bare.partition("|")
        bare = f"partida {partida} fuente {fuente}"
    elif seccion in campos.DE_INDICADOR:
        clave, _, rest = bare.partition("#")
        numero, _, letra = rest.partition("|")
        bare = clave if numero in ("", "1") else f"{clave} indicador {numero}"
        bare += f" variable {letra}" if letra else ""
    return f"{bare or 'sin clave'} (repetida)" if again else bare or "sin clave"


def value(contenido: Contenido, campo: str) -> Any:
    """What is at an address: codes by their word, and None if nothing is there."""
    found = campos.value_at(contenido, campo)
    parts = campos.split(campo)
    if parts is None or not isinstance(found, str) or not parts[2]:
        return found
    field = next((item for item in SECCION[parts[0]].campos if item.clave == parts[2]), None)
    return CODIGOS[field.codigos].get(found, found) if field and field.codigos else found


def facts(contenido: Contenido) -> dict[str, Any]:
    """Centavos of the whole budget and of chapter 1000 (personal services)."""
    lines = from_dict(contenido).presupuesto
    amounts = [(line.partida, sum(month or 0 for month in line.meses)) for line in lines]
    return {
        "total": sum(amount for _, amount in amounts),
        "capitulo_1000": sum(amount for partida, amount in amounts if partida.startswith("1")),
    }


def inside_problems(contenido: Contenido) -> list[Problema]:
    """The problems that can be seen without any catalogue."""
    ejercicio = from_dict(contenido).identificacion.get("ejercicio") or _EJERCICIO
    found = todas.check(contenido, Catalogos(ejercicio))
    return [problem for problem in found if problem.codigo not in _OF_CATALOGUES]


def problems(contenido: Contenido) -> list[Reason]:
    """What forbids sending a POA, each with its place and sentence; the empty fields of a row, together."""
    found = [problem for problem in inside_problems(contenido) if problem.severidad == ERROR]
    empty_of: dict[str, list[str]] = {}
    reasons: list[Reason] = []
    for problem in found:
        if problem.codigo == "CAMPO_OBLIGATORIO_VACIO":
            row = campos.row_of(problem.campo)
            if row not in empty_of:
                empty_of[row] = []
                facts = {"lugar": label(row), "cuales": empty_of[row], "campo": row}
                reasons.append(Reason("POA_CAMPOS_VACIOS", facts))
            empty_of[row].append(f"«{problem.hechos['columna']}»")
        else:
            facts = {"lugar": label(problem.campo), "texto": problem.texto, "campo": problem.campo}
            reasons.append(Reason("POA_POR_CORREGIR", facts))
    if len(reasons) > _MOSTRADAS:
        left = len(reasons) - _MOSTRADAS
        reasons[_MOSTRADAS:] = [Reason("POA_MAS_POR_CORREGIR", {"cuantos": left, "campo": "identificacion"})]
    return reasons


def put(contenido: Contenido, campo: str, texto: str) -> dict[str, Any]:
    """The POA with one field as the Cabildo left it, and the total of its row computed again. Raises Invalid."""
    parts = campos.split(campo)
    field = _field_of(parts)
    if parts is None or field is None or field.clave in formas.CALCULADOS:
        raise Invalid("CAMPO_NO_SE_MODIFICA", campo=label(campo))
    seccion, key = parts[0], parts[1]
    try:
        value = formas.parse(field, texto.split(";") if field.tipo == "lista" else [texto])
    except ValueError as error:
        raise Invalid("CAMPO_INVALIDO", campo=label(campo), motivo=str(error)) from error
    if key is None:
        row = dict(contenido.get(seccion) or {})
        put_field(row, field, value)
        return {**contenido, seccion: row}
    row = dict(formas.row_at(contenido, seccion, key))
    put_field(row, field, value)
    return formas.with_row(contenido, seccion, key, formas.complete(seccion, row, Catalogos(_EJERCICIO)))


def _field_of(parts: tuple[str, str | None, str | None, int | None] | None) -> Campo | None:
    if parts is None or parts[2] is None:
        return None
    seccion, _, name, mes = parts
    return next((one for one in SECCION[seccion].campos if one.clave == name and one.mes == mes), None)


KIND = Kind(
    "poa", changed_fields, label, value, facts, lambda: empty(None), problems, changes=adecuacion.kinds, put=put
)
