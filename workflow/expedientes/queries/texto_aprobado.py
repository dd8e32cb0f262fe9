"""The approved text as it is being written: what the Cabildo modified, what was noted, what can still be noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes import kinds
from workflow.expedientes.models import Envio, Expediente
from workflow.expedientes.queries import hechos
from workflow.expedientes.rules import evaluate
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import NotFound
from workflow.kernel.texto import plain

MOSTRADOS = 40


@dataclass(frozen=True)
class CambioVista:
    id: int
    campo: str
    rotulo: str
    dice: str | None
    debe_decir: str | None
    modificacion: str
    por: str
    en: datetime


@dataclass(frozen=True)
class CampoVista:
    """A field that can be modified: its address, its words, what was presented."""

    campo: str
    rotulo: str
    dice: str | None


@dataclass(frozen=True)
class TextoAprobado:
    """`fijado`: the submission with what was noted so far, when it was fixed and nothing was noted since."""

    modificaciones: tuple[str, ...]
    cambios: tuple[CambioVista, ...]
    puede: bool
    fijado: bool
    huella: str | None
    acusado: bool
    verificado_en: datetime | None


def texto_aprobado(expediente_id: int, actor: Actor, hoy: date) -> TextoAprobado:
    """Raises NotFound where no text can be modified field by field."""
    row = _row(expediente_id)
    kind = kinds.of(row.tipo)
    facts = hechos.facts_of(row, hoy, changes=False)
    cambios = tuple(
        CambioVista(c.id, c.campo, kind.label(c.campo), c.dice, c.debe_decir, c.modificacion, c.por, c.en)
        for c in hechos.cambios_anotados(row)
    )
    approved = db.session.get(Envio, row.v_aprobada_id) if facts.integrado and row.v_aprobada_id else None
    return TextoAprobado(
        modificaciones=tuple(map(str, row.modificaciones or ())),
        cambios=cambios,
        puede=evaluate("integrar_modificaciones", actor, facts, {"cambios": 1}).ok,
        fijado=approved is not None and all(c.en <= approved.en for c in cambios),
        huella=approved.sha256 if approved else None,
        acusado=row.acuse,
        verificado_en=row.verificado_en,
    )


def campos_por_modificar(expediente_id: int, buscado: str) -> tuple[CampoVista, ...]:
    """The fields of what was presented whose words or value hold every word searched, the first MOSTRADOS."""
    row = _row(expediente_id)
    kind, words = kinds.of(row.tipo), plain(buscado).split()
    presented = hechos.contenido_of(row.v_presentada_id) or {}
    found: list[CampoVista] = []
    if not words:
        return ()
    for campo in kind.changed_fields(kind.empty(), presented):
        one = CampoVista(campo, kind.label(campo), _text(kind.value(presented, campo)))
        text = plain(f"{one.rotulo} {one.dice or ''}")
        if all(word in text for word in words):
            found.append(one)
            if len(found) == MOSTRADOS:
                break
    return tuple(found)


def campo_por_modificar(expediente_id: int, campo: str) -> CampoVista:
    row = _row(expediente_id)
    kind = kinds.of(row.tipo)
    presented = hechos.contenido_of(row.v_presentada_id) or {}
    return CampoVista(campo, kind.label(campo), _text(kind.value(presented, campo)))


def _row(expediente_id: int) -> Expediente:
    row = db.session.scalar(select(Expediente).where(Expediente.id == expediente_id))
    if row is None or row.etapa not in ("aprobado_con_modificaciones", "publicado") or kinds.of(row.tipo).put is None:
        raise NotFound("NO_EXISTE")
    return row


def _text(value: object) -> str | None:
    if value in (None, "", []):
        return None
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
