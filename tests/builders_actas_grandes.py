"""The sessions that a municipality remembers, told event by event through the use cases that the console calls.

A Cabildo of four hours with 67 POA in a block, a COPLADEMUN of 32, and Comisiones Unidas with a member in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests import builders_documentos as d
from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.db import db
from workflow.kernel.actor import Actor
from workflow.sesiones import service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Dictamen
from workflow.sesiones.service import Propuesta

REGIDURIAS = b.CURULES[2:]
EN_CONTRA = ("C03", "C04", "C05", "C06", "C07", "C08", "C09")


@dataclass
class Sala:
    """One session and its clock: each act is said by its minute after the opening."""

    sesion: int
    dia: datetime
    actor: Actor

    def a(self, minutos: int) -> dict[str, Any]:
        return {"actor": self.actor, "ahora": self.dia + timedelta(minutes=minutos)}

    def item(self, tipo: str) -> int:
        return b.items(self.sesion)[tipo]


def cabildo_de_cuatro_horas(cast: Cast, ahora: datetime) -> tuple[Sala, list[int]]:
    """67 POA in a block, three reserved: one decided by the casting vote, one rejected, one with modifications.

    Present: all but C02 (justified) and C16 (arrives at minute 25). Quórum is lost at 118 and is back at 130.
    """
    b.load_organs(cast, ahora)
    ids = b.many_dictaminated(cast, ahora, 67)
    dia = ahora + timedelta(days=3)
    informe = PuntoNuevo(
        "Informe de la Tesorería sobre el cierre del ejercicio", tipo="informativo", presenta="Tesorería"
    )
    sesion = b.convene("CAB", cast.gobierno, ahora, en_bloque=True, otros=[informe], secretario=d.SECRETARIO)
    sala = Sala(sesion, dia, cast.gobierno)
    presentes = tuple(one for one in b.CURULES if one not in ("C02", "C16"))
    service.abrir(sesion, presentes=presentes, justificados={"C02": "Comisión oficial en la capital"}, **sala.a(0))
    orden = sala.item("orden")
    service.abrir_punto(orden, **sala.a(4))
    service.votar(orden, votos=Captura(todos="a_favor"), **sala.a(6))
    service.registrar_asistencia(sesion, persona="C16", evento="entra", **sala.a(25))
    _the_block(sala, ids)
    _the_rest(sala)
    return sala, ids


def _the_block(sala: Sala, ids: list[int]) -> None:
    """The vote in general at minute 70; the three in particular; quórum lost and found again in between."""
    bloque = sala.item("bloque")
    service.abrir_punto(bloque, **sala.a(30))
    service.reservar(
        bloque, expedientes_ids=[ids[1], ids[20]], persona="C05", motivo="Metas sin línea base", **sala.a(41)
    )
    service.reservar(bloque, expedientes_ids=[ids[44]], persona="C09", motivo="Presupuesto sin fuente", **sala.a(43))
    service.intervenir(
        bloque,
        persona="C05",
        texto="Solicito que conste que pedí la línea base en dos ocasiones",
        literal=True,
        **sala.a(50),
    )
    service.votar_bloque(bloque, votos=Captura(todos="a_favor", abstencion=("C07",)), **sala.a(70))
    empate = Captura(todos="a_favor", en_contra=EN_CONTRA, abstencion=("C10",))
    tied = service.votar_reserva(bloque, expediente_id=ids[1], votos=empate, **sala.a(85))
    service.ejercer_voto_calidad(tied.votaciones[0], sentido="a_favor", **sala.a(86))
    rechazo = Captura(todos="en_contra", a_favor=("C05", "C09", "C11", "C12"))
    service.votar_reserva(bloque, expediente_id=ids[20], votos=rechazo, **sala.a(104))
    for n, clave in enumerate(REGIDURIAS[6:13]):
        service.registrar_asistencia(sala.sesion, persona=clave, evento="sale", **sala.a(112 + n))
    service.registrar_incidencia(sala.sesion, clase="receso", texto="Receso para reunir el quórum", **sala.a(119))
    vuelven = (*b.CURULES[:1], *REGIDURIAS[:6], "C10", "C11", "C12", "C16")
    service.registrar_incidencia(
        sala.sesion, clase="reanudacion", texto="Se reanuda la sesión", presentes=vuelven, **sala.a(130)
    )
    modificado = Propuesta(
        "aprobado_con_modificaciones", modificaciones=("En la actividad 2, dice: 40 talleres; debe decir: 52 talleres",)
    )
    service.votar_reserva(
        bloque, expediente_id=ids[44], votos=Captura(todos="a_favor"), propuesta=modificado, **sala.a(150)
    )


def _the_rest(sala: Sala) -> None:
    informe = sala.item("informativo")
    service.abrir_punto(informe, **sala.a(160))
    service.intervenir(
        informe,
        invitado="Ofelia Rentería Mier",
        invitado_cargo="Tesorera Municipal",
        texto="Presenta el cierre",
        **sala.a(170),
    )
    service.desahogar(informe, **sala.a(200))
    service.clausurar(sala.sesion, **sala.a(240))


def copladem_de_treinta_y_dos(cast: Cast, ahora: datetime) -> Sala:
    """All 33 but one attend; the consolidated report is approved with four against."""
    b.load_organs(cast, ahora)
    service.cargar_miembros(b.rows("miembros.csv"), actor=cast.administradora, ahora=ahora)
    informe = PuntoNuevo("Informe consolidado de evaluación del desempeño", presenta="Planeación")
    sesion = b.convene("COPLADEMUN", cast.planeacion, ahora, otros=[informe], secretario=d.SECRETARIO)
    sala = Sala(sesion, ahora + timedelta(days=3), cast.planeacion)
    claves = tuple(b.roll(sesion))
    b.open_with_agenda(sesion, claves[:32], cast.planeacion, sala.dia)
    punto = sala.item("votable")
    service.abrir_punto(punto, **sala.a(10))
    service.votar(punto, votos=Captura(todos="a_favor", en_contra=claves[20:24]), **sala.a(40))
    service.clausurar(sesion, **sala.a(75))
    return sala


def unidas_con_integrante_compartida(cast: Cast, ahora: datetime) -> tuple[Sala, Dictamen]:
    """C10 sits in both commissions, and votes against in one of them; the dictamen is approved by both."""
    b.load_organs(cast, ahora)
    b.turned(cast, ahora)
    sesion = b.convene("CU-DEDS", cast.comisiones, ahora)
    sala = Sala(sesion, ahora + timedelta(days=3), cast.comisiones)
    presentes = tuple(one for one in b.UNIDAS if one not in ("C15", "C16"))
    b.open_with_agenda(sesion, presentes, cast.comisiones, sala.dia, unidas=True)
    punto = sala.item("votable")
    service.abrir_punto(punto, **sala.a(10))
    votos = {"COM-01": Captura(todos="a_favor", en_contra=("C10",)), "COM-02": Captura(todos="a_favor")}
    service.votar(punto, votos=votos, propuesta=Propuesta("favorable"), **sala.a(35))
    service.clausurar(sesion, **sala.a(60))
    return sala, db.session.query(Dictamen).one()
