"""Who a delivery is for: enrolments found without a name in an address, and what a page may print of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from workflow.db import db
from workflow.entregas.queries.hechos import tandas
from workflow.kernel.curp import edad_cumplida
from workflow.kernel.refusals import Refused
from workflow.padron import mascara
from workflow.padron.cifrado import Llavero
from workflow.padron.identidad import leer_curp
from workflow.padron.models import CargaPadron, Inscripcion, PadronFila
from workflow.padron.privacidad.queries.filas import celdas_de, lector_de
from workflow.padron.registro import Lector, Registro


@dataclass(frozen=True)
class Persona:
    """An enrolment as whoever hands out the support sees it. `nombre`: given names and the initials of the surnames.

    `numero`: its row in the file of the padrón; `menor`: on the day that was asked.
    """

    inscripcion_id: int
    numero: int
    nombre: str
    curp: str
    sexo: str
    edad: int | None
    cvegeo: str
    localidad: str
    periodo: str
    monto: int | None
    desde: date
    hasta: date | None
    con_tutora: bool

    @property
    def menor(self) -> bool:
        return self.edad is not None and self.edad < 18


def buscar(expediente_id: int, escrito: str, llavero: Llavero) -> list[int]:
    """Enrolments of a padrón by the CURP or by the number of the row in its file, those in force first."""
    statement = select(Inscripcion.id).where(Inscripcion.expediente_id == expediente_id)
    limpio = "".join(escrito.split())
    if limpio.isdigit() and len(limpio) < 10:
        statement = statement.join(PadronFila, PadronFila.id == Inscripcion.fila_id).where(
            PadronFila.numero == int(limpio)
        )
    else:
        curp = leer_curp(escrito).curp
        if not curp:
            raise Refused("ENTREGA_BUSQUEDA")
        statement = statement.where(Inscripcion.persona.in_(llavero.indices(curp)))
    return list(db.session.scalars(statement.order_by(Inscripcion.hasta.is_not(None), Inscripcion.id.desc()).limit(50)))


def registros(inscripciones: Iterable[int], llavero: Llavero) -> dict[int, Registro]:
    """What the row of each enrolment says today, opened. One whose data is no longer kept is not there."""
    hallados: dict[int, Registro] = {}
    lectores: dict[int, Lector | None] = {}
    for tanda in tandas(dict.fromkeys(inscripciones)):
        rows = db.session.execute(
            select(Inscripcion.id, PadronFila)
            .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
            .where(Inscripcion.id.in_(tanda))
        )
        for inscripcion_id, fila in rows:
            if fila.carga_id not in lectores:
                lectores[fila.carga_id] = lector_de(db.session.get_one(CargaPadron, fila.carga_id))
            lector, celdas = lectores[fila.carga_id], celdas_de(fila, llavero) if fila.datos else None
            if lector is not None and celdas is not None:
                hallados[inscripcion_id] = lector.registro(fila.numero, celdas)
    return hallados


def personas(inscripciones: Sequence[int], llavero: Llavero, dia: date) -> list[Persona]:
    """In the order asked, masked. `dia`: of the delivery, for the age."""
    abiertos = registros(inscripciones, llavero)
    filas = {
        inscripcion.id: (inscripcion, fila)
        for tanda in tandas(inscripciones)
        for inscripcion, fila in db.session.execute(
            select(Inscripcion, PadronFila)
            .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
            .where(Inscripcion.id.in_(tanda))
        )
    }
    return list(_personas(inscripciones, filas, abiertos, dia))


def _personas(
    inscripciones: Sequence[int],
    filas: dict[int, tuple[Inscripcion, PadronFila]],
    abiertos: dict[int, Registro],
    dia: date,
) -> Iterator[Persona]:
    for uno in inscripciones:
        if uno not in filas:
            continue
        inscripcion, fila = filas[uno]
        registro = abiertos.get(uno)
        yield Persona(
            inscripcion_id=uno,
            numero=fila.numero,
            nombre=nombre_corto(registro) if registro else "—",
            curp=mascara.curp(registro.curp) if registro and registro.curp else "",
            sexo=fila.sexo or "",
            edad=edad_de(registro, dia),
            cvegeo=fila.cvegeo or "",
            localidad=registro.localidad if registro else "",
            periodo=registro.periodo if registro else "",
            monto=fila.monto,
            desde=inscripcion.desde,
            hasta=inscripcion.hasta,
            con_tutora=bool(registro and registro.curp_tutor),
        )


def edad_de(registro: Registro | None, dia: date) -> int | None:
    """In years on a day, of a person; nobody's of an organisation or a work."""
    if registro is None or registro.estructura != "persona" or registro.nacimiento is None:
        return None
    return edad_cumplida(registro.nacimiento, dia) if registro.nacimiento <= dia else None


def nombre_corto(registro: Registro) -> str:
    """`ANA P. X.`: enough to call somebody in a line. An organisation or a work, whole."""
    if registro.estructura != "persona":
        return registro.razon_social or registro.obra
    if registro.nombres and registro.primer_apellido:
        apellidos = " ".join(f"{uno[0]}." for uno in (registro.primer_apellido, registro.segundo_apellido) if uno)
        return f"{registro.nombres} {apellidos}"
    return " ".join(parte if len(parte) <= 3 else f"{parte[:3]}." for parte in registro.nombre.split())
