"""A dossier row brought to the facts that the rules judge, and the dated configuration of the route."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Date, Integer, String, bindparam, cast, literal_column, null, select, union_all

from workflow.db import db, read
from workflow.expedientes import effects, kinds
from workflow.expedientes.facts import REQUIERE_CABILDO, Delta, Facts, ModificacionFacts, ObservacionFacts
from workflow.expedientes.models import (
    Borrador,
    CambioAprobado,
    DiaInhabil,
    Envio,
    Expediente,
    Observacion,
    Participacion,
    PlazoRegla,
    ReglaRuta,
)
from workflow.expedientes.modificacion import CABILDO, DELEGADO, PERSONALES, REQUIERE, VERIFICACION
from workflow.expedientes.plazos_etapa import DIAS_INICIALES, FUNDAMENTO_INICIAL
from workflow.expedientes.relojes import turno
from workflow.kernel.plazos import Calendario


@dataclass(frozen=True)
class Termino:
    """Business days of a stage, with the norm that says so."""

    dias: int
    fundamento: str
    por_confirmar: bool


@dataclass(frozen=True)
class Configuracion:
    """What the municipality chose about the route, in force one day, in one read."""

    reglas: Mapping[str, str]
    terminos: Mapping[str, Termino]
    calendario: Calendario

    def termino(self, etapa: str) -> Termino | None:
        return self.terminos.get(etapa) or _initial(etapa)


_DIA = bindparam("dia", type_=Date())
_NADA = null()
_CONFIGURACION = union_all(
    select(
        literal_column("'regla'").label("clase"),
        ReglaRuta.clave.label("clave"),
        ReglaRuta.valor.label("texto"),
        ReglaRuta.vigente_desde.label("fecha"),
        ReglaRuta.id.label("orden"),
        cast(_NADA, Integer).label("dias"),
        cast(_NADA, Boolean).label("por_confirmar"),
    ).where(ReglaRuta.vigente_desde <= _DIA),
    select(
        literal_column("'plazo'"),
        PlazoRegla.etapa,
        PlazoRegla.fundamento,
        PlazoRegla.vigente_desde,
        PlazoRegla.id,
        PlazoRegla.dias,
        PlazoRegla.por_confirmar,
    ).where(PlazoRegla.vigente_desde <= _DIA),
    select(literal_column("'inhabil'"), _NADA, _NADA, DiaInhabil.fecha, literal_column("0"), _NADA, _NADA),
)


def configuracion(dia: date) -> Configuracion:
    """The rules and the terms in force that day, and the days without office."""
    elegidas, terminos, inhabiles = {}, {}, set()
    for row in sorted(read(_CONFIGURACION, {"dia": dia}), key=lambda row: (row.fecha, row.orden)):
        if row.clase == "regla":
            elegidas[row.clave] = row.texto
        elif row.clase == "plazo":
            terminos[row.clave] = Termino(row.dias, row.texto, row.por_confirmar)
        else:
            inhabiles.add(row.fecha)
    return Configuracion(elegidas, terminos, Calendario(frozenset(inhabiles)))


_INHABILES = select(DiaInhabil.fecha)


def calendario() -> Calendario:
    """The days without office that the municipality registered."""
    return Calendario(frozenset(read(_INHABILES).scalars()))


def termino(etapa: str, dia: date) -> Termino | None:
    """The term of a stage in force that day; None when the stage has no clock."""
    row = db.session.scalars(
        select(PlazoRegla)
        .where(PlazoRegla.etapa == etapa, PlazoRegla.vigente_desde <= dia)
        .order_by(PlazoRegla.vigente_desde.desc())
        .limit(1)
    ).first()
    if row is not None:
        return Termino(row.dias, row.fundamento, row.por_confirmar)
    return _initial(etapa)


def _initial(etapa: str) -> Termino | None:
    dias = DIAS_INICIALES.get(etapa)
    return None if dias is None else Termino(dias, FUNDAMENTO_INICIAL, True)


def reglas(dia: date) -> dict[str, str]:
    """The options in force that day of the rules of the route: what was chosen, by rule."""
    rows = read(
        select(ReglaRuta.clave, ReglaRuta.valor)
        .where(ReglaRuta.vigente_desde <= dia)
        .order_by(ReglaRuta.vigente_desde, ReglaRuta.id)
    )
    return {clave: valor for clave, valor in rows}  # noqa: C416


def regla(clave: str, dia: date, inicial: str) -> str:
    """The option in force that day of one rule of the route."""
    return reglas(dia).get(clave, inicial)


def cabildo(elegidas: Mapping[str, str]) -> dict[str, bool]:
    """Kind of change -> must the Cabildo approve it, by the rules in force."""
    return {
        tipo: elegidas.get(f"{CABILDO}{tipo}", REQUIERE if needs else DELEGADO) == REQUIERE
        for tipo, needs in REQUIERE_CABILDO.items()
    }


def observaciones_of(row: Expediente) -> list[Observacion]:
    """Observations of the version in course, in order."""
    return list(
        db.session.scalars(
            select(Observacion)
            .where(Observacion.expediente_id == row.id, Observacion.version == row.version)
            .order_by(Observacion.numero)
        )
    )


_VERSION = (bindparam("expediente", type_=Integer()), bindparam("version", type_=Integer()))
_DE_LA_VERSION = union_all(
    select(
        Participacion.usuario_id.label("numero"),
        cast(_NADA, String).label("tipo"),
        cast(_NADA, String).label("campo"),
        cast(_NADA, String).label("estado"),
    ).where(Participacion.expediente_id == _VERSION[0], Participacion.version == _VERSION[1]),
    select(Observacion.numero, Observacion.tipo, Observacion.campo, Observacion.estado).where(
        Observacion.expediente_id == _VERSION[0], Observacion.version == _VERSION[1]
    ),
)


def _of_version(row: Expediente) -> tuple[frozenset[int], dict[str, ObservacionFacts]]:
    """Who took part in the version in course, and its observations in order."""
    found = read(_DE_LA_VERSION, {"expediente": row.id, "version": row.version}).all()
    observaciones = sorted((one for one in found if one.tipo is not None), key=lambda one: one.numero)
    return (
        frozenset(one.numero for one in found if one.tipo is None),
        {f"O{one.numero}": ObservacionFacts(one.tipo, one.campo, one.estado) for one in observaciones},
    )


def contenido_of(envio_id: int | None) -> dict[str, Any] | None:
    return None if envio_id is None else db.session.scalar(select(Envio.contenido).where(Envio.id == envio_id))


def changes_since_review(row: Expediente) -> list[str]:
    """Addresses changed since the content last reviewed: of the draft, or of the submission in review."""
    if row.v_revisada_id is None:
        return []
    if row.etapa not in ("borrador", "con_observaciones", "devuelto"):
        return list(db.session.scalar(select(Envio.cambios).where(Envio.id == row.v_presentada_id)) or [])
    draft = db.session.scalar(select(Borrador.contenido).where(Borrador.expediente_id == row.id))
    return kinds.of(row.tipo).changed_fields(contenido_of(row.v_revisada_id) or {}, draft or {})


def modificacion_of(row: Expediente) -> ModificacionFacts | None:
    if row.version == 1:
        return None
    return ModificacionFacts(row.tipo_cambio, row.requiere_cabildo, Delta.of(row.delta))


def told_by_document(row: Expediente, facts: Facts, draft: dict[str, Any]) -> Facts:
    """What a draft says of itself, against the version in force, over what was declared."""
    kind, base = kinds.of(row.tipo), contenido_of(row.v_vigente_id)
    tipos = kind.changes(base, draft) if base is not None and row.version > 1 else ()
    return effects.told_by_document(facts, {} if base is None else kind.facts(base), kind.facts(draft), tipos)


def cambios_anotados(row: Expediente) -> list[CambioAprobado]:
    """The fields written so far into the approved text of the version in course, without those taken back."""
    rows = list(
        db.session.scalars(
            select(CambioAprobado)
            .where(CambioAprobado.expediente_id == row.id, CambioAprobado.presentada_id == row.v_presentada_id)
            .order_by(CambioAprobado.id)
        )
    )
    gone = {one.retira_id for one in rows}
    return [one for one in rows if one.retira_id is None and one.id not in gone]


def turno_de(row: Expediente) -> str | None:
    """Whose turn it is with what the Cabildo modified; None in any other stage."""
    if row.etapa != "aprobado_con_modificaciones":
        return None
    return turno(
        escribible=kinds.of(row.tipo).put is not None,
        integrado=row.v_aprobada_id != row.v_presentada_id,
        acuse=row.acuse,
        verificado=row.verificado_en is not None,
    )


def texto_aprobado(row: Expediente) -> dict[str, Any]:
    """`cambios`: how many fields were noted; `contenido`: what was presented with each of them written in."""
    kind, cambios = kinds.of(row.tipo), cambios_anotados(row)
    contenido = contenido_of(row.v_presentada_id) or {}
    for one in cambios if kind.put else ():
        contenido = kind.put(contenido, one.campo, one.valor)
    return {"cambios": len(cambios), "contenido": contenido}


def facts_of(row: Expediente, hoy: date, *, changes: bool = True, elegidas: Mapping[str, str] | None = None) -> Facts:
    """What the rules are told. `changes` False saves comparing contents when no notice depends on it.

    `elegidas`: the rules in force, where they are read already.
    """
    elegidas = reglas(hoy) if elegidas is None else elegidas
    participantes, observaciones = _of_version(row)
    return Facts(
        tipo=row.tipo,
        dependencia=row.dependencia.clave,
        etapa=row.etapa,
        version=row.version,
        vigente=row.vigente,
        ronda=row.ronda,
        reglas_version=row.reglas_version,
        sentido_dictamen=row.sentido_dictamen,
        modificacion=modificacion_of(row),
        acuse=row.acuse,
        participantes=participantes,
        observaciones=observaciones,
        enviado_desde=(row.enviado_desde, row.enviado_ronda or 1) if row.enviado_desde else None,
        capturados=frozenset(changes_since_review(row)) if changes else frozenset(),
        observados=frozenset(row.observados or ()),
        ldf_servicios_personales=elegidas.get(PERSONALES, "bloquear"),
        integrado=row.v_aprobada_id is not None and row.v_aprobada_id != row.v_presentada_id,
        integrado_por=row.integrado_por_id,
        verificado=row.verificado_por_id is not None,
        verificacion=elegidas.get(VERIFICACION, "bloquear") if kinds.of(row.tipo).put else "",
        cabildo=cabildo(elegidas),
        movido=(row.etapa_por, row.etapa_desde),
    )
