"""A padrón in force and the deliveries of its enlace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from tests.builders_padron import ANA, LUPE, SENCILLAS, Expediente, csv_de, llaves
from tests.cast import Cast
from workflow.db import db
from workflow.entregas import service
from workflow.entregas.reglas import Apoyo
from workflow.expedientes import service as expedientes
from workflow.padron import service as service_padron
from workflow.padron.models import Inscripcion

NINO = "MUXL150520HZSXXSA9"  # Luis, born on 20 May 2015
PADRON = csv_de(
    f"{ANA},ANA PEÑA,450,05/02/2026,", f"{LUPE},DE LA TORRE RIOS JOSE GUADALUPE,450,05/02/2026,"
)  # fmt: skip
DINERO = Apoyo("monetario", date(2026, 2, 9), "2026-T1", monto=20_000, lugar="DIF Municipal")
DESPENSA = Apoyo(
    "en_especie", date(2026, 2, 9), "2026-T1", cantidad=Decimal(1), unidad="despensa", descripcion="Despensa básica",
    lugar="Plaza de Plateros", cvegeo="320100108",
)  # fmt: skip


class Padron(Expediente):
    """Published, with its people in force; its enlace records deliveries, a minute each."""

    def __init__(self, cast: Cast, ahora: datetime, data: bytes = PADRON, reglas: dict[str, Any] | None = None) -> None:
        super().__init__(cast, ahora, **({"reglas": reglas} if reglas is not None else {}))
        self.loaded(data)
        self.publish()

    @classmethod
    def of_programme(cls, cast: Cast, ahora: datetime, programa: str, data: bytes = PADRON) -> Padron:
        """The same people in another programme of the dependencia."""
        padron = cls.__new__(cls)
        padron.cast, padron.ahora, padron.actor = cast, ahora, cast.enlace_educacion
        padron.id = expedientes.crear(
            "padron", "UR-043", programa, 2026, "Apoyos de temporada", actor=padron.actor, ahora=ahora
        )
        service_padron.guardar_reglas(padron.id, SENCILLAS, actor=padron.actor, ahora=padron.tick())
        padron.loaded(data)
        padron.publish()
        return padron

    def of(self, curp: str) -> int:
        """The enrolment of a person."""
        return db.session.scalars(
            select(Inscripcion.id).where(
                Inscripcion.expediente_id == self.id, Inscripcion.persona.in_(llaves().indices(curp))
            )
        ).one()

    def deliver(self, curp: str = ANA, apoyo: Apoyo = DINERO, **more: Any) -> int:
        cambios = {nombre: more.pop(nombre) for nombre in list(more) if hasattr(apoyo, nombre)}
        return service.registrar(
            self.id, self.of(curp), replace(apoyo, **cambios), llavero=llaves(), actor=self.actor, ahora=self.tick(),
            **more,
        )  # fmt: skip
