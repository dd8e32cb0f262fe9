"""What the Cabildo modified, noted field by field, before it is fixed as the approved text."""

from __future__ import annotations

from datetime import datetime

from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.expedientes import kinds
from workflow.expedientes.models import CambioAprobado, Expediente
from workflow.expedientes.queries import hechos
from workflow.expedientes.rules import evaluate
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.hashes import canonical
from workflow.kernel.refusals import Invalid, NotFound, Refused

TEXTO_MAXIMO = 5000


def _open(expediente_id: int, actor: Actor, ahora: datetime) -> tuple[Expediente, kinds.Kind]:
    """The locked dossier of whose approved text this person writes. Raises NotAllowed or Refused."""
    row = lock(Expediente, expediente_id)
    facts = hechos.facts_of(row, local_date(ahora), changes=False)
    evaluate("integrar_modificaciones", actor, facts, {"cambios": 1}).enforce()
    kind = kinds.of(row.tipo)
    if kind.put is None:
        raise Refused("TEXTO_SIN_CAMPOS")
    return row, kind


def _told(value: object) -> str | None:
    if value in (None, "", []):
        return None
    return value if isinstance(value, str) else canonical(value).decode()


@use_case
def anotar_cambio(
    expediente_id: int,
    campo: str,
    texto: str,
    modificacion: str,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Note what a field must say (`texto`, as it was typed) and from which modification that comes.

    Noting a field again replaces what was noted: the one before stays, taken back. Raises Invalid when the value does
    not serve, when nothing changes, or when no modification is told.
    """
    row, kind = _open(expediente_id, actor, ahora)
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/texto-aprobado")
    modificacion = modificacion.strip()
    if not modificacion or len(modificacion) > TEXTO_MAXIMO or len(texto) > TEXTO_MAXIMO:
        raise Invalid("MODIFICACION_SIN_DECIR", maximo=TEXTO_MAXIMO)
    presented = hechos.contenido_of(row.v_presentada_id) or {}
    assert kind.put is not None
    dice, debe = kind.value(presented, campo), kind.value(kind.put(presented, campo, texto), campo)
    if _told(dice) == _told(debe):
        raise Invalid("CAMBIO_IGUAL", campo=kind.label(campo))
    for before in hechos.cambios_anotados(row):
        if before.campo == campo:
            _take_back(before, actor, ahora)
    note = CambioAprobado(
        expediente_id=row.id,
        version=row.version,
        presentada_id=row.v_presentada_id,
        campo=campo,
        dice=_told(dice),
        debe_decir=_told(debe),
        valor=texto,
        modificacion=modificacion,
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(note)
    db.session.flush()
    _record("expediente:anotar_cambio", row, campo, actor, ahora)
    return note.id


@use_case
def retirar_cambio(cambio_id: int, *, expediente_id: int, actor: Actor, ahora: datetime) -> None:
    """Take back a field that was noted. Raises NotFound."""
    row, _ = _open(expediente_id, actor, ahora)
    found = next((one for one in hechos.cambios_anotados(row) if one.id == cambio_id), None)
    if found is None:
        raise NotFound("NO_EXISTE")
    _take_back(found, actor, ahora)
    _record("expediente:retirar_cambio", row, found.campo, actor, ahora)


def _take_back(note: CambioAprobado, actor: Actor, ahora: datetime) -> None:
    db.session.add(
        CambioAprobado(
            expediente_id=note.expediente_id,
            version=note.version,
            presentada_id=note.presentada_id,
            campo=note.campo,
            dice=note.dice,
            debe_decir=note.debe_decir,
            valor=note.valor,
            modificacion=note.modificacion,
            retira_id=note.id,
            por_id=actor.usuario_id,
            por=actor.nombre,
            en=ahora,
        )
    )


def _record(what: str, row: Expediente, campo: str, actor: Actor, ahora: datetime) -> None:
    datos = {"version": row.version, "ronda": row.ronda, "campo": campo}
    record(what, actor=actor, ahora=ahora, objeto=("expediente", row.id), datos=datos)
