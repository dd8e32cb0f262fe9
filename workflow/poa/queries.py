"""Reads of the POA room: classifiers of a year, uploads, and what the MIR of other dossiers say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from workflow.db import db
from workflow.expedientes.models import Borrador, Envio, Expediente, Participacion, Paso
from workflow.kernel.refusals import NotFound
from workflow.outbox import queries as outbox
from workflow.people.models import Dependencia as DependenciaFila
from workflow.people.models import Usuario
from workflow.poa import catalogos as tipos
from workflow.poa.catalogos import Catalogos, Dependencia, from_rows
from workflow.poa.firmas import Persona
from workflow.poa.models import Carga, CatalogoRenglon, LibroEmitido
from workflow.poa.reglas.todas import own_matrix


def catalogos(ejercicio: int) -> Catalogos:
    """The classifiers of a year, empty if none was loaded. Units are those of the administration, with their dates."""
    statement = (
        select(CatalogoRenglon.catalogo, CatalogoRenglon.datos)
        .where(CatalogoRenglon.ejercicio == ejercicio)
        .order_by(CatalogoRenglon.catalogo, CatalogoRenglon.orden)
    )
    rows: dict[str, list[dict[str, str]]] = {nombre: [] for nombre in tipos.NOMBRES}
    for catalogo, datos in db.session.execute(statement):
        rows[catalogo].append(datos)
    found = from_rows(rows, ejercicio)
    return replace(found, dependencias={**found.dependencias, **_units()})


def _units() -> dict[str, Dependencia]:
    return {
        row.clave: Dependencia(
            row.clave,
            row.siglas,
            row.titular_cargo,
            tuple((name.nombre, name.desde, name.hasta) for name in reversed(row.nombres)),
        )
        for row in db.session.scalars(select(DependenciaFila))
    }


def ejercicios() -> list[int]:
    """The years that have classifiers, the newest first."""
    statement = select(CatalogoRenglon.ejercicio).distinct().order_by(CatalogoRenglon.ejercicio.desc())
    return list(db.session.scalars(statement))


def conteo(ejercicio: int) -> dict[str, int]:
    """How many lines each classifier of a year has."""
    statement = (
        select(CatalogoRenglon.catalogo, func.count())
        .where(CatalogoRenglon.ejercicio == ejercicio)
        .group_by(CatalogoRenglon.catalogo)
    )
    return {str(catalogo): int(n) for catalogo, n in db.session.execute(statement)}


def matrices(ejercicio: int, salvo: int | None = None) -> dict[str, frozenset[str]]:
    """Components of the MIR of each programme, from the POA of the year that carry one.

    What was presented counts before what is being captured. `salvo`: a dossier whose own MIR is not looked at.
    """
    statement = (
        select(Borrador.contenido, Envio.contenido)
        .join(Expediente, Expediente.id == Borrador.expediente_id)
        .outerjoin(Envio, Envio.id == func.coalesce(Expediente.v_aprobada_id, Expediente.v_presentada_id))
        .where(Expediente.tipo == "poa", Expediente.ejercicio == ejercicio)
    )
    if salvo is not None:
        statement = statement.where(Expediente.id != salvo)
    found: dict[str, frozenset[str]] = {}
    for draft, sent in db.session.execute(statement):
        contenido = sent or draft or {}
        if contenido.get("mir"):
            found.update(own_matrix(contenido))
    return found


@dataclass(frozen=True)
class CargaVista:
    """An upload as its pages show it. `hallazgos` and `error` are documents; `hecho` of `total` while it is read."""

    id: int
    expediente_id: int
    archivo_id: int
    nombre: str
    estado: str
    revision_vista: int
    hallazgos: tuple[dict[str, Any], ...]
    contenido: dict[str, Any] | None
    resumen: dict[str, Any] | None
    error: dict[str, Any] | None
    origen: str | None
    marcado_id: int | None
    creado_por: int
    creado_por_nombre: str
    creado_en: datetime
    leida_en: datetime | None
    cerrada_en: datetime | None
    hecho: int
    total: int | None
    trabajo_fallido: bool
    trabajo_vivo: bool
    trabajo_id: int | None

    @property
    def errores(self) -> tuple[dict[str, Any], ...]:
        return tuple(item for item in self.hallazgos if item["severidad"] == "error")

    @property
    def avisos(self) -> tuple[dict[str, Any], ...]:
        return tuple(item for item in self.hallazgos if item["severidad"] != "error")

    @property
    def marcandose(self) -> bool:
        """The copy with the cells marked is being made: it comes at the end of the reading."""
        return self.estado == "leida" and bool(self.hallazgos) and self.marcado_id is None and self.trabajo_vivo

    @property
    def en_lectura(self) -> bool:
        return self.estado == "recibida" and not self.trabajo_fallido


def carga(carga_id: int, expediente_id: int) -> CargaVista:
    """One upload of a dossier. Raises NotFound."""
    row = db.session.get(Carga, carga_id)
    if row is None or row.expediente_id != expediente_id:
        raise NotFound("CARGA_INEXISTENTE")
    return _vista(row)


def cargas(expediente_id: int, limite: int = 20) -> list[CargaVista]:
    """The uploads of a dossier, the newest first."""
    statement = select(Carga).where(Carga.expediente_id == expediente_id).order_by(Carga.id.desc()).limit(limite)
    return [_vista(row) for row in db.session.scalars(statement)]


def _vista(row: Carga) -> CargaVista:
    work = next(iter(outbox.status_of(("poa_carga", row.id))), None)
    return CargaVista(
        id=row.id,
        expediente_id=row.expediente_id,
        archivo_id=row.archivo_id,
        nombre=row.nombre,
        estado=row.estado,
        revision_vista=row.revision_vista,
        hallazgos=tuple(row.hallazgos),
        contenido=row.contenido,
        resumen=row.resumen,
        error=row.error,
        origen=row.origen,
        marcado_id=row.marcado_id,
        creado_por=row.creado_por,
        creado_por_nombre=row.creado_por_nombre,
        creado_en=row.creado_en,
        leida_en=row.leida_en,
        cerrada_en=row.cerrada_en,
        hecho=work.hecho if work else 0,
        total=work.total if work else None,
        trabajo_fallido=bool(work and work.estado == "fallido"),
        trabajo_vivo=bool(work and work.estado in ("pendiente", "tomado")),
        trabajo_id=work.id if work else None,
    )


@dataclass(frozen=True)
class CargaPorLeer:
    """What the reading of an upload needs, taken before the long part begins."""

    carga_id: int
    expediente_id: int
    archivo_id: int
    nombre: str
    estado: str
    ejercicio: int
    dependencia: str
    borrador: dict[str, Any]
    hallazgos: list[dict[str, Any]]
    marcada: bool


def carga_por_leer(carga_id: int) -> CargaPorLeer | None:
    """None if it is not there (then there is nothing to do)."""
    row = db.session.get(Carga, carga_id)
    if row is None:
        return None
    expediente = db.session.get_one(Expediente, row.expediente_id)
    return CargaPorLeer(
        row.id,
        row.expediente_id,
        row.archivo_id,
        row.nombre,
        row.estado,
        expediente.ejercicio,
        expediente.dependencia.clave,
        db.session.get_one(Borrador, row.expediente_id).contenido,
        row.hallazgos,
        row.marcado_id is not None,
    )


@dataclass(frozen=True)
class Emitido:
    """What a workbook was made from: the content, and the revision of the draft and the hour of that moment."""

    contenido: dict[str, Any]
    revision: int
    en: datetime


def libro_emitido(expediente_id: int, huella: str | None) -> Emitido | None:
    """Where a workbook of this dossier comes from; None when it is not known."""
    if huella is None:
        return None
    statement = select(LibroEmitido.contenido, LibroEmitido.revision, LibroEmitido.emitido_en).where(
        LibroEmitido.expediente_id == expediente_id, LibroEmitido.huella == huella
    )
    found = db.session.execute(statement).first()
    return None if found is None else Emitido(*found)


def anterior(expediente_id: int) -> dict[str, Any] | None:
    """What the same POA said the year before: what is in force, or the last text that it has; None if there is none."""
    now = db.session.get_one(Expediente, expediente_id)
    statement = (
        select(Borrador.contenido, Envio.contenido)
        .join(Expediente, Expediente.id == Borrador.expediente_id)
        .outerjoin(
            Envio,
            Envio.id == func.coalesce(Expediente.v_vigente_id, Expediente.v_aprobada_id, Expediente.v_presentada_id),
        )
        .where(
            Expediente.tipo == "poa",
            Expediente.dependencia_id == now.dependencia_id,
            Expediente.ejercicio == now.ejercicio - 1,
        )
        .order_by((Expediente.programa == now.programa).desc(), Expediente.id)
        .limit(1)
    )
    found = db.session.execute(statement).first()
    return None if found is None else found[1] or found[0]


def firmantes(expediente_id: int, version: int) -> dict[str, Persona]:
    """Who captured, reviewed and sent that version, by the key of the signature: who did it last. Three queries."""
    found: dict[str, Persona] = {}
    captured = db.session.execute(
        select(Usuario.nombre, Usuario.cargo, Participacion.en)
        .join(Participacion, Participacion.usuario_id == Usuario.id)
        .where(
            Participacion.expediente_id == expediente_id,
            Participacion.version == version,
            Participacion.papel == "captura",
        )
        .order_by(Participacion.id.desc())
    ).first()
    validated = db.session.execute(
        select(Paso.por, Usuario.cargo, Paso.en)
        .outerjoin(Usuario, Usuario.id == Paso.por_id)
        .where(Paso.expediente_id == expediente_id, Paso.version == version, Paso.etapa == "validado")
        .order_by(Paso.id.desc())
    ).first()
    sent = db.session.execute(
        select(Envio.autor, Envio.autor_cargo, Envio.en)
        .where(Envio.expediente_id == expediente_id, Envio.version == version, Envio.clase == "presentada")
        .order_by(Envio.numero.desc())
    ).first()
    for clave, row in (("elaboro", captured), ("reviso", validated), ("autorizo", sent)):
        if row is not None:
            nombre, cargo, en = row
            found[clave] = Persona(nombre, cargo or "", en)
    return found
