"""What the pages of the agenda and the report share: the quarter that is looked at, and who may write."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from flask import Blueprint, current_app, request, url_for

from workflow.actas.service import Instalacion
from workflow.indicadores.periodos import words
from workflow.informes.clases import EDITAN, Trimestre, quarter_of
from workflow.informes.redaccion import lista_fechas
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotFound
from workflow.web import guard

bp = Blueprint("informes", __name__, url_prefix="/informes")
_CLAVE = re.compile(r"(20\d\d)-T([1-4])")


@bp.app_template_filter("dias_del_trimestre")
def dias_del_trimestre(fechas: tuple[date, ...]) -> str:
    """«04 y 23 de febrero; 11 y 25 de marzo»."""
    return lista_fechas(fechas)


def today() -> date:
    return local_date(guard.now())


def quarter(clave: str) -> Trimestre:
    """NotFound when it is not one."""
    found = _CLAVE.fullmatch(clave)
    if found is None:
        raise NotFound("TRIMESTRE_DESCONOCIDO")
    return Trimestre(int(found[1]), int(found[2]))


def asked() -> Trimestre:
    """The quarter that is asked for in the address, or today's."""
    clave = request.args.get("trimestre", "")
    return quarter(clave) if clave else quarter_of(today())


def options(chosen: Trimestre) -> list[tuple[str, str]]:
    """This year's and last year's, the newest first; and the one that is looked at."""
    hoy = quarter_of(today())
    last = Trimestre(hoy.ejercicio - 1, 1)
    found = {one.clave: one for one in (chosen, *(_before(hoy, n) for n in range(8))) if one.desde >= last.desde}
    found[chosen.clave] = chosen
    return [(clave, words(clave).capitalize()) for clave in sorted(found, reverse=True)]


def _before(one: Trimestre, cuantos: int) -> Trimestre:
    total = one.ejercicio * 4 + one.numero - 1 - cuantos
    return Trimestre(total // 4, total % 4 + 1)


def writes() -> bool:
    return guard.actor().has(*EDITAN)


def installation() -> Instalacion:
    settings = current_app.config["RUTA"]
    return Instalacion(settings.municipio, settings.base_url)


def who() -> dict[str, Any]:
    return {"actor": guard.actor(), "ahora": guard.now(), "llave": request.form.get("llave")}


def tabs(trimestre: Trimestre, actual: str) -> list[dict[str, Any]]:
    pages = (
        ("agenda", "Agenda", url_for("informes.agenda", trimestre=trimestre.clave)),
        ("trimestral", "Informe de actividades", _report_url(trimestre, "trimestral")),
        ("consolidado", "Informe consolidado", _report_url(trimestre, "consolidado")),
    )
    return [{"nombre": nombre, "url": url, "actual": clave == actual} for clave, nombre, url in pages]


def _report_url(trimestre: Trimestre, clase: str) -> str:
    return url_for("informes.informe", trimestre=trimestre.clave, clase=clase)
