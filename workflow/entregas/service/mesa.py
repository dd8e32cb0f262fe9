"""Recording deliveries of a padrón: the dossier locked, the facts read at once, each one decided in turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from workflow.db import db, lock
from workflow.entregas.clases import CAPTURAN
from workflow.entregas.hallazgos import cuenta_en_entrega, fuera_de_edad
from workflow.entregas.models import Entrega, Hallazgo
from workflow.entregas.queries import hechos
from workflow.entregas.queries.personas import edad_de, registros
from workflow.entregas.reglas import Anterior, Apoyo, Situacion, impedimentos
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.padron.cifrado import Llavero
from workflow.padron.models import Inscripcion, PadronFila


def expediente_de(expediente_id: int, *, actor: Actor) -> Expediente:
    """The dossier of a padrón in force, locked, if this person records its deliveries."""
    row = lock(Expediente, expediente_id)
    if row.tipo != "padron":
        raise Refused("PADRON_TIPO_DE_EXPEDIENTE")
    if row.dependencia.clave not in actor.dependencias(*CAPTURAN):
        raise NotAllowed("DEPENDENCIA_AJENA")
    if row.v_vigente_id is None:
        raise Refused("ENTREGA_SIN_PADRON_VIGENTE")
    return row


@dataclass(frozen=True)
class Renglon:
    """A delivery to record. `archivo`: (id, sha256) of its receipt; `renglon`: the row of its workbook."""

    inscripcion_id: int
    apoyo: Apoyo
    archivo: tuple[int, str] | None = None
    renglon: int | None = None


class Mesa:
    """What is known of some enrolments of one padrón while deliveries are being decided; it learns as it goes."""

    def __init__(self, expediente_id: int, inscripciones: Iterable[int], llavero: Llavero, recibos: Iterable[str] = ()):
        ids = sorted(set(inscripciones))
        self.expediente_id = expediente_id
        self.filas = _filas(expediente_id, ids)
        self.registros = registros(self.filas, llavero)
        self.anteriores = hechos.anteriores(ids)
        self.ordinales = hechos.ordinales(ids)
        self.cerrados = hechos.cerrados(expediente_id)
        self.recibos = hechos.recibos_usados(expediente_id, [recibo for recibo in recibos if recibo])
        self.reglas = hechos.reglas(expediente_id)
        self.personas = hechos.por_persona(
            expediente_id, {fila.persona for fila, _ in self.filas.values() if fila.persona}
        )

    def situacion(self, inscripcion_id: int, apoyo: Apoyo) -> Situacion:
        """Raises NotFound when the enrolment is not of this padrón."""
        if inscripcion_id not in self.filas:
            raise NotFound("ENTREGA_INSCRIPCION_AJENA")
        inscripcion, aprobado = self.filas[inscripcion_id]
        registro = self.registros.get(inscripcion_id)
        previas = self.anteriores.get(inscripcion_id, [])
        propio = sum(una.monto for una in previas)
        return Situacion(
            desde=inscripcion.desde,
            hasta=inscripcion.hasta,
            limites=hechos.limites(self.reglas.get(inscripcion.reglas_version)),
            aprobado=aprobado,
            edad=edad_de(registro, apoyo.dia) if apoyo.dia else None,
            anteriores=tuple(previas),
            periodo_cerrado=apoyo.periodo in self.cerrados,
            recibo_usado=bool(apoyo.recibo) and apoyo.recibo in self.recibos,
            persona_total=self.personas.get(inscripcion.persona or "", 0) - propio if inscripcion.persona else 0,
        )

    def impedimentos(self, renglon: Renglon) -> list[Reason]:
        apoyo = replace(renglon.apoyo, con_archivo=renglon.archivo is not None)
        return impedimentos(apoyo, self.situacion(renglon.inscripcion_id, apoyo))

    def aprender(self, renglon: Renglon) -> int:
        """It was decided that this one counts: the next ones are decided knowing it. Returns its ordinal."""
        apoyo, uno = renglon.apoyo, renglon.inscripcion_id
        if apoyo.dia is None:
            raise ValueError("entrega sin fecha")
        monto = apoyo.monto or 0
        self.anteriores.setdefault(uno, []).append(Anterior(apoyo.dia, apoyo.periodo, monto, apoyo.recibo))
        persona = self.filas[uno][0].persona
        if persona:
            self.personas[persona] = self.personas.get(persona, 0) + monto
        if apoyo.recibo:
            self.recibos.add(apoyo.recibo)
        ordinal = self.ordinales.get((uno, apoyo.periodo), 0) + 1
        self.ordinales[(uno, apoyo.periodo)] = ordinal
        return ordinal

    def fuera_de_edad(self, renglon: Renglon) -> bool:
        """Whether the age on the day of the delivery is outside the rules, where they count it that day."""
        inscripcion = self.filas[renglon.inscripcion_id][0]
        reglas = self.reglas.get(inscripcion.reglas_version)
        if reglas is None or renglon.apoyo.dia is None or not cuenta_en_entrega(reglas.edad_en):
            return False
        edad = edad_de(self.registros.get(renglon.inscripcion_id), renglon.apoyo.dia)
        return fuera_de_edad(edad, reglas.edad_min, reglas.edad_max)


def _filas(expediente_id: int, ids: Sequence[int]) -> dict[int, tuple[Inscripcion, int | None]]:
    """(enrolment, approved centavos) of those that are of this padrón."""
    halladas: dict[int, tuple[Inscripcion, int | None]] = {}
    for tanda in hechos.tandas(ids):
        rows = db.session.execute(
            select(Inscripcion, PadronFila.monto)
            .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
            .where(Inscripcion.id.in_(tanda), Inscripcion.expediente_id == expediente_id)
        )
        halladas |= {inscripcion.id: (inscripcion, monto) for inscripcion, monto in rows}
    return halladas


def anotar(
    mesa: Mesa, renglones: Sequence[Renglon], via: str, *, actor: Actor, ahora: datetime, **origen: int | None
) -> list[int]:
    """Write deliveries that were found possible, in order, with what of them is a finding. Returns their ids."""
    ids = []
    for renglon in renglones:
        apoyo = renglon.apoyo
        inscripcion, _ = mesa.filas[renglon.inscripcion_id]
        registro = mesa.registros.get(renglon.inscripcion_id)
        fuera = mesa.fuera_de_edad(renglon)
        valores: dict[str, Any] = {
            "expediente_id": mesa.expediente_id,
            "inscripcion_id": renglon.inscripcion_id,
            "periodo": apoyo.periodo,
            "ordinal": mesa.aprender(renglon),
            "clase": apoyo.clase,
            "monto": apoyo.monto,
            "cantidad": apoyo.cantidad,
            "unidad": apoyo.unidad or None,
            "descripcion": apoyo.descripcion or None,
            "dia": apoyo.dia,
            "lugar": apoyo.lugar or None,
            "cvegeo": apoyo.cvegeo or None,
            "recibe": apoyo.recibe,
            "recibo": apoyo.recibo or None,
            "archivo_id": renglon.archivo[0] if renglon.archivo else None,
            "archivo_sha256": renglon.archivo[1] if renglon.archivo else None,
            "edad": edad_de(registro, apoyo.dia) if apoyo.dia else None,
            "reglas_version": inscripcion.reglas_version,
            "via": via,
            "renglon": renglon.renglon,
            "por_id": actor.usuario_id,
            "por": actor.nombre,
            "en": ahora,
            **origen,
        }
        entrega_id = int(db.session.execute(insert(Entrega).returning(Entrega.id), valores).scalar_one())
        if fuera:
            db.session.add(Hallazgo(entrega_id=entrega_id, codigo="edad_en_entrega", en=ahora))
        ids.append(entrega_id)
    db.session.flush()
    return ids
