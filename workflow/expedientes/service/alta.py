"""Opening a dossier, capturing its content without losing what anybody typed, attaching files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from workflow.archivos.service import keep
from workflow.archivos.tipos import DOCUMENTOS
from workflow.audit.service import once, record, settle
from workflow.db import db, use_case
from workflow.expedientes import inputs, kinds
from workflow.expedientes.facts import Facts
from workflow.expedientes.models import Adjunto, Borrador, Expediente, FolioConsecutivo, Participacion
from workflow.expedientes.queries.transferencias import fusionada_con
from workflow.expedientes.rules import evaluate
from workflow.expedientes.service import relojes
from workflow.expedientes.service.acto import Acto
from workflow.expedientes.service.cambios import step_of
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local
from workflow.kernel.hashes import jsonable
from workflow.kernel.refusals import Invalid, Reason, Refused, Stale
from workflow.kernel.texto import plain
from workflow.people.models import Dependencia

MOSTRADOS = 200
PREFIJOS = {"poa": "POA", "padron": "PAD"}


@use_case
def crear(
    tipo: str,
    dependencia: str,
    programa: str,
    ejercicio: int,
    titulo: str,
    *,
    actor: Actor,
    ahora: datetime,
    contenido: Mapping[str, Any] | None = None,
    llave: str | None = None,
) -> int:
    """Open a dossier of a dependencia (its clave) and return its id. `contenido`: what is already captured."""
    once(llave, actor=actor, ahora=ahora)
    wrong = inputs.problems_of_new(tipo, programa, ejercicio, titulo)
    if wrong:
        raise Invalid(wrong)
    evaluate("capturar", actor, Facts(tipo, dependencia)).enforce()
    owner = db.session.scalar(select(Dependencia).where(Dependencia.clave == dependencia))
    if owner is None:
        raise Invalid("DEPENDENCIA_INEXISTENTE", dependencia=dependencia)
    if (merged := fusionada_con(owner.id)) is not None:
        raise Refused("DEPENDENCIA_FUSIONADA", dependencia=dependencia, con=merged)
    folio = next_folio(f"{PREFIJOS[tipo]}/{ejercicio}")
    _refuse_repeated(tipo, owner.id, programa.strip(), ejercicio)
    titulo = " ".join(titulo.split())
    row = Expediente(
        folio=folio,
        tipo=tipo,
        dependencia_id=owner.id,
        programa=programa.strip(),
        ejercicio=ejercicio,
        titulo=titulo,
        buscable=plain(f"{folio} {titulo} {programa}")[:500],
        etapa_desde=ahora,
        etapa_por_id=actor.usuario_id,
        etapa_por=actor.nombre,
        cambiado_en=ahora,
        cambiado_por=actor.nombre,
        creado_en=ahora,
        creado_por_id=actor.usuario_id,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add(step_of(row))
    relojes.abrir(row, ahora=ahora)
    _first_draft(row, contenido, actor=actor, ahora=ahora)
    record("expediente:crear", actor=actor, ahora=ahora, objeto=("expediente", row.id), datos={"folio": folio})
    settle(llave, actor=actor, destino=f"/expedientes/{row.id}")
    return row.id


def _first_draft(row: Expediente, contenido: Mapping[str, Any] | None, *, actor: Actor, ahora: datetime) -> None:
    filled = _readable(contenido) if contenido is not None else kinds.of(row.tipo).empty()
    db.session.add(
        Borrador(expediente_id=row.id, contenido=filled, por_id=actor.usuario_id, por=actor.nombre, en=ahora)
    )
    if contenido is not None:
        reglas = kinds.of(row.tipo).facts(filled).get("reglas_version")
        row.reglas_version = row.reglas_version if reglas is None else reglas
        db.session.add(
            Participacion(expediente_id=row.id, version=1, usuario_id=actor.usuario_id, papel="captura", en=ahora)
        )
    db.session.flush()


def next_folio(serie: str) -> str:
    """The next number of a series («POA/2027»); whoever takes another one of it waits for this transaction."""
    insert = (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert(FolioConsecutivo)
    taken = db.session.execute(
        insert.values(id=serie, ultimo=1)
        .on_conflict_do_update(index_elements=["id"], set_={"ultimo": FolioConsecutivo.ultimo + 1})
        .returning(FolioConsecutivo.ultimo)
    ).scalar_one()
    return f"{serie}/{taken:04d}"


def _refuse_repeated(tipo: str, dependencia_id: int, programa: str, ejercicio: int) -> None:
    found = db.session.scalar(
        select(Expediente.folio).where(
            Expediente.tipo == tipo,
            Expediente.dependencia_id == dependencia_id,
            Expediente.programa == programa,
            Expediente.ejercicio == ejercicio,
        )
    )
    if found is not None:
        raise Refused("EXPEDIENTE_REPETIDO", folio=found)


def _readable(contenido: Any) -> dict[str, Any]:
    try:
        plain_content = jsonable(contenido)
    except TypeError:
        raise Invalid("CONTENIDO_INVALIDO") from None
    if not isinstance(plain_content, dict):
        raise Invalid("CONTENIDO_INVALIDO")
    return plain_content


@use_case
def capturar(
    expediente_id: int,
    contenido: Mapping[str, Any],
    revision: int,
    *,
    actor: Actor,
    ahora: datetime,
    reglas_version: int | None = None,
    llave: str | None = None,
) -> int:
    """Save the content and return its new revision.

    `revision`: the one of the draft that the page showed. If somebody saved in between, raises Stale:
    its reason carries `cambios`, the fields that differ, each with what is saved and what this person typed.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}")
    acto = Acto(expediente_id, "capturar", {}, actor=actor, ahora=ahora)
    acto.decide().enforce()
    typed = _readable(contenido)
    draft = db.session.get_one(Borrador, expediente_id)
    changed = acto.kind.changed_fields(draft.contenido, typed)
    if revision != draft.revision and changed:
        raise Stale(_conflict(acto, draft, typed, changed))
    reglas = acto.kind.facts(typed).get("reglas_version", reglas_version)
    if not changed and (reglas is None or reglas == acto.row.reglas_version):
        return draft.revision
    acto.params |= {"campos": changed, "reglas_version": reglas}
    draft.contenido = typed
    draft.revision += 1
    draft.por_id, draft.por, draft.en = actor.usuario_id, actor.nombre, ahora
    acto.perform()
    return draft.revision


