"""/beneficiarios/hallazgos: what was found in deliveries, and its follow-up by Planeación and Contraloría."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.entregas import service
from workflow.entregas.clases import DAN_SEGUIMIENTO, HALLAZGOS, SEGUIMIENTOS
from workflow.entregas.queries import hallazgos as queries
from workflow.entregas.queries.hallazgos import HallazgoVista
from workflow.kernel.refusals import NotAllowed, NotFound, Refused
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.beneficiarios.tablero import bp
from workflow.web.filters import plural
from workflow.web.numeros import entero

POR_PAGINA = 50


@bp.get("/hallazgos")
@guard.roles(*DAN_SEGUIMIENTO)
def hallazgos() -> str:
    codigo, estado = request.args.get("codigo", ""), request.args.get("estado", "")
    elegidos = {
        "codigo": codigo if codigo in HALLAZGOS else "",
        "estado": estado if estado in SEGUIMIENTOS else "",
    }
    antes = request.args.get("antes", type=entero)
    found, total = queries.lista(**elegidos, antes_de=antes, limite=POR_PAGINA)
    base = {key: value for key, value in elegidos.items() if value}
    return render_template(
        "beneficiarios/hallazgos.html",
        filas=found,
        total=total,
        elegidos=elegidos,
        cuentas=_counts(),
        opciones={
            "codigo": [("", "Todos"), *((one, rotulo("hallazgo_entrega", one)) for one in HALLAZGOS)],
            "estado": [("", "Todos"), *((one, rotulo("seguimiento_hallazgo", one)) for one in SEGUIMIENTOS)],
        },
        url_siguiente=url_for(".hallazgos", antes=found[-1].id, **base) if len(found) == POR_PAGINA else None,
        url_inicio=url_for(".hallazgos", **base) if antes else None,
    )


def _counts() -> list[dict[str, Any]]:
    """Open ones by kind, for the chart."""
    found = queries.por_codigo()
    return [
        {
            "rotulo": rotulo("hallazgo_entrega", codigo),
            "valor": sum(n for (one, estado), n in found.items() if one == codigo and estado == "pendiente"),
            "url": url_for(".hallazgos", codigo=codigo),
        }
        for codigo in HALLAZGOS
        if any(one == codigo for one, _ in found)
    ]


@bp.post("/hallazgos/buscar")
@guard.roles(*DAN_SEGUIMIENTO)
def buscar() -> Any:
    """Look again at every delivery, in the background."""
    cuantos = service.pedir_revision(actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave"))
    flashes.done(
        f"Se revisan las entregas de {plural(cuantos, 'padrón', 'padrones')}. Actualice la página en un momento."
    )
    return redirect(url_for(".hallazgos"))


@bp.route("/hallazgos/<int:hallazgo_id>", methods=["GET", "POST"])
@guard.roles(*DAN_SEGUIMIENTO)
def hallazgo(hallazgo_id: int) -> Any:
    one = queries.hallazgo(hallazgo_id)
    if request.method == "GET":
        return _page(one, (), 200)
    try:
        service.seguir(
            hallazgo_id,
            request.form.get("estado", ""),
            request.form.get("motivo", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(one, refusal.reasons, refusal.status)
    flashes.done("El seguimiento quedó anotado.")
    return redirect(url_for(".hallazgo", hallazgo_id=hallazgo_id))


def _page(one: HallazgoVista, motivos: Any, status: int) -> tuple[str, int]:
    return render_template(
        "beneficiarios/hallazgo.html",
        h=one,
        motivos=motivos,
        escrito=request.form,
        opciones=[(code, rotulo("seguimiento_hallazgo", code)) for code in SEGUIMIENTOS if code != one.estado],
    ), status
