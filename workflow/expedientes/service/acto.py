"""One act on one locked dossier: told the facts, decided by the rules, written down whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from workflow.audit.queries import last
from workflow.audit.service import record
from workflow.audit.textos import ROTULOS as BITACORA
from workflow.db import db, lock
from workflow.expedientes import compuertas, effects, inputs, kinds
from workflow.expedientes.avisos import CON_DOCUMENTO, DOCUMENTOS, recipients
from workflow.expedientes.facts import Facts
from workflow.expedientes.models import Borrador, Envio, Expediente, Paso
from workflow.expedientes.queries import hechos
from workflow.expedientes.route import CAMBIAN_TURNO, DEPENDENCIA, DESHACEN
from workflow.expedientes.rules import FORBIDDEN, Decision, evaluate
from workflow.expedientes.service import relojes
from workflow.expedientes.service.cambios import WRITERS, Escrito, note_participation, step_of
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local, local_date
from workflow.kernel.refusals import Invalid, Reason, Stale
from workflow.outbox.service import leave
from workflow.people.models import Dependencia

# The clave of the dependencia comes with the locked row; its names, only where they are asked for.
CON_SU_DEPENDENCIA = (joinedload(Expediente.dependencia, innerjoin=True).lazyload(Dependencia.nombres),)


@dataclass(frozen=True)
class Resultado:
    """What an act did. `observacion`: clave of the observation it made or moved («O3»), if any."""

    expediente_id: int
    etapa: str
    revision: int
    avisos: tuple[Reason, ...] = ()
    observacion: str | None = None


class Acto:
    """Locks the dossier and reads its facts; `perform` decides and writes, or raises and nothing changes."""

    def __init__(self, expediente_id: int, accion: str, params: dict[str, Any], *, actor: Actor, ahora: datetime):
        self.accion, self.params, self.actor, self.ahora = accion, dict(params), actor, ahora
        self.row = lock(Expediente, expediente_id, *CON_SU_DEPENDENCIA)
        self.kind = kinds.of(self.row.tipo)
        self.hoy = local_date(ahora)
        self.vigente = hechos.configuracion(self.hoy)
        changes = accion in ("enviar", "observar")
        self.facts = hechos.facts_of(self.row, self.hoy, changes=changes, elegidas=self.vigente.reglas)
        self._complete()

    def _complete(self) -> None:
        """What the rules need and the person does not type."""
        if self.accion == "publicar":
            self.params["archivo"] = self._published_file(self.params.get("archivo"))
        elif self.accion in DESHACEN:
            self.params["despues"] = self._done_after(DESHACEN[self.accion], self.params.get("de"))
        elif self.accion == "enviar":
            self.borrador = db.session.get_one(Borrador, self.row.id)
            self.facts = hechos.told_by_document(self.row, self.facts, self.borrador.contenido)
        elif self.accion == "integrar_modificaciones":
            self.params |= hechos.texto_aprobado(self.row)

    def _done_after(self, deshecho: str, de: Any) -> dict[str, str] | None:
        """What was done to the dossier instead of the act to be undone, or after it; None if that act is the last."""
        ultimo = last(("expediente", self.row.id))
        es_el_mismo = ultimo is not None and ultimo.accion == f"expediente:{deshecho}"
        if ultimo is None or (es_el_mismo and ultimo.datos.get("origen") == list(de or ())):
            return None
        acto = BITACORA["acto"].get(ultimo.accion, "")
        return {"folio": self.row.folio, "quien": ultimo.actor, "hora": f"{local(ultimo.en):%H:%M}", "acto": acto}

    def _published_file(self, archivo: str | None) -> str | None:
        """A hash is turned into which version it is; anything else passes as it came."""
        if archivo is None or self.row.v_aprobada_id is None:
            return archivo
        approved = db.session.scalar(select(Envio.sha256).where(Envio.id == self.row.v_aprobada_id))
        return "v_aprobada" if archivo == approved else archivo

    def decide(self) -> Decision:
        """Every reason: of the route, of the gate of the act, and of the document itself when it is sent."""
        decision = self._gated(evaluate(self.accion, self.actor, self.facts, self.params))
        if self.accion != "enviar" or not FORBIDDEN.isdisjoint(decision.codes):
            return decision
        if "ETAPA_INVALIDA" in decision.codes:
            return decision
        more = kinds.forbids_sending(self.kind, self.borrador.contenido)
        return replace(decision, ok=False, reasons=(*decision.reasons, *more)) if more else decision

    def _gated(self, decision: Decision) -> Decision:
        """What a room to the right asks first, of who may do it in this stage."""
        if not FORBIDDEN.isdisjoint(decision.codes) or "ETAPA_INVALIDA" in decision.codes:
            return decision
        asked = (self.accion, self.row.id, self.actor, self.hoy)
        reasons = (*decision.reasons, *compuertas.stops(*asked))
        if reasons:
            return replace(decision, ok=False, reasons=reasons)
        return replace(decision, avisos=(*decision.avisos, *compuertas.says(*asked)))

    def perform(self, revision: int | None = None) -> Resultado:
        """`revision`: the one the page showed; another one means that somebody acted in between."""
        decision = self.decide()
        if revision is not None and revision != self.row.revision:
            self._refuse_stale(decision)
        to = decision.enforce().to or self.row.etapa
        wrong = inputs.problems(self.accion, {**self.params, "tipo_expediente": self.row.tipo}, to)
        if wrong:
            raise Invalid(wrong)
        written = self._write(to)
        self._record(decision, to, written)
        self._leave_document(to)
        self._leave_in_force()
        self._notify(to)
        return Resultado(self.row.id, self.row.etapa, self.row.revision, decision.avisos, written.observacion)

    def _refuse_stale(self, decision: Decision) -> None:
        if not FORBIDDEN.isdisjoint(decision.codes):
            decision.enforce()
        told = {"por": self.row.cambiado_por, "hora": f"{local(self.row.cambiado_en):%H:%M}"}
        changed = Reason("EXPEDIENTE_CAMBIO", told)
        raise Stale((changed, *decision.reasons))

    def _write(self, to: str) -> Escrito:
        writer = WRITERS.get(self.accion)
        before, self.before = self.facts, self.facts
        with db.session.no_autoflush:  # the row is not whole until everything is written
            written = writer(self, to) if writer else Escrito()
            after = effects.advance(self.accion, before, to, self.actor, {**self.params, **written.params})
            self._copy(after, moved=to != before.etapa)
            note_participation(self, after)
            self.row.revision += 1
            self.row.cambiado_por, self.row.cambiado_en = self.actor.nombre, self.ahora
            if to != before.etapa or self.accion in CAMBIAN_TURNO:
                self._move_clock()
        return written

    def _move_clock(self) -> None:
        relojes.mover(
            self.row,
            actor=self.actor,
            ahora=self.ahora,
            vigente=self.vigente,
            recuperado=self.accion == "recuperar",
        )

    def _copy(self, after: Facts, *, moved: bool) -> None:
        row = self.row
        for name in ("etapa", "version", "vigente", "ronda", "reglas_version", "sentido_dictamen", "acuse"):
            setattr(row, name, getattr(after, name))
        row.enviado_desde, row.enviado_ronda = after.enviado_desde or (None, None)
        row.observados = sorted(after.observados)
        if moved:
            row.etapa_desde, row.etapa_por_id, row.etapa_por = self.ahora, self.actor.usuario_id, self.actor.nombre
            db.session.add(step_of(row))

    def _record(self, decision: Decision, to: str, written: Escrito) -> None:
        datos: dict[str, Any] = {
            "de": self.before.etapa,
            "a": to,
            "version": self.row.version,
            "ronda": self.row.ronda,
            **written.datos,
        }
        if decision.avisos:
            datos["avisos"] = [aviso.code for aviso in decision.avisos]
        if self.params.get("origen"):
            datos["origen"] = list(self.params["origen"])
        record(
            f"expediente:{self.accion}",
            actor=self.actor,
            ahora=self.ahora,
            objeto=("expediente", self.row.id),
            datos=datos,
        )

    def _leave_document(self, to: str) -> None:
        """What a stage leaves to be printed; bound to the step, so that a later round has its own."""
        tipo = DOCUMENTOS.get(to) if to != self.before.etapa and self.accion in CON_DOCUMENTO else None
        if tipo is not None:
            paso = db.session.scalar(select(func.max(Paso.id)).where(Paso.expediente_id == self.row.id))
            leave(
                tipo,
                llave=f"{tipo}:paso:{paso}",
                payload={"paso_id": paso},
                ahora=self.ahora,
                objeto=("expediente", self.row.id),
            )

    def _leave_in_force(self) -> None:
        """What the kind of document does with a version that came into force, in the background."""
        tipo = kinds.of(self.row.tipo).vigente
        if tipo is not None and self.row.vigente != self.before.vigente:
            leave(
                tipo,
                llave=f"{tipo}:envio:{self.row.v_vigente_id}",
                payload={"envio_id": self.row.v_vigente_id},
                ahora=self.ahora,
                objeto=("expediente", self.row.id),
            )

    def _notify(self, to: str) -> None:
        for rol in recipients(self.accion, to):
            leave(
                "aviso.enviar",
                llave=f"aviso:{self.row.id}:{self.row.revision}:{rol}",
                payload={
                    "expediente_id": self.row.id,
                    "revision": self.row.revision,
                    "accion": self.accion,
                    "etapa": to,
                    "rol": rol,
                    "dependencia_id": self.row.dependencia_id if rol in DEPENDENCIA else None,
                },
                ahora=self.ahora,
                objeto=("expediente", self.row.id),
            )
