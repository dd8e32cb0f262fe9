"""The snapshot of a session, gathered from what was registered in it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from workflow.actas.instantanea import (
    Acuerdo,
    AcuerdoInformado,
    Anexo,
    AsuntoEnBloque,
    AsuntoGeneral,
    DictamenRef,
    Excusa,
    ExpedienteRef,
    Firma,
    Incidencia,
    InstantaneaActa,
    Intervencion,
    Lista,
    Persona,
    Punto,
    Sesion,
    VotacionAnulada,
)
from workflow.actas.palabras import comision, nombre_sesion
from workflow.actas.queries import comunes
from workflow.actas.queries.listas import listas
from workflow.actas.redaccion.frases import dictamen_breve
from workflow.db import db
from workflow.kernel.clock import local_date
from workflow.sesiones import models as m
from workflow.sesiones.queries import carga
from workflow.sesiones.queries.acuerdos import informados_en

_ESTADOS = {
    "pendiente": "pendiente",
    "en_desahogo": "pendiente",
    "retirado": "retirado",
    "no_desahogado": "no_desahogado",
}
Integrantes = dict[str, m.SesionIntegrante]


def snapshot_of_sesion(sesion: m.Sesion, *, numero: int, folio: str, municipio: str, base_url: str) -> InstantaneaActa:
    """The session as its acta will say it: project, version 1."""
    integrantes: Integrantes = {row.clave: row for row in carga.members_of(sesion.id)}
    puntos = puntos_of(sesion, integrantes)
    rolls = listas(sesion, integrantes)
    secretario = comunes.secretario(sesion)
    return InstantaneaActa(
        emisor=comunes.emisor(municipio, sesion.periodo),
        organo=comunes.organo(sesion),
        numero=numero,
        folio=folio,
        version=1,
        estado="proyecto",
        sesion=_sesion(sesion),
        preside=comunes.preside(sesion, integrantes),
        secretario=secretario,
        listas=rolls,
        puntos=tuple(punto for punto, _ in puntos),
        base_url=base_url,
        firmas=_firmas(rolls, secretario),
        asuntos_generales=_asuntos_generales(sesion, integrantes),
        incidencias=_incidencias(sesion),
        anexos=_anexos(puntos if sesion.estado != "no_verificada" else []),
        acuerdos_de_no_instalacion=_segunda(sesion),
        informados=tuple(
            AcuerdoInformado(one.folio, one.texto, one.responsable, one.vence, one.estado, one.nota)
            for one in informados_en(sesion.id)
        ),
    )


def _sesion(row: m.Sesion) -> Sesion:
    apertura = row.apertura or row.programada_para
    return Sesion(
        numero=row.numero or 0,
        tipo=row.tipo,
        publicidad=row.publicidad,
        apertura=apertura,
        clausura=row.clausura or apertura,
        lugar=row.lugar,
        domicilio=row.domicilio,
        itinerante=row.sede == "itinerante",
        recinto_acuerdo=row.recinto_acuerdo,
        convocatoria_fecha=local_date(row.convocada_en),
        instalada=row.estado != "no_verificada",
        modalidad=row.modalidad,
        permanente=row.permanente,
    )


def nombre_de(row: m.Sesion) -> str:
    """«Décima Séptima Sesión Ordinaria Pública de Cabildo»."""
    return nombre_sesion(_sesion(row), comunes.organo(row))


def _segunda(row: m.Sesion) -> str:
    texto = str(row.reglas.get("segunda_convocatoria", {}).get("texto") or "")
    return f"Procede segunda convocatoria: {texto}" if row.estado == "no_verificada" and texto else ""


def puntos_of(sesion: m.Sesion, integrantes: Integrantes) -> list[tuple[Punto, m.Punto]]:
    rows = list(db.session.scalars(select(m.Punto).where(m.Punto.sesion_id == sesion.id).order_by(m.Punto.orden)))
    done = sorted(rows, key=lambda row: (row.num_desahogado is None, row.num_desahogado or row.orden))
    counts: dict[int, list[m.Votacion]] = {}
    for count in carga.counts_of([row.id for row in rows], anuladas=True):
        counts.setdefault(count.punto_id, []).append(count)
    return [(_punto(row, counts.get(row.id, []), sesion, integrantes), row) for row in done]


def _punto(row: m.Punto, every: list[m.Votacion], sesion: m.Sesion, integrantes: Integrantes) -> Punto:
    counts = [count for count in every if count.anulada is None]
    asuntos = _bloque(row, sesion) if row.tipo == "bloque" else ()
    acuerdo = None if _one_each(asuntos) else _acuerdo_vigente(row.id)
    dictamen = None if asuntos else _dictamen_vigente(row.id)
    modificaciones = counts[-1].cuerpo.get("modificaciones", ()) if counts and row.estado.endswith("ciones") else ()
    unidas = sesion.organo.tipo == "comisiones_unidas"
    return Punto(
        num_convocado=row.num_convocado,
        num_desahogado=row.num_desahogado,
        titulo=row.titulo,
        clase=row.tipo,
        estado=_ESTADOS.get(row.estado, "desahogado"),
        presenta=row.presenta,
        exposicion=row.exposicion,
        expediente=_expediente(row, acuerdo, sesion),
        dictamen=None if unidas else _dictamen_ref(row, sesion),
        intervenciones=_intervenciones(row, integrantes) if row.tipo != "asuntos_generales" else (),
        excusas=_excusas(row, integrantes),
        votaciones=tuple(comunes.votacion(count, sesion, integrantes) for count in counts),
        resultado=_conclusion(dictamen),
        acuerdo=_acuerdo(acuerdo, dictamen, row, sesion),
        modificaciones=tuple(str(one) for one in modificaciones),
        nota=row.nota if row.estado != "pendiente" else "",
        asuntos=asuntos,
        clave=str(row.id),
        anuladas=_anuladas(every, sesion, integrantes),
        general=row.general,
    )


def _anuladas(every: list[m.Votacion], sesion: m.Sesion, integrantes: Integrantes) -> tuple[VotacionAnulada, ...]:
    """The counts annulled in the session, in order, each with the folios it leaves without effect."""
    found = []
    for count in every:
        if count.anulada is None:
            continue
        del_acuerdo = select(m.Acuerdo.folio).where(m.Acuerdo.votacion_id == count.id).order_by(m.Acuerdo.id)
        del_dictamen = select(m.Dictamen.folio).where(m.Dictamen.votacion_id == count.id, m.Dictamen.folio.is_not(None))
        folios = [*db.session.scalars(del_acuerdo), *db.session.scalars(del_dictamen.order_by(m.Dictamen.id))]
        repetida = any(
            (other.asunto, other.expediente_id, other.grupo) == (count.asunto, count.expediente_id, count.grupo)
            and other.serie > count.serie
            for other in every
        )
        found.append(
            VotacionAnulada(
                votacion=comunes.votacion(count, sesion, integrantes),
                hora=count.anulada.hora,
                motivo=count.anulada.motivo,
                sin_efecto=tuple(dict.fromkeys(str(folio) for folio in folios)),
                repetida=repetida,
            )
        )
    return tuple(found)


def _dictamen_vigente(punto_id: int) -> m.Dictamen | None:
    """The outcome of an item of joint commissions whose vote was not annulled."""
    annulled = select(m.VotacionAnulada.votacion_id)
    statement = select(m.Dictamen).where(m.Dictamen.punto_id == punto_id, m.Dictamen.votacion_id.not_in(annulled))
    return db.session.scalars(statement.order_by(m.Dictamen.id.desc()).limit(1)).first()


def _acuerdo_vigente(punto_id: int) -> m.Acuerdo | None:
    """The acuerdo of an item whose vote was not annulled."""
    annulled = select(m.VotacionAnulada.votacion_id)
    statement = select(m.Acuerdo).where(m.Acuerdo.punto_id == punto_id, m.Acuerdo.votacion_id.not_in(annulled))
    whole_first = (m.Acuerdo.expediente_id.is_not(None), m.Acuerdo.id.desc())
    return db.session.scalars(statement.order_by(*whole_first).limit(1)).first()


def _one_each(asuntos: tuple[AsuntoEnBloque, ...]) -> bool:
    """Whether the dossiers of a block have each its own acuerdo: then they are told in their table."""
    folios = [one.acuerdo for one in asuntos if one.acuerdo]
    return bool(asuntos) and len(set(folios)) == len(folios) and len(folios) != 1


def _bloque(row: m.Punto, sesion: m.Sesion) -> tuple[AsuntoEnBloque, ...]:
    found = []
    for one in carga.matters_of(row.id):
        acuerdo = db.session.get(m.Acuerdo, one.acuerdo_id) if one.acuerdo_id else None
        ref = comunes.expediente(one.expediente_id, sesion, acuerdo.folio if acuerdo else None)
        assert ref is not None
        held = one.referencia or {}
        if acuerdo is None and held.get("sha256"):
            ref = replace(ref, version=int(held["version"]), sha256=str(held["sha256"]))
        dictamen = db.session.get(m.Dictamen, one.dictamen_id) if one.dictamen_id else None
        previo = None if sesion.organo.tipo == "comisiones_unidas" else _dictamen_of(one.expediente_id, sesion)
        found.append(
            AsuntoEnBloque(
                expediente=ref,
                estado=one.estado,
                acuerdo=acuerdo.folio if acuerdo else "",
                dictamen=(dictamen.folio if dictamen else previo.folio if previo else "") or "",
                reservado_por=one.reserva_de if one.reservado else "",
                reserva_motivo=one.reserva_motivo if one.reservado else "",
            )
        )
    return tuple(found)


def _expediente(row: m.Punto, acuerdo: m.Acuerdo | None, sesion: m.Sesion) -> ExpedienteRef | None:
    """What was resolved; without acuerdo, the version that was on the table, whatever the dossier became later."""
    found = comunes.expediente(row.expediente_id, sesion, acuerdo.folio if acuerdo else None)
    held = row.expediente_ref or {}
    if found is None or acuerdo is not None or not held.get("sha256"):
        return found
    return replace(found, version=int(held["version"]), sha256=str(held["sha256"]))


_CONCLUSIONES = {
    "dictamen_aprobado": "el dictamen se aprueba en cada una de las comisiones",
    "dictamen_no_aprobado": "el dictamen no se aprueba, por no reunir la mayoría requerida en cada comisión",
    "turnado_al_pleno": "al persistir el empate, el asunto se turna al pleno del Ayuntamiento",
}


def _conclusion(dictamen: m.Dictamen | None) -> str:
    return _CONCLUSIONES.get(dictamen.resultado, dictamen.razon) if dictamen else ""


def _acuerdo(acuerdo: m.Acuerdo | None, dictamen: m.Dictamen | None, row: m.Punto, sesion: m.Sesion) -> Acuerdo | None:
    if acuerdo is not None:
        return Acuerdo(acuerdo.folio, acuerdo.texto, tuple(acuerdo.resolutivos), acuerdo.etiqueta)
    if dictamen is not None and dictamen.folio is not None:
        ref = comunes.expediente(row.expediente_id, sesion)
        texto = dictamen.texto or (dictamen_breve(dictamen.sentido or "", ref) if ref else row.titulo)
        return Acuerdo(dictamen.folio, texto, clase="dictamen")
    return None


def _dictamen_ref(row: m.Punto, sesion: m.Sesion) -> DictamenRef | None:
    """The last approved dictamen of the dossier, given before the session ended."""
    return None if row.expediente_id is None else _dictamen_of(row.expediente_id, sesion)


def _dictamen_of(expediente_id: int, sesion: m.Sesion) -> DictamenRef | None:
    statement = (
        select(m.Dictamen)
        .where(m.Dictamen.expediente_id == expediente_id, m.Dictamen.folio.is_not(None))
        .where(m.Dictamen.votacion_id.not_in(select(m.VotacionAnulada.votacion_id)))
        .where(m.Dictamen.emitido_en <= (sesion.clausura or sesion.programada_para))
        .order_by(m.Dictamen.id.desc())
        .limit(1)
    )
    found = db.session.scalars(statement).first()
    if found is None or found.folio is None or found.sentido is None:
        return None
    emisora = db.session.get_one(m.Sesion, found.sesion_id)
    nombres = tuple(one.nombre for one in comunes.comisiones(emisora)) or (emisora.organo_nombre,)
    return DictamenRef(found.folio, local_date(found.emitido_en), nombres, found.sentido)


def _intervenciones(row: m.Punto, integrantes: Integrantes) -> tuple[Intervencion, ...]:
    return tuple(Intervencion(_quien(one, integrantes), one.texto, one.hora, one.literal) for one in _said(row.id))


def _said(punto_id: int) -> list[m.Intervencion]:
    statement = select(m.Intervencion).where(m.Intervencion.punto_id == punto_id).order_by(m.Intervencion.id)
    return list(db.session.scalars(statement))


def _quien(one: m.Intervencion, integrantes: Integrantes) -> Persona:
    member = next((row for row in integrantes.values() if row.id == one.integrante_id), None)
    return comunes.persona(member) if member else Persona(one.nombre, one.cargo, "X")


def _excusas(row: m.Punto, integrantes: Integrantes) -> tuple[Excusa, ...]:
    by_id = {member.id: member for member in integrantes.values()}
    rows = db.session.scalars(select(m.Excusa).where(m.Excusa.punto_id == row.id).order_by(m.Excusa.id))
    return tuple(Excusa(comunes.persona(by_id[one.integrante_id]), one.causa, one.hora) for one in rows)


def _asuntos_generales(sesion: m.Sesion, integrantes: Integrantes) -> tuple[AsuntoGeneral, ...]:
    ids = db.session.scalars(
        select(m.Punto.id).where(m.Punto.sesion_id == sesion.id, m.Punto.tipo == "asuntos_generales")
    )
    return tuple(
        AsuntoGeneral(_quien(one, integrantes), one.texto, one.tramite) for punto in ids for one in _said(punto)
    )


def _incidencias(sesion: m.Sesion) -> tuple[Incidencia, ...]:
    rows = db.session.scalars(select(m.Incidencia).where(m.Incidencia.sesion_id == sesion.id).order_by(m.Incidencia.id))
    return tuple(Incidencia(row.clase, row.hora, row.texto, None, comunes.quorum(row.quorum, "")) for row in rows)


def _firmas(rolls: tuple[Lista, ...], secretario: Persona) -> tuple[Firma, ...]:
    """Who attended, in the order of the roll; each of the joint commissions apart; then who certifies."""
    varias = len(rolls) > 1
    firmas = [
        Firma(
            replace(one.persona, cargo=one.puesto) if one.puesto else one.persona,
            f"Por la {comision(roll.organo.nombre)}" if varias else "",
        )
        for roll in rolls
        for one in roll.asistencias
        if one.estado == "presente"
    ]
    return (*firmas, Firma(secretario, "Da fe" if varias else ""))


def _anexos(puntos: list[tuple[Punto, m.Punto]]) -> tuple[Anexo, ...]:
    anexos = [Anexo("Convocatoria y orden del día"), Anexo("Lista de asistencia")]
    for punto, _ in puntos:
        if punto.dictamen is not None:
            anexos.append(Anexo(f"Dictamen {punto.dictamen.folio}"))
        if punto.expediente is not None:
            ref = punto.expediente
            anexos.append(Anexo(f"{ref.titulo}, expediente {ref.folio}", ref.version, ref.sha256 or None))
        for one in punto.asuntos:
            ref = one.expediente
            anexos.append(Anexo(f"{ref.titulo}, expediente {ref.folio}", ref.version, ref.sha256 or None))
    return tuple(anexos)
