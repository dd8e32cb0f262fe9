"""Put a letterhead in force from a day on. What was issued before keeps its own."""

from __future__ import annotations

from datetime import date, datetime

from workflow.actas.impresion.membrete import TAMANO_ESCUDO, lineas_de, reparos, reparos_escudo
from workflow.actas.impresion.svg import NoSeDibuja, looks_like_svg, to_png
from workflow.actas.models import Membrete
from workflow.actas.queries.membretes import in_force
from workflow.actas.service.plantillas import _datos, _only_who_edits
from workflow.archivos.queries import get
from workflow.archivos.service import keep
from workflow.archivos.tipos import PNG
from workflow.audit.service import once, record
from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, Reason

ESCUDOS = ("igual", "nuevo", "ruta")


@use_case
def poner_membrete(
    *,
    organo_id: int | None,
    lineas: str,
    pie: str,
    escudo: str,
    archivo: bytes | None,
    escudo_texto: str,
    vigente_desde: date | None,
    nota: str,
    fundamento: str,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """`escudo`: igual (that of the one in force), nuevo (`archivo`, a PNG, or a SVG that is drawn as one) or ruta (the
    emblem of the house)."""
    _only_who_edits(actor)
    rows, pie, escudo_texto = lineas_de(lineas), " ".join(pie.split()), " ".join(escudo_texto.split())
    heredado = _inherited(organo_id, vigente_desde) if escudo == "igual" else None
    reasons = [*reparos(rows, pie, escudo_texto, con_escudo=escudo == "nuevo" or heredado is not None)]
    archivo, unreadable = _drawn(archivo) if escudo == "nuevo" else (archivo, ())
    reasons += unreadable or _of_image(escudo, archivo)
    try:
        nota, fundamento = _datos(organo_id, vigente_desde, nota, fundamento, ahora)
    except Invalid as more:
        reasons += more.reasons
    if reasons:
        raise Invalid(reasons)
    once(llave, actor=actor, ahora=ahora, destino="/plantillas/membrete")
    identifier = heredado
    if escudo == "nuevo" and archivo:
        png = frozenset({PNG})
        identifier = keep(archivo, nombre="escudo.png", actor=actor, ahora=ahora, clase="plantilla", tipos=png)
    row = Membrete(
        organo_id=organo_id,
        lineas=list(rows),
        pie=pie,
        escudo_id=identifier,
        escudo_sha256=get(identifier).sha256 if identifier is not None else None,
        escudo_texto=escudo_texto if identifier is not None else "",
        vigente_desde=vigente_desde,
        nota=nota,
        fundamento=fundamento,
        creada_en=ahora,
        por_id=actor.usuario_id,
        por=actor.nombre,
    )
    db.session.add(row)
    db.session.flush()
    record(
        "membrete:vigor",
        actor=actor,
        ahora=ahora,
        objeto=("membrete", row.id),
        datos={"organo_id": organo_id, "desde": row.vigente_desde.isoformat(), "escudo": row.escudo_sha256 or ""},
    )
    return int(row.id)


def _drawn(archivo: bytes | None) -> tuple[bytes | None, tuple[Reason, ...]]:
    """The image as a PNG; a drawing in SVG is drawn, or it is said why it cannot be."""
    if archivo is None or len(archivo) > TAMANO_ESCUDO or not looks_like_svg(archivo):
        return archivo, ()
    try:
        return to_png(archivo), ()
    except NoSeDibuja as failed:
        return None, (Reason(failed.codigo, {"que": failed.que}),)


def _inherited(organo_id: int | None, desde: date | None) -> int | None:
    """The image of the one that holds that day for that organ: its own, or that of all of them."""
    anterior = in_force(organo_id, desde) if desde is not None else None
    return None if anterior is None else anterior.escudo_id


def _of_image(escudo: str, archivo: bytes | None) -> tuple[Reason, ...]:
    if escudo not in ESCUDOS:
        return (Reason("MEMBRETE_ESCUDO_NO_PNG"),)
    if escudo != "nuevo":
        return ()
    return reparos_escudo(archivo) if archivo else (Reason("ARCHIVO_NO_ELEGIDO"),)
