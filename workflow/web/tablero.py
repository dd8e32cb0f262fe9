"""/tablero: every dossier by stage, who holds each and since when."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from workflow.expedientes import queries
from workflow.expedientes.route import ETAPAS
from workflow.kernel.clock import local_date
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.expedientes import en_direccion, filtro_pedido, opciones

bp = Blueprint("tablero", __name__)

POR_PAGINA = 50
TONOS = {
    "borrador": "arena",
    "con_observaciones": "ambar",
    "devuelto": "ambar",
    "retirado": "arena",
    "rechazado": "guinda",
    "enviado": "azul",
    "en_revision": "azul",
    "en_comisiones": "azul",
    "en_cabildo": "azul",
}
CIFRAS = (
    ("en la dependencia", ("borrador", "con_observaciones", "devuelto")),
    ("en Planeación", ("enviado", "en_revision", "validado")),
    ("en Comisiones y Cabildo", ("en_comisiones", "dictaminado", "en_cabildo", "retirado")),
    ("resueltos", ("aprobado", "aprobado_con_modificaciones", "rechazado", "publicado")),
)


@bp.get("/tablero")
@guard.signed_in
def index() -> str:
    filtro, despues = filtro_pedido(), request.args.get("despues")
    found = queries.tablero(guard.actor(), local_date(guard.now()), filtro, despues=despues, limite=POR_PAGINA)
    return render_template(
        "tablero/index.html",
        filtro=filtro,
        opciones=opciones(),
        total=sum(found.cuentas.values()),
        cifras=[(name, sum(found.cuentas[etapa] for etapa in etapas)) for name, etapas in CIFRAS],
        barras=[
            {
                "rotulo": rotulo("etapa", etapa),
                "valor": found.cuentas[etapa],
                "tono": TONOS.get(etapa),
                "url": url_for(".index", **{**en_direccion(filtro), "etapa": etapa}),
            }
            for etapa in ETAPAS
            if found.cuentas[etapa]
        ],
        filas=found.filas,
        url_todas=url_for(".index", **{**en_direccion(filtro), "etapa": None}) if filtro.etapa else None,
        url_csv=url_for("expedientes.exportar", formato="csv", **en_direccion(filtro)),
        url_xlsx=url_for("expedientes.exportar", formato="xlsx", **en_direccion(filtro)),
        url_siguiente=url_for(".index", **en_direccion(filtro, despues=found.siguiente)) if found.siguiente else None,
        url_inicio=url_for(".index", **en_direccion(filtro)) if despues else None,
    )
