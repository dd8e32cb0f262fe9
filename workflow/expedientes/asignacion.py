"""To whom the review of a dossier may be given and until when, and what the municipality chooses of it. Pure."""

from __future__ import annotations

from workflow.expedientes.facts import Facts
from workflow.expedientes.route import PLANEACION
from workflow.expedientes.rules import separation_reasons
from workflow.expedientes.textos import etapa_words
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Reason

ASIGNABLES: tuple[str, ...] = ("enviado", "en_revision", "con_observaciones")

# Rules of `regla_ruta` about the review, with their options; the first one is what counts until another is chosen.
REGLAS_DE_REVISION: dict[str, tuple[str, ...]] = {
    "segunda_revision": ("no_requerida", "requerida"),
    "lista_de_revision": ("avisar", "bloquear"),
    "coincidencias_por_decidir": ("avisar", "bloquear"),
}


def reasons(folio: str, facts: Facts, revisor: Actor) -> list[Reason]:
    """Why it cannot be given to that person; empty when it can. The separation of duties is that of reviewing."""
    if facts.etapa not in ASIGNABLES:
        return [Reason("REVISION_NO_SE_ASIGNA", {"folio": folio, "etapa": etapa_words(facts.etapa)})]
    if not revisor.has(*PLANEACION):
        return [Reason("REVISOR_SIN_CARGO", {"nombre": revisor.nombre})]
    found = separation_reasons(revisor, facts)
    return [Reason("REVISOR_IMPEDIDO", {"nombre": revisor.nombre, "folio": folio}), *found] if found else []
