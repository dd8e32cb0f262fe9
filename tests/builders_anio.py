"""A whole year of a municipality with every kind of goal and indicator, and late, missing and zero reports.

42 MIR with 506 indicators and 67 POA. Deterministic: how each thing does comes from its place in the lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.builders_indicadores import actividad, contenido, indicador, publish
from workflow.db import db
from workflow.indicadores.models import Avance
from workflow.indicadores.periodos import last_day
from workflow.indicadores.programa import Medida, of_content
from workflow.indicadores.queries.programas import forget
from workflow.people.models import Dependencia, DependenciaNombre

POAS, MATRICES, INDICADORES, ACTIVIDADES = 67, 42, 506, 8
PUBLICADOS = datetime(2026, 1, 20, 18, 0, tzinfo=UTC)
_NADA = {"amarillo_desde": None, "verde_desde": None, "verde_hasta": None, "amarillo_hasta": None}
# In turn: formula, direction and frequency of the indicators of a matrix.
_CLASES: tuple[dict[str, Any], ...] = (
    {"tipo_formula": "porcentaje"},
    {"tipo_formula": "porcentaje", "sentido": "descendente"},
    {"tipo_formula": "valor_absoluto", "variable_2": None},
    {"tipo_formula": "valor_absoluto", "variable_2": None, "sentido": "descendente", **_NADA},
    {"tipo_formula": "razon_promedio", **_NADA},
    {"tipo_formula": "tasa_variacion"},
    {"tipo_formula": "porcentaje", "sentido": "regular"},
)
_FRECUENCIAS = ("trimestral", "mensual", "semestral", "anual", "trimestral")


def _actividades() -> list[dict[str, Any]]:
    return [
        actividad("A01", ["5"] * 12),
        actividad("A02", ["0", "0", "10", *["5"] * 6, "0", "0", "0"]),
        actividad("A03", ["90", "91", "92", *["93"] * 9], "promedio"),
        actividad("A04", ["0"] * 8 + ["1"] + ["0"] * 3, "unica"),
        actividad("A05", [str(100 + 10 * mes) for mes in range(12)], "ultima"),
        actividad("A06", ["12"] * 12, "constante"),
        actividad("A07", [None] * 6 + ["3"] * 6),
        actividad("A08", ["0"] * 12),
    ]


def documento(n: int) -> dict[str, Any]:
    mios = 0 if n >= MATRICES else INDICADORES // MATRICES + (1 if n < INDICADORES % MATRICES else 0)
    return contenido(
        alineacion=[{"instrumento": "pmd", "nivel": "eje", "clave": str(n % 5 + 1), "descripcion": "Eje"}],
        actividades=_actividades(),
        mir=[
            indicador(
                f"C{k}", "componente", _FRECUENCIAS[(n + k) % 5], ["60", "70", "75", "80"],
                **_CLASES[(n * 3 + k) % len(_CLASES)],
            )
            for k in range(1, mios + 1)
        ]
        or None,
    )  # fmt: skip


def municipio() -> list[dict[str, Any]]:
    """Publish every POA; the rows of the reports of their year, in the order in which they arrive."""
    forget()
    arrive: list[dict[str, Any]] = []
    for n in range(POAS):
        unidad = Dependencia(clave=f"UR-{500 + n}", siglas=f"U{n}", tipo="Dirección", titular_cargo="Director/a")
        unidad.nombres = [DependenciaNombre(nombre=f"Dirección número {n}", desde=date(2024, 9, 15))]
        db.session.add(unidad)
        db.session.flush()
        content = documento(n)
        publish(unidad, n, content, PUBLICADOS)
        arrive += _reports(n, of_content(content, 2026).medidas)
    db.session.commit()
    return sorted(arrive, key=lambda row: (row["en"], row["expediente_id"], row["direccion"]))


def _reports(n: int, medidas: Iterable[Medida]) -> list[dict[str, Any]]:
    """One in thirteen never arrives; one in seventeen arrives forty days late; one in eleven is a zero."""
    rows = []
    for k, medida in enumerate(medidas):
        for periodo in medida.periodos:
            fin = last_day(periodo)
            turn = n * 7 + k * 3 + fin.month
            if turn % 13 == 0 or (medida.programado[periodo] is None and turn % 5):
                continue
            late = turn % 17 == 0
            uno = (
                Decimal(0)
                if turn % 11 == 0
                else Decimal(turn % 140)
                if medida.clase == "indicador"
                else Decimal(turn % 14)
            )
            rows.append(
                {
                    "expediente_id": 9000 + n, "ejercicio": 2026, "direccion": medida.direccion, "periodo": periodo,
                    "uno": uno, "dos": Decimal(turn % 9 * 20) if len(medida.variables) > 1 else None,
                    "justificacion": "Lluvias.", "por_id": 1, "por": "Prueba",
                    "en": datetime(fin.year, fin.month, fin.day, 18, tzinfo=UTC) + timedelta(days=45 if late else 5),
                }
            )  # fmt: skip
    return rows


def keep(rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(db.insert(Avance), rows)
        db.session.commit()
