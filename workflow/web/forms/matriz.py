"""The form of a ficha técnica: groups of fields of the row of the MIR and of its ficha, and the table of variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from workflow.poa import formas
from workflow.poa.contenido import Fila, empty_row
from workflow.poa.esquema import CODIGOS, FICHAS, MIR, VARIABLES, Seccion
from workflow.poa.matriz.fichas import CREMAA, LETRAS
from workflow.web.forms.poa import Grupo, Opciones, field_of

IDENTIFICACION = ("indicador", "definicion", "unidad", "dimension", "tipo", "frecuencia", "sentido")
CALCULO = ("metodo", "tipo_formula")
METAS = ("linea_base", "anio_linea_base", "meta_anual", "meta_t1", "meta_t2", "meta_t3", "meta_t4")
SEMAFORO = ("amarillo_desde", "verde_desde", "verde_hasta", "amarillo_hasta")
COMPROBACION = ("medio",)
DE_FICHA = (
    "objetivo_prioritario",
    "desagregacion",
    "acumulado",
    "periodo_recoleccion",
    "disponibilidad",
    "ur_reporta",
    "bases_datos",
    "observaciones",
)
EDITABLES = (*IDENTIFICACION, *CALCULO, *METAS, *SEMAFORO, *COMPROBACION)
VARIABLE = ("letra", "nombre", "unidad", "fuente", "frecuencia", "valor_base", "descripcion")
MAS_VARIABLES = 12
SIN_OPCIONAL = frozenset({*METAS, *CREMAA})
"""Which of these may be empty depends on the others: saying «opcional» beside each would mislead."""
AYUDAS = {
    "metodo": "En palabras, con los nombres de las variables: (Casas con agua / Casas) × 100.",
    "meta_anual": "",
    "amarillo_desde": "",
    "medio": "Nombre de la fuente, área que la tiene y cada cuándo se actualiza.",
    "acumulado": "Acumulado suma lo del año; periódico dice solo lo de su periodo.",
    "ur_reporta": "Quién captura el avance.",
    "bases_datos": "La Ley General de Transparencia pide su nombre (artículo 65, fracción XIV).",
    "cremaa_nota": "Por qué, en lo que no cumple o cumple en parte.",
}


def groups(values: Mapping[str, Any], errors: Mapping[str, str], units: Opciones) -> dict[str, Grupo]:
    """The groups of the form by name, with what each field holds and what is wrong with it."""
    options: dict[str, Opciones] = {"ur_reporta": [("", "Elija…"), *units]}

    def group(titulo: str, seccion: Seccion, names: Sequence[str]) -> Grupo:
        fields = []
        for name in names:
            found = field_of(seccion, seccion.campo(name), values, errors, options)
            if name in SIN_OPCIONAL:
                found = replace(found, opcional=False)
            fields.append(replace(found, ayuda=AYUDAS[name] or None) if name in AYUDAS else found)
        return Grupo(titulo, fields)

    return {
        "identificacion": group("Identificación", MIR, IDENTIFICACION),
        "calculo": group("Cálculo", MIR, CALCULO),
        "metas": group("Línea base y metas", MIR, METAS),
        "semaforo": group("Semáforo", MIR, SEMAFORO),
        "comprobacion": group("Comprobación", MIR, COMPROBACION),
        "ficha": group("Más datos de la ficha", FICHAS, DE_FICHA),
        "cremaa": group("Revisión CREMAA", FICHAS, (*CREMAA, "cremaa_nota")),
    }


def variable_name(place: int, name: str) -> str:
    return f"v{place}_{name}"


def variable_texts(variables: Sequence[Fila]) -> dict[str, str]:
    """The variables as the form holds them: v1_letra, v1_nombre…"""
    return {
        variable_name(place, name): formas.text_of(VARIABLES.campo(name), row.get(name))
        for place, row in enumerate(variables, 1)
        for name in VARIABLE
    }


def lines(values: Mapping[str, Any], blank: int = 1) -> list[dict[str, str]]:
    """The lines of the table of variables: those with something, and some blank ones, each with a free letter.

    `prueba`: the value with which the formula is tried, which is not saved.
    """
    found = []
    for place in range(1, MAS_VARIABLES + 1):
        line = {name: str(values.get(variable_name(place, name)) or "") for name in VARIABLE}
        line["prueba"] = str(values.get(f"p{place}") or "")
        if any(line[name].strip() for name in VARIABLE if name != "letra"):
            found.append(line)
    taken = {line["letra"].strip().upper() for line in found}
    free = [letra for letra in LETRAS if letra not in taken]
    for letra in free[: max(0, min(blank, MAS_VARIABLES - len(found)))]:
        found.append(dict.fromkeys(VARIABLE, "") | {"letra": letra, "prueba": ""})
    return found


def parse_variables(typed: Mapping[str, Any], clave: str, numero: int) -> tuple[list[Fila], dict[str, str]]:
    """The rows of the variables that hold something, and what is wrong by name of field."""
    rows: list[Fila] = []
    errors: dict[str, str] = {}
    for place in range(1, MAS_VARIABLES + 1):
        row = empty_row(VARIABLES) | {"clave": clave, "numero": numero}
        for name in VARIABLE:
            field = variable_name(place, name)
            try:
                row[name] = formas.parse(VARIABLES.campo(name), [str(typed.get(field) or "")])
            except ValueError as error:
                errors[field] = str(error)
        if any(row[name] for name in VARIABLE if name != "letra"):
            row["letra"] = str(row["letra"] or "").upper() or None
            if not row["letra"]:
                errors.setdefault(variable_name(place, "letra"), "Ponga una letra a la variable: A, B, C…")
            if not row["nombre"]:
                errors.setdefault(variable_name(place, "nombre"), f"Diga qué mide la variable {row['letra'] or ''}.")
            if row["letra"] in {other["letra"] for other in rows}:
                errors.setdefault(variable_name(place, "letra"), f"La letra {row['letra']} ya es de otra variable.")
            rows.append(row)
    return rows, errors


FRECUENCIAS: Opciones = [("", "—"), *CODIGOS["frecuencia"].items()]
