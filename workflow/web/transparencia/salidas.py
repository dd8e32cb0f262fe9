"""/transparencia: the workbooks of each quarter, as the platform takes them, and what does not fit their columns."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, current_app, render_template, request, url_for

from workflow.indicadores import queries
from workflow.indicadores.abiertos import Publicado
from workflow.indicadores.obligaciones import SALIDAS as DEL_SEGUIMIENTO
from workflow.indicadores.obligaciones import common, records
from workflow.indicadores.periodos import ended, last_day, months, quarter, words
from workflow.kernel.refusals import NotFound
from workflow.sipot import queries as formatos
from workflow.sipot.libro import libro
from workflow.sipot.llenado import Hojas, llenar
from workflow.sipot.queries import FormatoVista
from workflow.sipot.salidas import SALIDAS
from workflow.web import guard
from workflow.web.exports import XLSX
from workflow.web.transparencia.comun import bp, today, ven

PROBLEMAS = 100


@dataclass(frozen=True)
class Obligacion:
    """An output of a quarter, already in its columns."""

    vista: FormatoVista
    hojas: Hojas


@bp.get("")
@ven
def index() -> str:
    periodo = _quarter(request.args.get("trimestre", ""))
    publicado = _told(periodo) if periodo else None
    return render_template(
        "transparencia/index.html",
        periodo=periodo,
        opciones=[(one, words(one).capitalize()) for one in _quarters()],
        publicado=publicado,
        obligaciones=[filled(clave, publicado) for clave in DEL_SEGUIMIENTO] if publicado else [],
        formatos=[formatos.vigente(clave, today()) for clave in SALIDAS],
    )


def _quarters() -> list[str]:
    """Those that ended, of the years with a published POA, the newest first."""
    years = queries.ejercicios()
    found = [quarter(year, number) for year in years for number in (4, 3, 2, 1)]
    return [one for one in found if ended(one, today())]


def _quarter(asked: str) -> str:
    """The one that is asked for, or the last one."""
    known = _quarters()
    return asked if asked in known else known[0] if known else ""


def _told(periodo: str) -> Publicado:
    """What the corte froze; what is known now, while there is none."""
    try:
        return queries.publicado(queries.corte_de(periodo))
    except NotFound:
        return queries.preliminar(periodo, guard.now())


def filled(clave: str, publicado: Publicado) -> Obligacion:
    vista = formatos.vigente(clave, last_day(publicado.periodo))
    hasta = queries.corte_de(publicado.periodo).en if publicado.sha256 else guard.now()
    base: str = current_app.config["RUTA"].base_url
    rows = records(clave, publicado, queries.documentos(publicado, hasta), f"{base}{url_for('abiertos.indice')}")
    return Obligacion(vista, llenar(vista.formato, rows, common(publicado, today())))


@bp.get("/<any(metas, indicadores):salida>/<periodo>")
@ven
def revisar(salida: str, periodo: str) -> str:
    """What does not fit the columns of the format."""
    publicado = _asked(periodo)
    found = filled(salida, publicado)
    return render_template(
        "transparencia/revisar.html",
        obligacion=found,
        publicado=publicado,
        problemas=found.hojas.problemas[:PROBLEMAS],
        total=len(found.hojas.problemas),
    )


@bp.get("/<any(metas, indicadores):salida>/<periodo>.xlsx")
@ven
def descargar(salida: str, periodo: str) -> Response:
    publicado = _asked(periodo)
    found = filled(salida, publicado)
    data = libro(found.vista.formato, found.hojas, fecha=publicado.en)
    name = f"{found.vista.formato.nombre_corto or salida}-{periodo}{'' if publicado.sha256 else '-preliminar'}"
    safe = "".join(char if char.isascii() and (char.isalnum() or char in "-_") else "-" for char in name)
    return Response(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{safe}.xlsx"'})


def _asked(periodo: str) -> Publicado:
    if len(months(periodo)) != 3 or periodo not in _quarters():
        raise NotFound("NO_EXISTE")
    return _told(periodo)
