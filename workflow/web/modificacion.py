"""A modification as people must see it: the original against the modified, and the text that the Cabildo approved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.expedientes import queries, service
from workflow.expedientes.queries import EnvioVista, Ficha
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.poa import adecuacion, campos
from workflow.poa.esquema import CODIGOS, SECCION
from workflow.textos import rotulo
from workflow.web import exports, fichas, flashes, guard

bp = Blueprint("modificacion", __name__, url_prefix="/expedientes/<int:expediente_id>")
COLUMNAS = (
    "Partida", "Fuente", "Concepto", "Original", "Ampliaciones", "Reducciones", "Modificado", "Cambia de mes",
)  # fmt: skip


def _ficha(expediente_id: int) -> Ficha:
    return queries.ficha(expediente_id, guard.actor(), local_date(guard.now()))


@bp.get("/modificacion")
@guard.signed_in
def original(expediente_id: int) -> str:
    """The version in course against the one in force, or against the first one that was approved."""
    ficha = _ficha(expediente_id)
    bases = _bases(ficha)
    base = bases.get(request.args.get("contra") or "vigente") or next(iter(bases.values()))
    found = _compared(ficha, base)
    return render_template(
        "expedientes/modificacion.html",
        **fichas.context(ficha, "modificacion", guard.now()),
        adecuacion=found,
        tipos=[rotulo("tipo_cambio", tipo) for tipo in found.tipos],
        base=base,
        contra=next(name for name, one in bases.items() if one is base),
        bases=bases,
        nombre_envio=fichas.envio_name,
        url_xlsx=url_for(".descargar", expediente_id=expediente_id, contra=request.args.get("contra")),
    )


@bp.get("/modificacion.xlsx")
@guard.signed_in
def descargar(expediente_id: int) -> Response:
    """The budget of the comparison, by line, in pesos."""
    ficha = _ficha(expediente_id)
    bases = _bases(ficha)
    base = bases.get(request.args.get("contra") or "vigente") or next(iter(bases.values()))
    found = _compared(ficha, base)
    rows = [
        (
            one.partida,
            one.fuente,
            one.concepto,
            (one.original or 0) / 100,
            one.ampliacion / 100,
            one.reduccion / 100,
            (one.modificado or 0) / 100,
            "Sí" if one.meses else "No",
        )
        for one in found.renglones
    ]
    return exports.xlsx_response(f"modificacion-{ficha.cabeza.folio}", "Presupuesto modificado", COLUMNAS, rows)


def _bases(ficha: Ficha) -> dict[str, EnvioVista]:
    """What it can be compared with: the version in force, and the first approved one. NotFound without either."""
    if ficha.modificacion is None:
        raise NotFound("NO_EXISTE")
    envios = {one.id: one for one in ficha.envios}
    found: dict[str, EnvioVista] = {}
    if ficha.v_vigente_id in envios and ficha.v_vigente_id != ficha.v_aprobada_id:
        found["vigente"] = envios[ficha.v_vigente_id]
    first = max((one for one in ficha.envios if one.version == 1), key=lambda one: one.numero, default=None)
    if first is not None:
        found["original"] = first
    if not found:
        raise NotFound("NO_EXISTE")
    return found


def _compared(ficha: Ficha, base: EnvioVista) -> adecuacion.Adecuacion:
    before = queries.envio_contenido(ficha.cabeza.id, base.id, guard.actor(), local_date(guard.now()))
    return adecuacion.compare(before, ficha.contenido)


@bp.get("/texto-aprobado")
@guard.signed_in
def texto(expediente_id: int) -> str:
    return _texto(expediente_id, {name: request.args.get(name, "") for name in ("q", "campo")}, ())


@bp.post("/texto-aprobado")
@guard.signed_in
def anotar(expediente_id: int) -> Any:
    """Note one field. A refusal keeps what was typed."""
    escrito = {name: request.form.get(name, "") for name in ("q", "campo", "texto", "modificacion")}
    try:
        service.anotar_cambio(
            expediente_id,
            escrito["campo"],
            escrito["texto"],
            escrito["modificacion"],
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _texto(expediente_id, escrito, refusal.reasons), refusal.status
    flashes.done("El cambio quedó anotado. Cuando estén todos, fije el texto aprobado.")
    return redirect(url_for(".texto", expediente_id=expediente_id))


@bp.post("/texto-aprobado/<int:cambio_id>/quitar")
@guard.signed_in
def quitar(expediente_id: int, cambio_id: int) -> Response:
    service.retirar_cambio(cambio_id, expediente_id=expediente_id, actor=guard.actor(), ahora=guard.now())
    flashes.done("El cambio se quitó de la lista.")
    return redirect(url_for(".texto", expediente_id=expediente_id))


def _texto(expediente_id: int, escrito: Mapping[str, str], motivos: Sequence[Reason]) -> str:
    ficha, hoy = _ficha(expediente_id), local_date(guard.now())
    found = queries.texto_aprobado(expediente_id, guard.actor(), hoy)
    campo = escrito.get("campo", "")
    return render_template(
        "expedientes/texto_aprobado.html",
        **fichas.context(ficha, "texto_aprobado", guard.now()),
        texto=found,
        escrito=escrito,
        motivos=motivos,
        campo=queries.campo_por_modificar(expediente_id, campo) if campo and found.puede else None,
        opciones=_choices(campo),
        de_cual=[(one, one) for one in found.modificaciones],
        encontrados=queries.campos_por_modificar(expediente_id, escrito.get("q", "")) if found.puede else (),
    )


def _choices(campo: str) -> list[tuple[str, str]]:
    """The words of a field that holds a code."""
    parts = campos.split(campo)
    if parts is None or parts[2] is None:
        return []
    field = next((one for one in SECCION[parts[0]].campos if one.clave == parts[2]), None)
    return list(CODIGOS[field.codigos].items()) if field is not None and field.codigos else []
