"""Counting what was typed on an item: the electorate of that hour, the errors, the rule, and each vote stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from workflow.db import db
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, Reason, Refused
from workflow.sesiones import comisiones_unidas, configuracion, conteo, lista, redaccion, votacion
from workflow.sesiones.conteo import Captura, Cedulas, Decision, ErrorCaptura, ReglasVoto
from workflow.sesiones.lista import Pase, minute
from workflow.sesiones.models import Punto, Sesion, Votacion, Voto
from workflow.sesiones.queries import carga
from workflow.sesiones.quorum import Quorum

Votos = Mapping[str, Captura | Cedulas]
_SOBRE_EL_ORDEN = ("retiro", "adicion")


@dataclass(frozen=True)
class Propuesta:
    """What is put to the vote. `sentido`: of the dictamen (comisiones unidas) or of the resolution (Cabildo).

    `modificaciones`: what the body changed, for an approval with modifications, and `contenido`: the whole document
    with those changes, which becomes the approved version.
    """

    sentido: str = ""
    texto: str = ""
    resolutivos: tuple[str, ...] = ()
    modificaciones: tuple[str, ...] = ()
    contenido: dict[str, Any] | None = None


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
    asunto: str = "punto"
    expediente_id: int | None = None

    @property
    def excusas(self) -> frozenset[str]:
        return carga.excused_from(self.punto.id)

    @property
    def mayoria(self) -> str:
        """The majority of the matter; that of the agenda, an addition or a withdrawal when that is what is voted."""
        reglas = self.pase.reglas
        if self.asunto in _SOBRE_EL_ORDEN:
            return str(reglas.get(f"mayoria_{self.asunto}") or reglas["mayoria"])
        por_orden = reglas.get("mayoria_orden") if self.punto.tipo == "orden" else None
        return self.punto.mayoria or por_orden or str(reglas["mayoria"])

    @property
    def reglas_voto(self) -> ReglasVoto:
        """A tie on a withdrawal or an addition is simply not approved: nobody breaks it."""
        voto = configuracion.voting_rules(self.pase.reglas, self.mayoria)
        return replace(voto, regla_empate="desechar") if self.asunto in _SOBRE_EL_ORDEN else voto


def _count(acto: _Acto, votos: Captura | Cedulas | Votos) -> list[Votacion]:
    """One count for an organ; one per commission that votes in a joint session. Raises Refused or Invalid."""
    if acto.pase.unidas:
        contadas = _count_joint(acto, votos)
    else:
        contadas = [_count_organ(acto, votos if not isinstance(votos, Mapping) else votos[""])]
    db.session.flush()
    return contadas


def _count_organ(acto: _Acto, captura: Captura | Cedulas) -> Votacion:
    pase = acto.pase
    reglas = replace(configuracion.organ_rules(pase.reglas), voto=acto.reglas_voto)
    composicion = lista.composition(pase.integrantes)
    asistencia = lista.attendance(pase.asistencia, pase.apertura or acto.momento)
    ronda = 2 if acto.previas else 1
    minuto = minute(acto.momento)
    pedida = votacion.Votacion(acto.tipo, acto.preside, (votacion.Ronda(minuto, captura),), acto.excusas)
    electorado = votacion.electorate(composicion, reglas, asistencia, acto.excusas, minuto, acto.tipo)
    pasan = tuple(acto.previas[0].cuerpo.get("pasan", ())) if acto.previas else None
    resultado = votacion.resolve_round(composicion, reglas, asistencia, pedida, pedida.rondas[0], ronda, pasan or None)
    if resultado.resultado == "sin_quorum":
        raise Refused(
            "SIN_QUORUM", presentes=resultado.quorum.presentes, requerido=resultado.quorum.requerido, comision=""
        )
    _raise_errors(pase, resultado.errores)
    if resultado.base is None or resultado.totales is None:
        raise Invalid("CEDULAS_NO_CUADRAN")
    decision = Decision(
        resultado.base,
        _needed(resultado),
        resultado.totales,
        resultado.resultado,
        resultado.motivo,
        resultado.etiqueta,
    )
    hereda = acto.preside == composicion.preside or reglas.sustituto_hereda_calidad
    grupo = comisiones_unidas.Grupo(
        "",
        electorado.sala.titulares,
        electorado.electores,
        electorado.excusados,
        acto.preside if hereda and acto.preside not in electorado.sin_voto else None,
        electorado.sin_voto,
    )
    fila = _row(acto, grupo, decision, resultado.razon, ronda, electorado.quorum)
    fila.integrantes, fila.en_funciones = resultado.n_efectivo, resultado.integrantes_en_funciones
    if resultado.por_candidatura is not None:
        fila.por_candidatura, fila.electo = resultado.por_candidatura, resultado.electo
        fila.validos_candidatura = sum(resultado.por_candidatura.values())
        fila.cuerpo = {**fila.cuerpo, "pasan": list(resultado.pasan or ())}
    return _store(acto, fila, captura, electorado.electores)


def _needed(resultado: votacion.Resultado) -> int:
    """Votes that were needed; in an election won by the first place, one more than the second had."""
    if resultado.requeridos is not None:
        return resultado.requeridos
    lugares = sorted((resultado.por_candidatura or {}).values(), reverse=True)
    return (lugares[1] if len(lugares) > 1 else 0) + 1


def _count_joint(acto: _Acto, votos: Captura | Cedulas | Votos) -> list[Votacion]:
    pase = acto.pase
    reglas = replace(configuracion.joint_rules(pase.reglas), voto=acto.reglas_voto)
    comisiones = lista.commissions(pase)
    sala = lista.room(pase, acto.momento)
    presentes = frozenset(sala.presentes)
    quorums, faltan = comisiones_unidas.quorum_of(comisiones, reglas, presentes, acto.excusas, sala.remotos)
    if faltan:
        peor = quorums[faltan[0]]
        nombres = dict(pase.comisiones)
        donde = " en " + ", ".join(nombres.get(clave, clave) for clave in faltan)
        raise Refused("SIN_QUORUM", presentes=peor.presentes, requerido=peor.requerido, comision=donde)
    conduce = comisiones_unidas.conductor(comisiones, reglas, presentes, acto.excusas)
    sin_voto = lista.without_vote(pase, acto.momento, acto.tipo)
    grupos = comisiones_unidas.groups(comisiones, reglas, presentes, acto.excusas, conduce, sin_voto)
    ronda = 2 if acto.previas else 1
    errores = [ErrorCaptura("EXCUSA_DE_AUSENTE", p) for p in acto.excusas if p not in presentes]
    if ronda == 2:
        empatados = {v.grupo for v in acto.previas if v.resultado == "empate"}
        grupos = tuple(g for g in grupos if g.clave in empatados)
    capturas = votos if isinstance(votos, Mapping) else {g.clave: votos for g in grupos}
    if any(isinstance(c, Cedulas) and c.candidaturas is not None for c in capturas.values()):
        raise Refused("ELECCION_EN_UNIDAS")
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
        asunto=acto.asunto,
        expediente_id=acto.expediente_id,
        fundamento=acto.punto.fundamento or acto.sesion.fundamento,
        contenido=acto.propuesta.contenido,
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
        cuerpo=_body_of(grupo, acto),
        registrada_en=acto.ahora,
        razon=razon,
    )
    _write_decision(fila, decision, acto.momento, razon)
    return fila


def _body_of(grupo: comisiones_unidas.Grupo, acto: _Acto) -> dict[str, list[str]]:
    """Who was what in the count; `a_distancia`: who voted, or could not, at a distance."""
    toman_parte = (*grupo.electores, *grupo.excusados, *grupo.sin_voto)
    remotos = lista.room(acto.pase, acto.momento).remotos
    return {
        "electores": list(grupo.electores),
        "excusados": list(grupo.excusados),
        "sin_voto": list(grupo.sin_voto),
        "a_distancia": [p for p in grupo.electores if p in remotos],
        "ausentes": [p for p in grupo.integrantes if p not in toman_parte],
        "modificaciones": list(acto.propuesta.modificaciones),
    }


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
