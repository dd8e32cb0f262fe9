"""Editing the checklist, the reusable texts and the thresholds. Each change is a new edition; none is overwritten."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import func, select

from workflow.audit.service import once, record
from workflow.db import db, use_case
from workflow.expedientes.observaciones import TIPOS_OBSERVACION
from workflow.expedientes.route import TIPOS
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, Stale
from workflow.revision.models import PuntoLista, TextoReutilizable, UmbralRevision
from workflow.revision.service.comun import configures
from workflow.revision.umbrales import POR_CLAVE

TEXTO_MAXIMO = 2000


@use_case
def registrar_texto(
    clave: str | None,
    edicion: int,
    *,
    tipo: str,
    categoria: str,
    texto: str,
    tipo_observacion: str,
    actor: Actor,
    ahora: datetime,
    activo: bool = True,
    llave: str | None = None,
) -> str:
    """Write a reusable text, or a new edition of one (`edicion`: the one the page showed). Returns its clave."""
    configures(actor)
    once(llave, actor=actor, ahora=ahora, destino="/revision/textos")
    categoria, texto = categoria.strip(), texto.strip()
    lengths = 1 <= len(categoria) <= 60 and 1 <= len(texto) <= TEXTO_MAXIMO
    if not lengths or tipo not in TIPOS or tipo_observacion not in TIPOS_OBSERVACION:
        raise Invalid("TEXTO_REUTILIZABLE_INVALIDO")
    clave = clave or f"{tipo}-{uuid4().hex[:12]}"
    row = TextoReutilizable(
        clave=clave,
        edicion=_next(TextoReutilizable, clave, edicion),
        tipo=tipo,
        categoria=categoria,
        texto=texto,
        tipo_observacion=tipo_observacion,
        activo=activo,
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(row)
    _keep_trace("texto", {"clave": clave, "edicion": row.edicion, "activo": activo}, actor=actor, ahora=ahora)
    return clave


@use_case
def registrar_punto(
    clave: str | None,
    edicion: int,
    *,
    tipo: str,
    orden: int,
    pregunta: str,
    fundamento: str,
    vigente_desde: date | None,
    actor: Actor,
    ahora: datetime,
    activo: bool = True,
    por_confirmar: bool = True,
    llave: str | None = None,
) -> str:
    """Write a question of the checklist, or a new edition of one, in force from a date on. Returns its clave."""
    configures(actor)
    once(llave, actor=actor, ahora=ahora, destino="/revision/lista")
    pregunta, fundamento = pregunta.strip(), fundamento.strip()
    lengths = 1 <= len(pregunta) <= 400 and 1 <= len(fundamento) <= 300 and 0 <= orden <= 100_000
    if not lengths or tipo not in TIPOS or vigente_desde is None:
        raise Invalid("PREGUNTA_DE_LISTA_INVALIDA")
    clave = clave or f"{tipo}-{uuid4().hex[:12]}"
    row = PuntoLista(
        clave=clave,
        edicion=_next(PuntoLista, clave, edicion),
        tipo=tipo,
        orden=orden,
        pregunta=pregunta,
        fundamento=fundamento,
        vigente_desde=vigente_desde,
        activo=activo,
        por_confirmar=por_confirmar,
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(row)
    datos = {"clave": clave, "edicion": row.edicion, "activo": activo, "desde": vigente_desde.isoformat()}
    _keep_trace("punto", datos, actor=actor, ahora=ahora)
    return clave


def _next(model: type[TextoReutilizable] | type[PuntoLista], clave: str, edicion: int) -> int:
    """The next edition of a row, if the last one is what the page showed."""
    last = db.session.scalar(select(func.max(model.edicion)).where(model.clave == clave)) or 0
    if last != edicion:
        raise Stale("CATALOGO_CAMBIO")
    return last + 1


@use_case
def registrar_umbral(
    clave: str,
    valor: int | None,
    *,
    vigente_desde: date | None,
    fundamento: str,
    actor: Actor,
    ahora: datetime,
    por_confirmar: bool = True,
    llave: str | None = None,
) -> None:
    """A threshold from a date on. For the same date, the last one registered counts."""
    configures(actor)
    umbral = POR_CLAVE.get(clave)
    if umbral is None:
        raise Invalid("UMBRAL_INVALIDO", nombre=clave[:40], minimo=0, maximo=0)
    once(llave, actor=actor, ahora=ahora, destino="/revision/umbrales")
    in_range = valor is not None and umbral.minimo <= valor <= umbral.maximo
    if not in_range or vigente_desde is None or not fundamento.strip():
        raise Invalid("UMBRAL_INVALIDO", nombre=umbral.nombre, minimo=umbral.minimo, maximo=umbral.maximo)
    db.session.add(
        UmbralRevision(
            clave=clave,
            valor=valor,
            vigente_desde=vigente_desde,
            fundamento=fundamento.strip()[:300],
            por_confirmar=por_confirmar,
            por_id=actor.usuario_id,
            por=actor.nombre,
            en=ahora,
        )
    )
    datos = {"clave": clave, "valor": valor, "desde": vigente_desde.isoformat()}
    _keep_trace("umbral", datos, actor=actor, ahora=ahora)


def _keep_trace(what: str, datos: dict[str, object], *, actor: Actor, ahora: datetime) -> None:
    record(f"revision:registrar_{what}", actor=actor, ahora=ahora, objeto=("revision", 1), datos=datos)
