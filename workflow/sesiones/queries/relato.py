"""The whole session in order (for its acta), and the session right now (for its board)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflow.db import db
from workflow.kernel.refusals import NotFound
from workflow.sesiones import lista
from workflow.sesiones.estados import CON_MODO, LLEGADAS
from workflow.sesiones.lista import Asistio, Integrante, Pase
from workflow.sesiones.models import AsistenciaAnulada, AsistenciaEvento, Incidencia, Sesion
from workflow.sesiones.queries import carga, convocatorias
from workflow.sesiones.queries.partes import Lector, quorum_view
from workflow.sesiones.quorum import Quorum
from workflow.sesiones.vistas import IncidenciaVista, PuntoVista, Relato, Tablero, VotacionVista
from workflow.sesiones.vistas_lista import (
    AsistenciaVista,
    EnSala,
    EventoVista,
    GrupoVista,
    ListaVista,
    MovimientoVista,
    PersonaVista,
)

_MOVIMIENTO = {
    "retardo": "integra",
    "suplente": "integra",
    "reincorpora": "integra",
    "entra": "regresa",
    "sale": "retira",
    "licencia": "retira",
}


def relato(sesion_id: int) -> Relato:
    """Everything the acta of a session says. Raises NotFound."""
    sesion = _session(sesion_id)
    lector = Lector(sesion)
    return Relato(
        sesion=lector.session_view(),
        listas=roll_calls(sesion),
        puntos=lector.items(),
        incidencias=_incidents(sesion),
    )


def tablero(sesion_id: int, ahora: datetime) -> Tablero:
    """The live board of a session. Raises NotFound."""
    sesion = _session(sesion_id)
    lector = Lector(sesion)
    pase = carga.pase_of(sesion)
    momento = sesion.clausura or ahora
    quorums = lista.quorum_now(pase, momento)
    puntos = lector.items()
    abierto = next((p for p in puntos if p.estado == "en_desahogo"), None)
    ultimas = _last_counts(abierto)
    return Tablero(
        sesion=lector.session_view(),
        quorum=quorums,
        hay_quorum=not lista.lacking_quorum(pase, quorums),
        sala=_in_room(pase, momento, abierto, ultimas, _announced(sesion)),
        puntos=puntos,
        abierto=abierto,
        pendiente_calidad=next((v for v in (abierto.votaciones if abierto else ()) if v.pendiente_calidad), None),
        a_votar=_to_vote(pase, ultimas) if abierto else (),
        receso_desde=sesion.receso_desde,
        receso_limite=sesion.receso_limite,
        quorum_limite=lista.quorum_limit(pase, momento) if sesion.estado == "en_curso" else None,
        eventos=_noted(sesion, pase),
    )


def _noted(sesion: Sesion, pase: Pase) -> tuple[EventoVista, ...]:
    """The attendance as it was noted, the annulled facts too, in the order it was noted."""
    filas = db.session.execute(
        select(AsistenciaEvento, AsistenciaAnulada.motivo)
        .outerjoin(AsistenciaAnulada, AsistenciaAnulada.evento_id == AsistenciaEvento.id)
        .where(AsistenciaEvento.sesion_id == sesion.id)
        .order_by(AsistenciaEvento.id)
    )
    quienes = {i.id: i for i in pase.integrantes}
    return tuple(
        EventoVista(e.id, _person(quienes[e.integrante_id]), e.evento, e.hora, e.motivo, anulada or "", e.modo or "")
        for e, anulada in filas
    )


def roll_calls(sesion: Sesion) -> tuple[ListaVista, ...]:
    """One roll per commission in a joint session; one for any other organ."""
    pase = carga.pase_of(sesion)
    momento = sesion.apertura or sesion.programada_para
    if pase.unidas:
        return tuple(
            ListaVista(
                grupo=GrupoVista(comision.clave, comision.nombre),
                integrantes=len(comision.integrantes),
                asistencias=tuple(_attendance(pase, clave, comision.clave) for clave in comision.integrantes),
                quorum_inicial=quorum_view(sesion.quorum_inicial, comision.clave),
                quorum_final=quorum_view(sesion.quorum_final, comision.clave),
            )
            for comision in lista.commissions(pase)
        )
    visibles = [i.clave for i in pase.integrantes if i.situacion != "disponible" or _facts(pase, i.clave)]
    return (
        ListaVista(
            grupo=GrupoVista(sesion.organo.clave, sesion.organo_nombre),
            integrantes=lista.room(pase, momento).n_efectivo,
            asistencias=tuple(_attendance(pase, clave, None) for clave in visibles),
            quorum_inicial=quorum_view(sesion.quorum_inicial),
            quorum_final=quorum_view(sesion.quorum_final),
        ),
    )


def _session(sesion_id: int) -> Sesion:
    sesion = db.session.get(Sesion, sesion_id)
    if sesion is None:
        raise NotFound("NO_EXISTE")
    return sesion


def _facts(pase: Pase, clave: str) -> list[Asistio]:
    return [hecho for hecho in pase.asistencia if hecho.clave == clave]


def _attendance(pase: Pase, clave: str, comision: str | None) -> AsistenciaVista:
    integrante = next(i for i in pase.integrantes if i.clave == clave)
    hechos = _facts(pase, clave)
    justifica = next((h for h in hechos if h.evento == "justifica"), None)
    puestos = dict(integrante.comisiones)
    return AsistenciaVista(
        persona=_person(integrante),
        estado=_state(integrante, hechos),
        puesto=puestos.get(comision or "", integrante.puesto),
        movimientos=_movements(hechos),
        suplente_en_funciones=clave.endswith("s") and (integrante.situacion == "suplente" or bool(hechos)),
        motivo=justifica.motivo if justifica else "",
        sector=integrante.sector,
        modo=_mode(hechos),
    )


def _movements(hechos: list[Asistio]) -> tuple[MovimientoVista, ...]:
    """What followed the roll call; who took a seat by answering it was there from the beginning."""
    al_abrir = {h.hora for h in hechos if h.evento == "presente"}
    vistos = []
    for h in hechos:
        if h.evento == "cambia_modo":
            vistos.append(MovimientoVista("a_distancia" if h.remoto else "a_sala", h.hora))
        elif h.evento in _MOVIMIENTO and not (h.evento == "suplente" and h.hora in al_abrir):
            vistos.append(MovimientoVista(_MOVIMIENTO[h.evento], h.hora, h.remoto))
    return tuple(vistos)


def _mode(hechos: list[Asistio]) -> str:
    modos = {h.modo for h in hechos if h.evento in CON_MODO}
    return "mixta" if len(modos) > 1 else next(iter(modos), "")


def _state(integrante: Integrante, hechos: list[Asistio]) -> str:
    if integrante.situacion == "vacante":
        return "vacante"
    eventos = {h.evento for h in hechos}
    if eventos & set(LLEGADAS):
        return "presente"
    if integrante.situacion == "licencia":
        return "licencia"
    return "ausente_justificado" if "justifica" in eventos else "ausente_injustificado"


def _incidents(sesion: Sesion) -> tuple[IncidenciaVista, ...]:
    """A recess ends at the next resumption, which is not told apart."""
    filas = list(
        db.session.scalars(select(Incidencia).where(Incidencia.sesion_id == sesion.id).order_by(Incidencia.id))
    )
    vistas = []
    for n, fila in enumerate(filas):
        reanuda = (
            next((f for f in filas[n + 1 :] if f.clase == "reanudacion"), None) if fila.clase == "receso" else None
        )
        plano = (reanuda or fila).quorum or {}
        peor = min((Quorum(**q) for q in plano.values()), key=lambda q: q.presentes - q.requerido, default=None)
        vistas.append(IncidenciaVista(fila.clase, fila.hora, fila.texto, reanuda.hora if reanuda else None, peor))
    return tuple(vistas)


def _last_counts(punto: PuntoVista | None) -> dict[str, VotacionVista]:
    """The last count of each group on the item («» for an organ)."""
    if punto is None:
        return {}
    return {v.grupo.clave if v.grupo else "": v for v in punto.votaciones if v.asunto == "punto"}


def _to_vote(pase: Pase, ultimas: dict[str, VotacionVista]) -> tuple[GrupoVista, ...]:
    """The groups whose votes the next capture must carry: all at first, then only the tied ones."""
    todos = [GrupoVista(clave, nombre) for clave, nombre in pase.comisiones] if pase.unidas else [GrupoVista("", "")]
    if pase.unidas and pase.reglas.get("modo") == "conjunta":
        todos = [GrupoVista("CONJUNTO", "Comisiones Unidas")]
    if not ultimas:
        return tuple(todos)
    repiten = ("empate", "empate_a_repetir", "segunda_vuelta")
    por_repetir = {c for c, v in ultimas.items() if v.resultado in repiten and v.ronda == 1}
    if any(v.pendiente_calidad for v in ultimas.values()):
        return ()
    return tuple(g for g in todos if not por_repetir or g.clave in por_repetir)


def _in_room(
    pase: Pase,
    momento: datetime,
    abierto: PuntoVista | None,
    ultimas: dict[str, VotacionVista],
    avisos: dict[int, str],
) -> tuple[EnSala, ...]:
    sala, suplen = lista.room(pase, momento), lista.stand_ins(pase)
    excusados = {e.persona.clave for e in abierto.excusas} if abierto else set()
    return tuple(
        EnSala(
            persona=_person(i),
            puesto=i.puesto,
            situacion=i.situacion,
            presente=i.clave in sala.presentes,
            estado="presente" if i.clave in sala.presentes else _board_state(i, _facts(pase, i.clave)),
            comisiones=tuple(clave for clave, _ in i.comisiones),
            excusado=i.clave in excusados,
            votos={grupo: v.sentidos[i.clave] for grupo, v in ultimas.items() if i.clave in v.sentidos},
            remoto=i.clave in sala.remotos,
            aviso=avisos.get(i.id, ""),
            suple_a=suplen.get(i.clave, ""),
        )
        for i in pase.integrantes
    )


def _announced(sesion: Sesion) -> dict[int, str]:
    """Roll row → why that member said they will not come, while the roll has not been called."""
    if sesion.estado != "convocada":
        return {}
    return {i: c.motivo for i, c in convocatorias.confirmations(sesion.id).items() if not c.asiste}


def _board_state(integrante: Integrante, hechos: list[Asistio]) -> str:
    if integrante.situacion in ("vacante", "licencia"):
        return integrante.situacion
    return "justificado" if any(h.evento == "justifica" for h in hechos) else "ausente"


def _person(integrante: Integrante) -> PersonaVista:
    return PersonaVista(integrante.clave, integrante.nombre, integrante.genero, integrante.cargo)
