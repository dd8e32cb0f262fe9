"""What each kind of dossier puts in the page of a dossier, told by its own pages when they are wired.

The pages of a dossier know nothing of a POA or a padrón: they include the template of the kind with the context that
its function prepares, and lead to its capture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workflow.expedientes.queries import Ficha


@dataclass(frozen=True)
class Parte:
    """`plantilla`: the partial of the tab «contenido». `contexto`: what it needs besides `ficha` and `contenido`.

    `captura`: endpoint of its capture page, which takes `expediente_id`; None when there is none.
    `lugar`: (id of the dossier, address of a field) -> where in the capture that field is corrected.
    """

    plantilla: str
    contexto: Callable[[Ficha], dict[str, Any]] = lambda _: {}
    captura: str | None = None
    lugar: Callable[[int, str], str] | None = None


PARTES: dict[str, Parte] = {
    "poa": Parte("poa/_contenido.html", captura="poa.capturar"),
    "padron": Parte("padron/_contenido.html", captura="padron.capturar"),
}


def register(tipo: str, parte: Parte) -> None:
    """Called by the pages of the kind, at import."""
    PARTES[tipo] = parte
