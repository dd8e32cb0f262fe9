"""The desk of one dossier, whole: what was sent beside what it is compared with, and everything said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes import queries as expedientes
from workflow.expedientes.asignacion import REGLAS_DE_REVISION
from workflow.expedientes.models import Envio, Expediente
from workflow.expedientes.queries import EnvioVista, Ficha, hechos
from workflow.expedientes.queries.envios import expediente
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Refused
from workflow.people.models import Usuario
from workflow.revision import lista, mesa
from workflow.revision.catalogo_inicial import Texto
from workflow.revision.models import Propuesta, RespuestaLista
from workflow.revision.queries import catalogos
from workflow.revision.queries.hallazgos import Hallazgos, hallazgos


@dataclass(frozen=True)
class PropuestaVista:
    """The last word between the reviewer and the titular on this submission."""

    accion: str
    nota: str
    por_id: int
    por: str
    en: datetime


@dataclass(frozen=True)
class MesaVista:
    """`contra`: the submission it is compared with, None when it is the first one or nothing was chosen.

    `sin_observar`: addresses that changed since the last review though nobody had asked for it.
    `segunda_revision`: whether the rule of that day asks for a proposal before validating.
    """

    ficha: Ficha
    envio: EnvioVista
    contra: EnvioVista | None
    anteriores: tuple[EnvioVista, ...]
    secciones: tuple[mesa.SeccionMesa, ...]
    hallazgos: Hallazgos
    lista: tuple[lista.Renglon, ...]
    textos: tuple[Texto, ...]
    propuesta: PropuestaVista | None
    segunda_revision: bool
    revisor: str | None
    sin_observar: frozenset[str]

    @property
    def sin_contestar(self) -> int:
        return sum(renglon.respuesta is None for renglon in self.lista)


def abrir(expediente_id: int, actor: Actor, hoy: date, *, contra: int | None = None) -> MesaVista:
    """Raises NotFound, NotAllowed, or Refused when nothing was sent. `contra`: id of another submission; 0: none.

    A bounded number of reads, whatever the size of the content (a test asserts it).
    """
    ficha = expedientes.ficha(expediente_id, actor, hoy)
    row = expediente(expediente_id)
    envio = next((one for one in ficha.envios if one.id == row.v_presentada_id), None)
    if envio is None:
        raise Refused("SIN_ENVIO_QUE_REVISAR")
    earlier = tuple(one for one in ficha.envios if one.numero < envio.numero)
    base = _base(earlier, envio.base_id if contra is None else contra)
    ahora, antes = _contents(envio.id, base.id if base else None)
    unseen = db.session.scalar(select(Envio.sin_observar).where(Envio.id == envio.id)) or []
    arrange = mesa.arrange if row.tipo == "poa" else mesa.arrange_plain
    return MesaVista(
        ficha=ficha,
        envio=envio,
        contra=base,
        anteriores=earlier,
        secciones=arrange(ahora, antes),
        hallazgos=hallazgos(row, ahora, hoy),
        lista=checklist(row, envio.id, hoy),
        textos=catalogos.textos(row.tipo),
        propuesta=proposal(row.id, envio.id),
        segunda_revision=rules(hechos.reglas(hoy)).segunda_revision,
        sin_observar=frozenset(unseen) if base and base.id == envio.base_id else frozenset(),
        revisor=db.session.scalar(select(Usuario.nombre).where(Usuario.id == row.revisor_id)),
    )


def _base(earlier: tuple[EnvioVista, ...], envio_id: int | None) -> EnvioVista | None:
    return next((one for one in earlier if one.id == envio_id), None)


def _contents(envio_id: int, base_id: int | None) -> tuple[dict[str, Any], dict[str, Any] | None]:
    wanted = [envio_id] if base_id is None else [envio_id, base_id]
    rows = db.session.execute(select(Envio.id, Envio.contenido).where(Envio.id.in_(wanted)))
    found = {row.id: row.contenido for row in rows}
    return found[envio_id], None if base_id is None else found[base_id]


def checklist(row: Expediente, envio_id: int | None, hoy: date) -> tuple[lista.Renglon, ...]:
    """The questions in force with what was answered on this submission, and on the one answered before."""
    statement = select(RespuestaLista).where(RespuestaLista.expediente_id == row.id).order_by(RespuestaLista.id)
    now: dict[str, lista.Respuesta] = {}
    before: dict[str, lista.Respuesta] = {}
    for one in db.session.scalars(statement):
        where = now if one.envio_id == envio_id else before
        where[one.clave] = lista.Respuesta(one.clave, one.respuesta, one.nota, one.por, one.en)
    return lista.arrange(catalogos.puntos(row.tipo, hoy), now, before)


def proposal(expediente_id: int, envio_id: int | None) -> PropuestaVista | None:
    """The last proposal, or its return, on a submission."""
    one = db.session.scalars(
        select(Propuesta)
        .where(Propuesta.expediente_id == expediente_id, Propuesta.envio_id == envio_id)
        .order_by(Propuesta.id.desc())
        .limit(1)
    ).first()
    return None if one is None else PropuestaVista(one.accion, one.nota, one.por_id, one.por, one.en)


@dataclass(frozen=True)
class Elegidas:
    """What the municipality chose of the review: validate only what was proposed; an unanswered checklist stops."""

    segunda_revision: bool
    lista_impide: bool


def rules(elegidas: Mapping[str, str]) -> Elegidas:
    """From the rules of the route in force."""
    told = {clave: elegidas.get(clave, opciones[0]) for clave, opciones in REGLAS_DE_REVISION.items()}
    return Elegidas(told["segunda_revision"] == "requerida", told["lista_de_revision"] == "bloquear")
