"""Two padrones of two dependencias, and the search of possible duplicates as the worker makes it."""

from __future__ import annotations

from datetime import datetime

from flask import current_app
from sqlalchemy import select

from tests.builders_padron import SENCILLAS, Expediente
from tests.cast import Cast
from tests.curp_oficial import digito
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.jobs.coincidencias import coincidencias
from workflow.jobs.handlers import HANDLERS, JobContext
from workflow.padron import service
from workflow.padron.coincidencias.models import PadronTicket

ENCABEZADO = "CURP,NOMBRE COMPLETO,FECHA DE NACIMIENTO,TEL,MONTO,FECHA ENTREGA,OBSERVACIONES"


def clave(cuerpo: str) -> str:
    """A key from its first 17 characters."""
    return cuerpo + digito(cuerpo)


LAURA = clave("ROCL880709MZSBSR9")
LAURA_JC = clave("ROCL880709MJCBSR8")  # the same woman with the key of another state
PEDRO = clave("PEGP750101HZSRMD9")


def fila(curp: str, nombre: str, nacio: str = "", tel: str = "", monto: int = 450, nota: str = "") -> str:
    return f"{curp},{nombre},{nacio},{tel},{monto},05/02/2026,{nota}"


def csv_de(*filas: str) -> bytes:
    return "\r\n".join([ENCABEZADO, *filas, ""]).encode()


class Padron(Expediente):
    """A padrón of any dependencia of the cast."""

    def __init__(self, cast: Cast, ahora: datetime, ur: str, programa: str, enlace: str) -> None:
        self.cast, self.ahora, self.actor = cast, ahora, getattr(cast, enlace)
        self.id = expedientes.crear("padron", ur, programa, 2026, f"Padrón {programa}", actor=self.actor, ahora=ahora)
        service.guardar_reglas(self.id, SENCILLAS, actor=self.actor, ahora=self.tick())

    def seek(self, carga_id: int) -> None:
        seek(carga_id, self.tick())

    def sought(self, data: bytes) -> int:
        """Uploaded, read, confirmed, and its possible duplicates looked for."""
        carga_id = self.loaded(data)
        self.seek(carga_id)
        return carga_id


def becas(cast: Cast, ahora: datetime) -> Padron:
    return Padron(cast, ahora, "UR-043", "PP-25", "enlace_educacion")


def empleo(cast: Cast, ahora: datetime, programa: str = "PP-29") -> Padron:
    return Padron(cast, ahora, "UR-050", programa, "enlace")


def seek(carga_id: int, ahora: datetime) -> None:
    assert HANDLERS["padron.coincidencias"] is coincidencias
    coincidencias({"carga_id": carga_id}, JobContext(1, ahora, current_app.config["RUTA"], lambda *_: None))


def tickets() -> list[PadronTicket]:
    db.session.expire_all()
    return list(db.session.scalars(select(PadronTicket).order_by(PadronTicket.id)))


def states() -> list[tuple[str, str, str]]:
    """(class, first reason, state) of every ticket."""
    return [(uno.clase, uno.razones.split(",")[0], uno.estado) for uno in tickets()]
