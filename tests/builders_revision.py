"""A POA in review, whole and without defects, of any size; and what is changed in it by hand."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from tests.cast import Cast
from workflow.db import db
from workflow.expedientes import service
from workflow.expedientes.models import Borrador
from workflow.kernel.actor import SISTEMA
from workflow.libros.limites import POA
from workflow.libros.proceso import read_book
from workflow.poa.catalogos_csv import CARPETA_DE_MUESTRA, read_rows
from workflow.poa.lectura.libro import read
from workflow.poa.service import load_catalogos

Documento = dict[str, Any]
SAMPLE = CARPETA_DE_MUESTRA.parent / "poa"


@cache
def _sample(name: str) -> Documento:
    return read(read_book(SAMPLE / name, POA), name).contenido


def clean_poa(change: Callable[[Documento], Any] | None = None, name: str = "UR-050.xlsx") -> Documento:
    """A sample POA that raises nothing blocking, changed by hand."""
    document = copy.deepcopy(_sample(name))
    if change is not None:
        change(document)
    return document


def with_subsidy(document: Documento) -> None:
    """A line of ayudas sociales a personas, $1,200.00 in the year."""
    document["presupuesto"].append(
        {"partida": "4410", "concepto": "Ayudas sociales a personas", "fuente": "11", "meses": [10_000] * 12,
         "total": 120_000}
    )  # fmt: skip


def large(document: Documento, actividades: int = 200, indicadores: int = 40) -> None:
    """Grown to that many activities and rows of the MIR, each with a key of its own."""
    pattern, row = document["actividades"][0], document["mir"][-1]
    document["actividades"] = [
        {**copy.deepcopy(pattern), "clave": f"A{n:03d}", "descripcion": f"Entrega número {n} de la muestra"}
        for n in range(1, actividades + 1)
    ]
    for n in range(50, 50 + indicadores - len(document["mir"])):
        more = {"clave": f"C1A{n}", "numero": 1, "indicador": f"Porcentaje de avance de la entrega {n}"}
        document["mir"].append({**copy.deepcopy(row), **more})


class Revision:
    """A dossier with a real POA, a minute per act. After `app` or one of its kin."""

    def __init__(self, cast: Cast, ahora: datetime, contenido: Documento, programa: str = "PP-32") -> None:
        self.cast, self.ahora = cast, ahora
        load_catalogos(read_rows(CARPETA_DE_MUESTRA), 2026, actor=SISTEMA, ahora=ahora)
        self.id = service.crear(
            "poa", "UR-050", programa, 2026, "POA 2026 de Obras", actor=cast.enlace, ahora=ahora, contenido=contenido
        )

    def tick(self) -> datetime:
        self.ahora += timedelta(minutes=1)
        return self.ahora

    def do(self, who: str, accion: str, **parametros: Any) -> service.Resultado:
        return service.actuar(self.id, accion, actor=getattr(self.cast, who), ahora=self.tick(), parametros=parametros)

    def capture(self, change: Callable[[Documento], Any]) -> None:
        db.session.expire_all()
        row = db.session.get_one(Borrador, self.id)
        document = copy.deepcopy(row.contenido)
        change(document)
        service.capturar(self.id, document, row.revision, actor=self.cast.enlace, ahora=self.tick())

    def again(self, change: Callable[[Documento], Any]) -> None:
        """Observed, corrected and sent again, in the hands of the same reviewer."""
        self.do("revisora", "observar", campo="actividades", tipo="recomendacion", texto="Aclare.")
        self.do("revisora", "notificar_observaciones")
        self.capture(change)
        self.do("titular", "enviar")
        self.do("revisora", "tomar_revision")


def in_review(cast: Cast, ahora: datetime, contenido: Documento | None = None) -> Revision:
    camino = Revision(cast, ahora, contenido or clean_poa())
    camino.do("titular", "enviar")
    camino.do("revisora", "tomar_revision")
    return camino
