"""/sesiones: those to come, those that were, and what waits to be listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.sesiones import queries
from workflow.sesiones.agenda import EnEspera
from workflow.sesiones.estados import ESTADOS_SESION
from workflow.sesiones.vistas import SesionFila
from workflow.textos import rotulo
from workflow.web import exports, guard
from workflow.web.filters import fecha_hora
from workflow.web.numeros import entero
from workflow.web.sesiones.base import CONDUCEN, bp, may_conduct, name_of, short_organ

POR_PAGINA = 30
EXPORTABLES = 5_000
ABIERTAS = ("convocada", "en_curso")
CERRADAS = ("clausurada", "no_verificada", "cancelada")
COLUMNAS = ("Sesión", "Órgano", "Fecha y hora", "Estado", "Lugar", "Asuntos con votación")
# Kind of organ that dossiers wait for -> how the page names that wait.
ESPERAN = {
    "comisiones_unidas": "Turnados a Comisiones Unidas, por dictaminar",
    "cabildo": "Dictaminados, por enlistar en Cabildo",
}


@dataclass(frozen=True)
class Espera:
    """Dossiers waiting for an organ, and where to convene it if this person may."""

    titulo: str
    organo: str
    expedientes: tuple[EnEspera, ...]
    url: str | None


def asked() -> dict[str, str]:
    """The filter that the address carries; what it does not know is ignored."""
    organo, estado = request.args.get("organo", ""), request.args.get("estado", "")
    return {
        name: value
        for name, value in (("organo", organo[:20]), ("estado", estado if estado in ESTADOS_SESION else ""))
        if value
    }


def found(filtro: dict[str, str], estados: tuple[str, ...], limite: int, salto: int = 0) -> list[SesionFila]:
    pedido = filtro.get("estado")
    if pedido is not None and pedido not in estados:
        return []
    return queries.sesiones(
        organo=filtro.get("organo"), estados=[pedido] if pedido else estados, limite=limite, salto=salto
    )


@bp.get("/sesiones")
@guard.signed_in
def lista() -> str:
    filtro, actor = asked(), guard.actor()
    pagina = max(request.args.get("pagina", 1, type=entero), 1)
    pasadas = found(filtro, CERRADAS, POR_PAGINA + 1, (pagina - 1) * POR_PAGINA)
    hoy = local_date(guard.now())
    return render_template(
        "sesiones/lista.html",
        proximas=list(reversed(found(filtro, ABIERTAS, 200))),
        pasadas=pasadas[:POR_PAGINA],
        esperas=waits(actor) if not filtro and pagina == 1 else (),
        filtro=filtro,
        organos=[("", "Todos"), *((o.clave, short_organ(o.nombre)) for o in queries.organos(hoy))],
        estados=[("", "Todos"), *((code, rotulo("sesion_estado", code)) for code in ESTADOS_SESION)],
        puede_convocar=actor.has(*CONDUCEN),
        nombre=name_of,
        corto=short_organ,
        url_csv=url_for("sesiones.exportar", formato="csv", **filtro),
        url_xlsx=url_for("sesiones.exportar", formato="xlsx", **filtro),
        url_siguiente=url_for("sesiones.lista", **filtro, pagina=pagina + 1) if len(pasadas) > POR_PAGINA else None,
        url_inicio=url_for("sesiones.lista", **filtro) if pagina > 1 else None,
    )


def waits(actor: Actor) -> list[Espera]:
    """What waits for each organ that takes dossiers."""
    hoy = local_date(guard.now())
    esperas = []
    for organo in queries.organos(hoy):
        titulo = ESPERAN.get(organo.tipo)
        if titulo is None:
            continue
        url = url_for("sesiones.convocar", organo=organo.clave) if may_conduct(actor, organo) else None
        esperas.append(Espera(titulo, organo.nombre, tuple(queries.waiting_for(organo, hoy)), url))
    return sorted(esperas, key=lambda espera: espera.titulo, reverse=True)


@bp.get("/sesiones/lista.<any(csv, xlsx):formato>")
@guard.signed_in
def exportar(formato: str) -> Response:
    """What the filter shows, whole, as a file."""
    filtro = asked()
    rows = [_exported(fila) for fila in found(filtro, (*ABIERTAS, *CERRADAS), EXPORTABLES)]
    if formato == "csv":
        return exports.csv_response("sesiones", COLUMNAS, rows)
    return exports.xlsx_response("sesiones", "Sesiones", COLUMNAS, rows)


def _exported(fila: SesionFila) -> tuple[Any, ...]:
    estado = rotulo("sesion_estado", fila.estado)
    return (name_of(fila), fila.organo, fecha_hora(fila.programada_para), estado, fila.lugar, fila.asuntos)
