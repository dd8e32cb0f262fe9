"""The roll of a session as it was kept, by organ, with who came late, left or came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workflow.actas.instantanea import Asistencia, Comision, Lista, Movimiento, Quorum
from workflow.actas.queries import comunes
from workflow.sesiones import lista
from workflow.sesiones import models as m
from workflow.sesiones.distancia import A_DISTANCIA
from workflow.sesiones.queries import carga
from workflow.sesiones.textos import ROTULOS

PUESTOS = {
    "presidencia": "Presidente/a",
    "secretaria": "Secretario/a",
    "sindicatura": "Síndico/a",
    "regiduria": "Regidor/a",
    "vocalia": "Vocal",
    "integrante": "Integrante",
}
_MOVIMIENTOS = {
    "retardo": "integra",
    "sale": "retira",
    "licencia": "licencia",
    "suplente": "suplente",
    "reincorpora": "regresa",
}
NINGUNO = Quorum(0, 0, False)


def listas(sesion: m.Sesion, integrantes: Mapping[str, m.SesionIntegrante]) -> tuple[Lista, ...]:
    """One roll for an organ, or one for each of the joint commissions."""
    asistencias = {row.clave: _asistencia(row, events) for row, events in _events(sesion, integrantes.values())}
    pase = carga.pase_of(sesion)
    n_efectivo = lista.room(pase, sesion.apertura or sesion.programada_para).n_efectivo
    grupos = comunes.comisiones(sesion)
    if not grupos:
        unico = Comision(sesion.organo.clave, sesion.organo_nombre)
        todas = tuple(one for one in asistencias.values() if one is not None)
        return (_lista(unico, "", n_efectivo, todas, sesion),)
    return tuple(_de_comision(grupo, integrantes, asistencias, sesion) for grupo in grupos)


def _de_comision(
    grupo: Comision,
    integrantes: Mapping[str, m.SesionIntegrante],
    asistencias: Mapping[str, Asistencia | None],
    sesion: m.Sesion,
) -> Lista:
    members = []
    for clave, row in integrantes.items():
        puesto = next((one["cargo"] for one in row.comisiones if one["clave"] == grupo.clave), None)
        one = asistencias[clave]
        if puesto is not None and one is not None:
            members.append((list(PUESTOS).index(puesto), _in_commission(one, PUESTOS[puesto])))
    ordered = tuple(one for _, one in sorted(members, key=lambda pair: pair[0]))
    return _lista(grupo, grupo.clave, len(ordered), ordered, sesion)


def _in_commission(one: Asistencia, puesto: str) -> Asistencia:
    return replace(one, puesto=puesto, sector="")


def _lista(organo: Comision, clave: str, n: int, asistencias: tuple[Asistencia, ...], sesion: m.Sesion) -> Lista:
    return Lista(
        organo=organo,
        integrantes=n,
        asistencias=asistencias,
        quorum_inicial=comunes.quorum(sesion.quorum_inicial, clave) or NINGUNO,
        quorum_final=comunes.quorum(sesion.quorum_final, clave) if sesion.estado == "clausurada" else None,
    )


def _events(
    sesion: m.Sesion, integrantes: Iterable[m.SesionIntegrante]
) -> list[tuple[m.SesionIntegrante, list[m.AsistenciaEvento]]]:
    by_member: dict[int, list[m.AsistenciaEvento]] = {}
    for row in carga.attendance_facts(sesion.id):
        by_member.setdefault(row.integrante_id, []).append(row)
    return [(row, by_member.get(row.id, [])) for row in integrantes]


def _asistencia(row: m.SesionIntegrante, events: list[m.AsistenciaEvento]) -> Asistencia | None:
    """None: a suplente who was available and did not come to sit."""
    if row.situacion == "disponible" and not events:
        return None
    motivo = next((event.motivo for event in events if event.evento == "justifica"), "")
    came = any(event.evento in ("presente", "retardo", "entra", "suplente", "reincorpora") for event in events)
    estado = "presente" if came else _absent(row, events)
    suplente = row.situacion == "suplente" or any(event.evento == "suplente" for event in events)
    return Asistencia(
        comunes.persona(row),
        estado,
        _movimientos(events),
        suplente,
        motivo if estado == "ausente_justificado" else "",
        sector=ROTULOS["sector"][row.sector] if row.sector else "",
        a_distancia=any(event.evento == "presente" and event.modo == A_DISTANCIA for event in events),
    )


def _absent(row: m.SesionIntegrante, events: list[m.AsistenciaEvento]) -> str:
    if any(event.evento == "justifica" for event in events):
        return "ausente_justificado"
    return {"licencia": "licencia", "vacante": "vacante"}.get(row.situacion, "ausente_injustificado")


def _movimientos(events: list[m.AsistenciaEvento]) -> tuple[Movimiento, ...]:
    """Who took a seat by answering the roll was there from the beginning: it is not a movement."""
    moves: list[Movimiento] = []
    been = False
    al_abrir = {event.hora for event in events if event.evento == "presente"}
    for event in events:
        remoto = event.modo == A_DISTANCIA
        if event.evento == "entra":
            moves.append(Movimiento("regresa" if been else "integra", event.hora, remoto))
        elif event.evento == "cambia_modo":
            moves.append(Movimiento("a_distancia" if remoto else "a_sala", event.hora))
        elif event.evento in _MOVIMIENTOS and not (event.evento == "suplente" and event.hora in al_abrir):
            moves.append(Movimiento(_MOVIMIENTOS[event.evento], event.hora, remoto))
        been = been or event.evento in ("presente", "retardo", "entra")
    return tuple(moves)
