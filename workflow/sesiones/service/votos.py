"""Votes: capture per member, count by rule, second round, casting vote. The result is never picked by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotFound, Reason, Refused
from workflow.sesiones import comisiones_unidas, configuracion, conteo, lista, redaccion, votacion
from workflow.sesiones.comisiones_unidas import PROPUESTAS
from workflow.sesiones.conteo import Calidad, Captura, Cedulas, Decision, ErrorCaptura
from workflow.sesiones.estados import RESOLUCIONES, VOTABLES
from workflow.sesiones.lista import Pase, minute
from workflow.sesiones.mayorias import Cuerpo, Totales
from workflow.sesiones.models import Punto, Sesion, Votacion, Voto, VotoCalidad
from workflow.sesiones.queries import carga
from workflow.sesiones.quorum import Quorum
from workflow.sesiones.service.comun import _hour, _item, _note
from workflow.sesiones.service.resolucion import _settle_item

Votos = Mapping[str, Captura | Cedulas]


@dataclass(frozen=True)
class Propuesta:
    """What is put to the vote. `sentido`: of the dictamen (comisiones unidas) or of the resolution (Cabildo).

    `modificaciones`: what the body changed, for an approval with modifications.
    """

    sentido: str = ""
    texto: str = ""
    resolutivos: tuple[str, ...] = ()
    modificaciones: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contado:
    """What the rule answered: code, the sentence, and the ids of the counts just stored."""

    resultado: str
    razon: str
    votaciones: tuple[int, ...]


@use_case
def votar(
    punto_id: int,
    *,
    votos: Captura | Cedulas | Votos,
    actor: Actor,
    ahora: datetime,
    tipo: str = "economica",
    propuesta: Propuesta | None = None,
    preside: str | None = None,
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> Contado:
    """Store the vote of each member and count it by the rule of the organ; when it decides, the dossier moves.

    `votos`: one capture, or one per commission key in a joint session. After a tie to be repeated, the next
    call is the second round (only the tied commissions). Raises Refused SIN_QUORUM, or Invalid with every
    capture error.
    """
    sesion, punto = _item(punto_id, "en_desahogo", actor=actor, ahora=ahora, version=version, llave=llave)
    if punto.tipo not in VOTABLES:
        raise Refused("PUNTO_INFORMATIVO_NO_SE_VOTA", titulo=punto.titulo)
    momento = _hour(sesion, hora, ahora)
    pase = carga.pase_of(sesion)
    serie, previas = _previous(punto)
    pedida = _proposal(sesion, punto, propuesta, previas)
    quien = preside or sesion.preside or ""
    acto = _Acto(sesion, punto, pase, pedida, tipo, quien, momento, serie, previas, actor, ahora)
    if pase.unidas:
        nuevas = _count_joint(acto, votos)
    else:
        nuevas = [_count_organ(acto, votos if not isinstance(votos, Mapping) else votos[""])]
    db.session.flush()
    vigentes = {**{v.grupo: v for v in previas}, **{v.grupo: v for v in nuevas}}
    _note(
        "votar",
        sesion,
        actor=actor,
        ahora=ahora,
        expediente_id=punto.expediente_id,
        punto=punto.num_desahogado,
        votaciones=[v.id for v in nuevas],
        resultados=[v.resultado for v in nuevas],
    )
    resultado, razon = _settle_item(sesion, punto, list(vigentes.values()), actor=actor, ahora=ahora)
    return Contado(resultado, razon, tuple(v.id for v in nuevas))


@use_case
def ejercer_voto_calidad(
    votacion_id: int,
    *,
    sentido: str,
    actor: Actor,
    ahora: datetime,
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> Contado:
    """The casting vote, a second act of who presides: it breaks the tie and never changes the totals."""
    punto_id = db.session.scalar(select(Votacion.punto_id).where(Votacion.id == votacion_id))
    if punto_id is None:
        raise NotFound("NO_EXISTE")
    sesion, punto = _item(punto_id, "en_desahogo", actor=actor, ahora=ahora, version=version, llave=llave)
    fila = lock(Votacion, votacion_id)
    if fila.resultado != "pendiente_voto_calidad" or fila.calidad_de is None:
        raise Refused("CALIDAD_NO_PROCEDE")
    if sentido not in ("a_favor", "en_contra"):
        raise Invalid("CALIDAD_SENTIDO")
    momento = _hour(sesion, hora, ahora)
    pase = carga.pase_of(sesion)
    quien = pase.integrante(fila.calidad_de)
    if quien is None or quien.clave not in lista.room(pase, momento).presentes:
        raise Refused("PRESIDE_AUSENTE", persona=pase.nombre(fila.calidad_de))
    decision = conteo.decide(
        Totales(fila.a_favor, fila.en_contra, fila.abstencion, fila.nulos),
        _body(fila, pase),
        configuracion.voting_rules(pase.reglas, fila.mayoria),
        Calidad(quien.clave, sentido),
    )
    db.session.add(
        VotoCalidad(votacion_id=fila.id, integrante_id=quien.id, sentido=sentido, hora=momento, por_id=actor.usuario_id)
    )
    _write_decision(fila, decision, momento)
    db.session.flush()
    _note("voto_calidad", sesion, actor=actor, ahora=ahora, expediente_id=punto.expediente_id, votacion=fila.id)
    vigentes = _last_by_group(punto, fila.serie)
    resultado, razon = _settle_item(sesion, punto, vigentes, actor=actor, ahora=ahora)
    return Contado(resultado, razon, (fila.id,))


@dataclass(frozen=True)
class _Acto:
    sesion: Sesion
    punto: Punto
    pase: Pase
    propuesta: Propuesta
    tipo: str
    preside: str
    momento: datetime
    serie: int
    previas: list[Votacion]
    actor: Actor
    ahora: datetime

    @property
    def excusas(self) -> frozenset[str]:
        return carga.excused_from(self.punto.id)

    @property
    def mayoria(self) -> str:
        por_asunto = self.pase.reglas.get("mayoria_orden") if self.punto.tipo == "orden" else None
        return self.punto.mayoria or por_asunto or str(self.pase.reglas["mayoria"])


def _previous(punto: Punto) -> tuple[int, list[Votacion]]:
    """The series of counts in course, and its last count per group. A rejected agenda may be voted anew."""
    serie = db.session.scalar(
        select(func.max(Votacion.serie)).where(Votacion.punto_id == punto.id, Votacion.asunto == "punto")
    )
    if serie is None:
        return 1, []
    previas = _last_by_group(punto, serie)
    if any(v.resultado == "pendiente_voto_calidad" for v in previas):
        raise Refused("VOTO_CALIDAD_PENDIENTE")
    por_repetir = any(v.resultado in ("empate", "empate_a_repetir") and v.ronda == 1 for v in previas)
    return (serie, previas) if por_repetir else (serie + 1, [])


def _last_by_group(punto: Punto, serie: int) -> list[Votacion]:
    ultimas: dict[str, Votacion] = {}
    for fila in carga.counts_of([punto.id]):
        if fila.serie == serie and fila.asunto == "punto":
            ultimas[fila.grupo] = fila
    return list(ultimas.values())


def _proposal(sesion: Sesion, punto: Punto, propuesta: Propuesta | None, previas: list[Votacion]) -> Propuesta:
    """What is voted; in a second round, the same as in the first."""
    if previas:
        primera = previas[0]
        modificaciones = tuple(primera.cuerpo.get("modificaciones", ()))
        return Propuesta(primera.propuesta, primera.texto, tuple(primera.resolutivos), modificaciones)
    pedida = propuesta or Propuesta()
    unidas = sesion.organo.tipo == "comisiones_unidas" and punto.expediente_id is not None
    sentido = pedida.sentido or ("favorable" if unidas else "aprobado")
    if sentido not in (PROPUESTAS if unidas else RESOLUCIONES):
        raise Invalid("PROPUESTA_DESCONOCIDA")
    if sentido == "aprobado_con_modificaciones" and not pedida.modificaciones:
        raise Invalid("FALTAN_MODIFICACIONES")
    return replace(pedida, sentido=sentido)


def _count_organ(acto: _Acto, captura: Captura | Cedulas) -> Votacion:
    pase = acto.pase
    reglas = configuracion.organ_rules(pase.reglas, acto.mayoria)
    composicion = lista.composition(pase.integrantes)
    asistencia = lista.attendance(pase.asistencia, pase.apertura or acto.momento)
    ronda = 2 if acto.previas else 1
    minuto = minute(acto.momento)
    pedida = votacion.Votacion(acto.tipo, acto.preside, (votacion.Ronda(minuto, captura),), acto.excusas)
    electorado = votacion.electorate(composicion, reglas, asistencia, acto.excusas, minuto)
    resultado = votacion.resolve_round(composicion, reglas, asistencia, pedida, pedida.rondas[0], ronda)
    if resultado.resultado == "sin_quorum":
        raise Refused("SIN_QUORUM", presentes=resultado.quorum.presentes, requerido=resultado.quorum.requerido)
    _raise_errors(pase, resultado.errores)
    if resultado.base is None or resultado.requeridos is None or resultado.totales is None:
        raise Invalid("CEDULAS_NO_CUADRAN")
    decision = Decision(
        resultado.base,
        resultado.requeridos,
        resultado.totales,
        resultado.resultado,
        resultado.motivo,
        resultado.etiqueta,
    )
    tiene = acto.preside == composicion.preside or reglas.sustituto_hereda_calidad
    grupo = comisiones_unidas.Grupo(
        "", electorado.sala.titulares, electorado.electores, electorado.excusados, acto.preside if tiene else None
    )
    fila = _row(acto, grupo, decision, resultado.razon, ronda, electorado.quorum)
    fila.integrantes, fila.en_funciones = resultado.n_efectivo, resultado.integrantes_en_funciones
    return _store(acto, fila, captura, electorado.electores)


def _count_joint(acto: _Acto, votos: Captura | Cedulas | Votos) -> list[Votacion]:
    pase = acto.pase
    reglas = configuracion.joint_rules(pase.reglas, acto.mayoria)
    comisiones = lista.commissions(pase)
    presentes = frozenset(lista.room(pase, acto.momento).presentes)
    quorums, faltan = comisiones_unidas.quorum_of(comisiones, reglas, presentes, acto.excusas)
    if faltan:
        peor = quorums[faltan[0]]
        raise Refused("SIN_QUORUM", presentes=peor.presentes, requerido=peor.requerido, comision=", ".join(faltan))
    conduce = comisiones_unidas.conductor(comisiones, reglas, presentes, acto.excusas)
    grupos = comisiones_unidas.groups(comisiones, reglas, presentes, acto.excusas, conduce)
    ronda = 2 if acto.previas else 1
    errores = [ErrorCaptura("EXCUSA_DE_AUSENTE", p) for p in acto.excusas if p not in presentes]
    if ronda == 2:
        empatados = {v.grupo for v in acto.previas if v.resultado == "empate"}
        grupos = tuple(g for g in grupos if g.clave in empatados)
    capturas = votos if isinstance(votos, Mapping) else {g.clave: votos for g in grupos}
    if acto.tipo != "cedula" and any(isinstance(c, Cedulas) for c in capturas.values()):
        errores.append(ErrorCaptura("FALTA_SENTIDO_POR_INTEGRANTE"))
    contadas, malos = comisiones_unidas.vote_round(grupos, capturas, ronda, reglas.voto, {})
    claves = {g.clave for g in grupos}
    errores += malos + [ErrorCaptura("RONDA_INDEBIDA", clave) for clave in capturas if clave not in claves]
    _raise_errors(pase, errores)
    acto = replace(acto, preside=conduce or acto.preside)
    return [
        _store(
            acto,
            _row(acto, v.grupo, v.decision, v.razon, ronda, quorums[clave] if clave in quorums else _worst(quorums)),
            capturas[clave],
            v.grupo.electores,
        )
        for clave, v in contadas.items()
    ]


def _worst(quorums: Mapping[str, Quorum]) -> Quorum:
    return min(quorums.values(), key=lambda q: q.presentes - q.requerido)


def _raise_errors(pase: Pase, errores: Sequence[ErrorCaptura]) -> None:
    if errores:
        nombres = dict(pase.comisiones)
        raise Invalid(
            [
                Reason(e.codigo, {"persona": nombres.get(e.persona) or pase.nombre(e.persona), "clave": e.persona})
                for e in sorted(set(errores))
            ]
        )


def _row(
    acto: _Acto, grupo: comisiones_unidas.Grupo, decision: Decision, razon: str, ronda: int, quorum: Quorum
) -> Votacion:
    totales = decision.totales
    fila = Votacion(
        punto_id=acto.punto.id,
        serie=acto.serie,
        grupo=grupo.clave,
        ronda=ronda,
        tipo=acto.tipo,
        mayoria=acto.mayoria,
        hora=acto.momento,
        preside=acto.preside,
        calidad_de=grupo.calidad_de,
        propuesta=acto.propuesta.sentido,
        texto=acto.propuesta.texto.strip(),
        resolutivos=[r.strip() for r in acto.propuesta.resolutivos if r.strip()],
        quorum_requerido=quorum.requerido,
        quorum_presentes=quorum.presentes,
        integrantes=len(grupo.integrantes),
        en_funciones=len(grupo.integrantes),
        electorado=len(grupo.electores),
        excusados=len(grupo.excusados),
        ausentes=grupo.ausentes,
        a_favor=totales.a_favor,
        en_contra=totales.en_contra,
        abstencion=totales.abstencion,
        nulos=totales.nulos,
        cuerpo={
            "electores": list(grupo.electores),
            "excusados": list(grupo.excusados),
            "ausentes": [p for p in grupo.integrantes if p not in (*grupo.electores, *grupo.excusados)],
            "modificaciones": list(acto.propuesta.modificaciones),
        },
        registrada_en=acto.ahora,
        razon=razon,
    )
    _write_decision(fila, decision, acto.momento, razon)
    return fila


def _write_decision(fila: Votacion, decision: Decision, momento: datetime, razon: str = "") -> None:
    fila.resultado, fila.motivo, fila.etiqueta = decision.resultado, decision.motivo, decision.etiqueta
    fila.base_tipo, fila.base_valor, fila.requeridos = decision.base.tipo, decision.base.valor, decision.requeridos
    fila.decidida_en = None if decision.resultado == "pendiente_voto_calidad" else momento
    fila.razon = razon or redaccion.motive(
        decision.motivo,
        decision.resultado,
        fila.mayoria,
        decision.base,
        decision.requeridos,
        decision.totales,
        decision.calidad,
    )


def _store(acto: _Acto, fila: Votacion, captura: Captura | Cedulas, electores: Sequence[str]) -> Votacion:
    """The count and, unless it is secret, the sense of each member."""
    db.session.add(fila)
    db.session.flush()
    if isinstance(captura, Captura):
        ids = {i.clave: i.id for i in acto.pase.integrantes}
        for clave, sentido in conteo.expand(captura, electores).items():
            db.session.add(Voto(votacion_id=fila.id, integrante_id=ids[clave], sentido=sentido))
    return fila


def _body(fila: Votacion, pase: Pase) -> Cuerpo:
    return Cuerpo(
        electores=fila.electorado,
        excusados=fila.excusados,
        ausentes=fila.ausentes,
        integrantes=fila.integrantes,
        integrantes_en_funciones=fila.en_funciones,
        excusado_cuenta_presentes=bool(pase.reglas.get("excusado_cuenta_presentes", False)),
    )
