"""Dossiers brought to a stage by the same use cases that the pages call."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

from tests.cast import Cast
from workflow.db import db
from workflow.expedientes import kinds, service
from workflow.expedientes.models import Borrador
from workflow.padron import kind as padron
from workflow.poa import kind as poa

CONTENIDO: dict[str, Any] = {
    "identificacion": {"problema_central": "Calles sin pavimento", "poblacion": "Colonias del norte"},
    "actividades": [{"clave": "A01", "meses": [0, 0, 4, 4]}, {"clave": "A02", "meses": [1, 1, 1, 1]}],
}
FOLIO = "AHC/012/2026"
SESION = ("sesion", 12)


F = TypeVar("F", bound=Callable[..., Any])


@contextmanager
def plain_documents() -> Iterator[None]:
    """Dossiers whose content is a plain document: what is tested is the route, not what a POA must carry."""
    before = {kind.tipo: kinds._REGISTRY.get(kind.tipo, kind) for kind in (poa.KIND, padron.KIND)}
    for tipo in before:
        kinds.register(kinds.plain_kind(tipo))
    try:
        yield
    finally:
        for kind in before.values():
            kinds.register(kind)


def _plainly(method: F) -> F:
    @functools.wraps(method)
    def inside(*args: Any, **kwargs: Any) -> Any:
        with plain_documents():
            return method(*args, **kwargs)

    return inside  # type: ignore[return-value]


class Camino:
    """Takes one dossier along the route, a minute per act, each act by the person it belongs to.

    Its content is a plain document. After `app` or one of its kin: the kinds must be registered already.
    """

    @_plainly
    def __init__(self, cast: Cast, ahora: datetime, *, tipo: str = "poa", programa: str = "PP-20") -> None:
        self.cast, self.ahora = cast, ahora
        self.id = service.crear(
            tipo,
            "UR-050",
            programa,
            2026,
            "Pavimentación de calles",
            actor=cast.enlace,
            ahora=ahora,
            contenido=CONTENIDO,
        )

    def tick(self) -> datetime:
        self.ahora += timedelta(minutes=1)
        return self.ahora

    @_plainly
    def do(self, who: str, accion: str, **parametros: Any) -> service.Resultado:
        return service.actuar(self.id, accion, actor=getattr(self.cast, who), ahora=self.tick(), parametros=parametros)

    @_plainly
    def capture(self, contenido: dict[str, Any], *, who: str = "enlace", **more: Any) -> int:
        db.session.expire_all()
        revision = db.session.get_one(Borrador, self.id).revision
        return service.capturar(self.id, contenido, revision, actor=getattr(self.cast, who), ahora=self.tick(), **more)

    @_plainly
    def observe(self, campo: str, *, tipo: str = "bloqueante", who: str = "revisora") -> service.Resultado:
        actor = getattr(self.cast, who)
        return service.observar(
            self.id, campo=campo, tipo=tipo, texto="Explique la cifra.", actor=actor, ahora=self.tick()
        )

    @_plainly
    def answer(self, obs: str, *, who: str = "enlace") -> service.Resultado:
        return service.responder(self.id, obs, texto="Se corrigió.", actor=getattr(self.cast, who), ahora=self.tick())

    @_plainly
    def grade(self, obs: str, estado: str = "solventada", *, who: str = "revisora") -> service.Resultado:
        return service.calificar(self.id, obs, estado=estado, actor=getattr(self.cast, who), ahora=self.tick())

    def to_review(self) -> Camino:
        self.do("titular", "enviar")
        self.do("revisora", "tomar_revision")
        return self

    def to_validated(self) -> Camino:
        self.to_review().do("planeacion", "validar")
        return self

    @_plainly
    def to_cabildo(self) -> Camino:
        self.to_validated().do("planeacion", "turnar")
        service.apply_dictamen(
            self.id,
            resultado="dictamen_aprobado",
            sentido="favorable",
            origen=("sesion", 7),
            actor=self.cast.comisiones,
            ahora=self.tick(),
        )
        service.enlistar(
            self.id,
            sesion="ordinaria",
            seccion="asuntos_especificos",
            origen=SESION,
            actor=self.cast.gobierno,
            ahora=self.tick(),
        )
        return self

    @_plainly
    def resolve(self, votacion: str | None = "aprobado", **more: Any) -> service.Resultado:
        more.setdefault("acuerdo_folio", FOLIO)
        return service.apply_resolution(
            self.id, votacion=votacion, origen=("votacion", 31), actor=self.cast.gobierno, ahora=self.tick(), **more
        )

    def to_published(self) -> Camino:
        self.to_cabildo().resolve()
        self.do("transparencia", "publicar", archivo="v_aprobada")
        return self
