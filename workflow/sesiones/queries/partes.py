"""Parts of what is read of a session: persons, counts, items."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes.models import Envio, Expediente
from workflow.kernel.clock import local_date
from workflow.sesiones.models import (
    Acuerdo,
    Dictamen,
    Excusa,
    Intervencion,
    Punto,
    PuntoExpediente,
    Sesion,
    SesionIntegrante,
    Votacion,
    VotacionAnulada,
)
from workflow.sesiones.queries import carga
from workflow.sesiones.quorum import Quorum
from workflow.sesiones.vistas import (
    AcuerdoVista,
    AsuntoVista,
    DictamenVista,
    ExcusaVista,
    ExpedienteVista,
    IntervencionVista,
    PuntoVista,
    SesionVista,
    VotacionVista,
)
from workflow.sesiones.vistas_lista import GrupoVista, PersonaVista

_CLASE = {"lista": "tramite", "orden": "tramite", "clausura": "tramite", "informativo": "informativo"}
_ESTADO_ACTA = {"pendiente": "pendiente", "en_desahogo": "pendiente", "retirado": "retirado"}


def quorum_view(plano: dict[str, Any] | None, clave: str = "") -> Quorum | None:
    """A quórum as kept in the database; the key of a group, or the only one."""
    if not plano or clave not in plano:
        return None
    return Quorum(**plano[clave])


def _second_call(sesion: Sesion) -> int | None:
    """The session that is the second call of this one, if it was convened and not cancelled."""
    if sesion.estado != "no_verificada":
        return None
    siguiente = select(Sesion.id).where(Sesion.segunda_de_id == sesion.id, Sesion.estado != "cancelada")
    return db.session.scalar(siguiente.order_by(Sesion.id.desc()).limit(1))


class Lector:
    """Reads the items of one session with few queries, naming people as the frozen roll does."""

    def __init__(self, sesion: Sesion) -> None:
        self.sesion = sesion
        self.integrantes = carga.members_of(sesion.id)
        self.por_clave = {row.clave: row for row in self.integrantes}
        self.por_id = {row.id: row for row in self.integrantes}
        self.grupos = {c["clave"]: c["nombre"] for c in sesion.convocatoria.get("comisiones", ())}

    def persona(self, clave: str | None) -> PersonaVista | None:
        row = self.por_clave.get(clave or "")
        return None if row is None else _person(row)

    def session_view(self) -> SesionVista:
        sesion = self.sesion
        secretario = sesion.secretario
        return SesionVista(
            id=sesion.id,
            version=sesion.version,
            organo_clave=sesion.organo.clave,
            organo=sesion.organo_nombre,
            organo_tipo=sesion.organo.tipo,
            conduce=sesion.organo.conduce,
            comisiones=tuple(GrupoVista(clave, nombre) for clave, nombre in self.grupos.items()),
            tipo=sesion.tipo,
            modalidad=sesion.modalidad,
            publicidad=sesion.publicidad,
            estado=sesion.estado,
            numero=sesion.numero,
            acta_numero=sesion.acta_numero,
            periodo=sesion.periodo,
            lugar=sesion.lugar,
            domicilio=sesion.domicilio,
            sede=sesion.sede,
            recinto_acuerdo=sesion.recinto_acuerdo,
            enlace=sesion.enlace,
            permanente=sesion.permanente,
            convocada_en=sesion.convocada_en,
            programada_para=sesion.programada_para,
            convocatoria=sesion.convocatoria,
            fundamento=sesion.fundamento,
            reglas=sesion.reglas,
            apertura=sesion.apertura,
            clausura=sesion.clausura,
            motivo_cierre=sesion.motivo_cierre,
            orden_aprobado=sesion.orden_aprobado,
            segunda_de=sesion.segunda_de_id,
            preside=self.persona(sesion.preside),
            secretario=PersonaVista("", secretario["nombre"], secretario.get("genero", "X"), secretario["cargo"]),
            cancelacion=sesion.cancelacion,
            cancelada_en=sesion.cancelada_en,
            segunda_convocada=_second_call(sesion),
            organo_id=sesion.organo_id,
        )

    def items(self) -> tuple[PuntoVista, ...]:
        """Every item in the order of the agenda, with what was said, excused, voted and agreed."""
        puntos = list(db.session.scalars(select(Punto).where(Punto.sesion_id == self.sesion.id).order_by(Punto.orden)))
        ids = [p.id for p in puntos]
        votos = _by_item(carga.counts_of(ids, anuladas=True))
        dichos = _by_item(_all(Intervencion, ids))
        excusas = _by_item(_all(Excusa, ids))
        acuerdos = self._acuerdos(ids)
        asuntos = self._matters(ids, acuerdos)
        suyos = {a.punto_id: a for a in acuerdos.values() if a.punto_id not in asuntos}
        dictamenes = self._dictamenes(puntos)
        return tuple(
            self._item(
                p,
                [self.count_view(v) for v in votos.get(p.id, [])],
                asuntos.get(p.id, ()),
                [self._speech(i) for i in dichos.get(p.id, [])],
                [ExcusaVista(_person(self.por_id[e.integrante_id]), e.causa, e.hora) for e in excusas.get(p.id, [])],
                suyos.get(p.id),
                dictamenes.get(p.id),
            )
            for p in puntos
        )

    def _item(
        self,
        punto: Punto,
        todas: list[VotacionVista],
        asuntos: tuple[AsuntoVista, ...],
        intervenciones: list[IntervencionVista],
        excusas: list[ExcusaVista],
        acuerdo: Acuerdo | None,
        dictamen: DictamenVista | None,
    ) -> PuntoVista:
        votaciones = [v for v in todas if not v.anulada]
        diferido = punto.estado == "pendiente" and any(v.resultado == "diferido" for v in votaciones)
        return PuntoVista(
            id=punto.id,
            orden=punto.orden,
            num_convocado=punto.num_convocado,
            num_desahogado=punto.num_desahogado,
            tipo=punto.tipo,
            clase=_CLASE.get(punto.tipo, "votacion"),
            titulo=punto.titulo,
            estado=punto.estado,
            estado_acta="diferido" if diferido else _ESTADO_ACTA.get(punto.estado, "desahogado"),
            resultado=punto.resultado,
            nota=punto.nota,
            presenta=punto.presenta,
            exposicion=punto.exposicion,
            mayoria=punto.mayoria,
            abierto_en=punto.abierto_en,
            cerrado_en=punto.cerrado_en,
            expediente=dossier_view(punto),
            dictamen=dictamen,
            acuerdo=acuerdo_view(acuerdo) if acuerdo is not None else None,
            intervenciones=tuple(intervenciones),
            excusas=tuple(excusas),
            votaciones=tuple(votaciones),
            anuladas=tuple(v for v in todas if v.anulada),
            asuntos=asuntos,
            fundamento=punto.fundamento,
            adicion=punto.adicion,
            general=punto.general,
            acta_de=punto.acta_de_id,
        )

    def _acuerdos(self, puntos: list[int]) -> dict[int, Acuerdo]:
        """In force, by id: what came of an annulled count has no effect."""
        filas = db.session.scalars(
            select(Acuerdo)
            .where(Acuerdo.punto_id.in_(puntos), Acuerdo.votacion_id.not_in(select(VotacionAnulada.votacion_id)))
            .order_by(Acuerdo.id)
        )
        return {fila.id: fila for fila in filas}

    def _matters(self, puntos: list[int], acuerdos: dict[int, Acuerdo]) -> dict[int, tuple[AsuntoVista, ...]]:
        """The dossiers of each block, in order."""
        filas = db.session.scalars(
            select(PuntoExpediente)
            .where(PuntoExpediente.punto_id.in_(puntos))
            .order_by(PuntoExpediente.punto_id, PuntoExpediente.orden)
        )
        folios = self._dictamen_folios(puntos)
        vistas: dict[int, list[AsuntoVista]] = {}
        for fila in filas:
            acuerdo = acuerdos.get(fila.acuerdo_id or 0)
            vistas.setdefault(fila.punto_id, []).append(
                AsuntoVista(
                    expediente=ExpedienteVista(**fila.referencia)
                    if fila.referencia is not None
                    else dossier_now(fila.expediente_id),
                    orden=fila.orden,
                    estado=fila.estado,
                    reservado=fila.reservado,
                    reserva_de=fila.reserva_de,
                    reserva_motivo=fila.reserva_motivo,
                    razon=fila.razon,
                    votacion_id=fila.votacion_id,
                    acuerdo=acuerdo_view(acuerdo) if acuerdo is not None else None,
                    dictamen_folio=folios.get(fila.dictamen_id or 0),
                )
            )
        return {punto: tuple(asuntos) for punto, asuntos in vistas.items()}

    def _dictamen_folios(self, puntos: list[int]) -> dict[int, str | None]:
        filas = db.session.scalars(select(Dictamen).where(Dictamen.punto_id.in_(puntos)))
        return {fila.id: fila.folio for fila in filas}

    def _speech(self, fila: Intervencion) -> IntervencionVista:
        row = self.por_id.get(fila.integrante_id or 0)
        return IntervencionVista(
            nombre=fila.nombre,
            cargo=fila.cargo,
            genero=row.genero if row else "X",
            clave=row.clave if row else "",
            hora=fila.hora,
            texto=fila.texto,
            literal=fila.literal,
            tramite=fila.tramite,
        )

    def count_view(self, fila: Votacion) -> VotacionVista:
        sentidos = {v.integrante.clave: v.sentido for v in fila.votos}

        def names(claves: Iterable[str]) -> tuple[str, ...]:
            pedidas = frozenset(claves)
            return tuple(row.nombre for row in self.integrantes if row.clave in pedidas)

        def having(sentido: str) -> tuple[str, ...]:
            return names(clave for clave, voto in sentidos.items() if voto == sentido)

        return VotacionVista(
            id=fila.id,
            asunto=fila.asunto,
            grupo=GrupoVista(fila.grupo, self.grupos.get(fila.grupo, fila.grupo)) if fila.grupo else None,
            ronda=fila.ronda,
            tipo=fila.tipo,
            hora=fila.hora,
            mayoria=fila.mayoria,
            base_tipo=fila.base_tipo,
            base_valor=fila.base_valor,
            requeridos=fila.requeridos,
            integrantes=fila.integrantes,
            electorado=fila.electorado,
            excusados=fila.excusados,
            ausentes=fila.ausentes - len(fila.cuerpo.get("sin_voto", ())),
            a_favor=fila.a_favor,
            en_contra=fila.en_contra,
            abstencion=fila.abstencion,
            nulos=fila.nulos,
            resultado=fila.resultado,
            motivo=fila.motivo,
            etiqueta=fila.etiqueta,
            razon=fila.razon,
            quorum=Quorum(fila.quorum_requerido, fila.quorum_presentes, True),
            preside=self.persona(fila.preside),
            propuesta=fila.propuesta,
            modificaciones=tuple(fila.cuerpo.get("modificaciones", ())),
            nombres_a_favor=having("a_favor"),
            nombres_en_contra=having("en_contra"),
            nombres_abstencion=having("abstencion"),
            nombres_excusados=names(fila.cuerpo["excusados"]),
            sentidos=sentidos,
            calidad_sentido=fila.calidad.sentido if fila.calidad else None,
            calidad_quien=_person(fila.calidad.integrante) if fila.calidad else None,
            calidad_de=self.persona(fila.calidad_de),
            pendiente_calidad=fila.resultado == "pendiente_voto_calidad" and fila.anulada is None,
            fundamento=fila.fundamento,
            expediente_id=fila.expediente_id,
            candidaturas=tuple((fila.por_candidatura or {}).items()),
            electo=fila.electo,
            pasan=tuple(fila.cuerpo.get("pasan", ())),
            nombres_a_distancia=names(fila.cuerpo.get("a_distancia", ())),
            nombres_sin_voto=names(fila.cuerpo.get("sin_voto", ())),
            nombres_cedula=names(fila.cuerpo["electores"]) if fila.tipo == "cedula" else (),
            anulada=fila.anulada.motivo if fila.anulada else "",
            anulada_en=fila.anulada.hora if fila.anulada else None,
            serie=fila.serie,
        )

    def _dictamenes(self, puntos: list[Punto]) -> dict[int, DictamenVista]:
        """By item: the dictamen it gave (comisiones) or the last one of its dossier (Cabildo)."""
        expedientes = [p.expediente_id for p in puntos if p.expediente_id is not None]
        filas = db.session.scalars(
            select(Dictamen)
            .where(
                Dictamen.expediente_id.in_(expedientes),
                Dictamen.votacion_id.not_in(select(VotacionAnulada.votacion_id)),
            )
            .order_by(Dictamen.id)
        )
        propios, ultimos = {}, {}
        for fila in filas:
            propios[fila.punto_id] = fila
            if fila.resultado in ("dictamen_aprobado", "turnado_al_pleno"):
                ultimos[fila.expediente_id] = fila
        cabildo = self.sesion.organo.tipo == "cabildo"
        vistas = {}
        for punto in puntos:
            suyo = ultimos.get(punto.expediente_id or 0) if cabildo else propios.get(punto.id)
            if suyo is not None:
                vistas[punto.id] = dictamen_view(suyo)
        return vistas


def acuerdo_view(fila: Acuerdo) -> AcuerdoVista:
    return AcuerdoVista(fila.folio, fila.texto, tuple(fila.resolutivos), fila.etiqueta, fila.tomado_en)


def dictamen_view(fila: Dictamen) -> DictamenVista:
    sesion = db.session.get_one(Sesion, fila.sesion_id)
    return DictamenVista(
        folio=fila.folio,
        fecha=local_date(fila.emitido_en),
        comisiones=tuple(c["nombre"] for c in sesion.convocatoria.get("comisiones", ())) or (sesion.organo_nombre,),
        resultado=fila.resultado,
        sentido=fila.sentido,
        razon=fila.razon,
        texto=fila.texto,
    )


def dossier_view(punto: Punto) -> ExpedienteVista | None:
    """The dossier of an item: frozen when the item was opened; until then, as it is."""
    if punto.expediente_id is None:
        return None
    if punto.expediente_ref is not None:
        return ExpedienteVista(**punto.expediente_ref)
    return dossier_now(punto.expediente_id)


def dossier_now(expediente_id: int) -> ExpedienteVista:
    row = db.session.get_one(Expediente, expediente_id)
    envio = db.session.get(Envio, row.v_presentada_id) if row.v_presentada_id else None
    return ExpedienteVista(
        id=row.id,
        folio=row.folio,
        tipo=row.tipo,
        titulo=row.titulo,
        dependencia=row.dependencia.nombre_en(local_date(row.etapa_desde)),
        version=row.version,
        sha256=envio.sha256 if envio else "",
    )


def _person(row: SesionIntegrante) -> PersonaVista:
    return PersonaVista(row.clave, row.nombre, row.genero, row.cargo)


def _all(model: Any, puntos: list[int]) -> list[Any]:
    return list(db.session.scalars(select(model).where(model.punto_id.in_(puntos)).order_by(model.id)))


def _by_item(filas: Iterable[Any]) -> dict[int, list[Any]]:
    agrupadas: dict[int, list[Any]] = {}
    for fila in filas:
        agrupadas.setdefault(fila.punto_id, []).append(fila)
    return agrupadas