def _conflict(acto: Acto, draft: Borrador, typed: dict[str, Any], changed: list[str]) -> Reason:
    differences = [
        {
            "campo": campo,
            "rotulo": acto.kind.label(campo),
            "guardado": acto.kind.value(draft.contenido, campo),
            "suyo": acto.kind.value(typed, campo),
        }
        for campo in changed[:MOSTRADOS]
    ]
    told = {
        "por": draft.por,
        "hora": f"{local(draft.en):%H:%M}",
        "cuantos": len(changed),
        "cambios": differences,
        "revision": draft.revision,
    }
    return Reason("CAPTURA_DESACTUALIZADA", told)


@use_case
def adjuntar(
    expediente_id: int,
    data: bytes | BinaryIO,
    *,
    nombre: str,
    actor: Actor,
    ahora: datetime,
    descripcion: str = "",
    tipos: frozenset[str] = DOCUMENTOS,
    llave: str | None = None,
) -> int:
    """Keep a file with the dossier and return the id of the file. Whoever may capture or review it may attach."""
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}")
    acto = Acto(expediente_id, "capturar", {}, actor=actor, ahora=ahora)
    capture = acto.decide()
    if not capture.ok and not evaluate("observar", actor, acto.facts).ok:
        capture.enforce()
    archivo_id = keep(
        data, nombre=nombre, actor=actor, ahora=ahora, clase="adjunto", tipos=tipos, expediente_id=expediente_id
    )
    db.session.add(
        Adjunto(
            expediente_id=expediente_id,
            version=acto.row.version,
            archivo_id=archivo_id,
            descripcion=descripcion.strip()[:200],
            por_id=actor.usuario_id,
            por=actor.nombre,
            en=ahora,
        )
    )
    record(
        "expediente:adjuntar",
        actor=actor,
        ahora=ahora,
        objeto=("expediente", expediente_id),
        datos={"archivo": archivo_id},
    )
    return archivo_id
