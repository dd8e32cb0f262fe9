"""/plazos/calendario/<year>: the days without office, one by one or pasted whole, and what each change moved."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.expedientes import service
from workflow.expedientes.inhabiles import escribir, fecha_de
from workflow.expedientes.queries import configuracion
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotFound, Reason
from workflow.web import guard
from workflow.web.filters import plural
from workflow.web.plazos.comun import CONFIGURAN, bp, tabs
from workflow.web.sesiones.actos import attempt


@bp.get("/plazos/calendario")
@guard.signed_in
def calendario() -> Response:
    return redirect(url_for(".anio", anio=local_date(guard.now()).year))


@bp.get("/plazos/calendario/<int:anio>")
@guard.signed_in
def anio(anio: int) -> str:
    return page(anio)


def page(anio: int, forma: str = "", motivos: tuple[Reason, ...] = ()) -> str:
    """`forma`: the one that was refused; it keeps what was typed."""
    if not 2000 <= anio <= 2100:
        raise NotFound("NO_EXISTE")
    actor = guard.actor()
    typed = request.form if motivos else {}
    pasted = typed.get("texto") if forma == "importar" else None
    proposed = None
    if pasted is None and request.args.get("proponer") == "1" and actor.has(*CONFIGURAN):
        proposed = configuracion.propuesta(anio)
        pasted = escribir(proposed)
    return render_template(
        "plazos/calendario.html",
        anio=anio,
        dias=configuracion.inhabiles(anio),
        cambios=configuracion.cambios(anio),
        propuesta=proposed,
        pegado=pasted or "",
        escrito=typed,
        forma=forma,
        motivos=motivos,
        puede=actor.has(*CONFIGURAN),
        pestanas=tabs(actor, "plazos.calendario"),
    )


@bp.post("/plazos/calendario/<int:anio>/dia")
@guard.roles(*CONFIGURAN)
def registrar_dia(anio: int) -> Any:
    def use_case() -> str:
        fecha = fecha_de(request.form.get("fecha", ""))
        if fecha is None or fecha.year != anio:
            raise Invalid("DIA_INHABIL_DE_OTRO_ANIO", anio=anio)
        moved = service.registrar_inhabil(
            fecha,
            request.form.get("motivo", ""),
            request.form.get("fundamento", ""),
            por_confirmar=request.form.get("confirmado") != "1",
            **_told(),
        )
        return f"El día quedó registrado. {_moved(moved)}"

    return _attempt(anio, "dia", use_case)


@bp.post("/plazos/calendario/<int:anio>/quitar")
@guard.roles(*CONFIGURAN)
def quitar_dia(anio: int) -> Any:
    def use_case() -> str:
        fecha = fecha_de(request.form.get("fecha", ""))
        if fecha is None:
            raise Invalid("INHABIL_NO_EXISTE")
        moved = service.quitar_inhabil(fecha, request.form.get("motivo", ""), **_told())
        return f"Ese día vuelve a ser hábil. {_moved(moved)}"

    return _attempt(anio, "quitar", use_case)


@bp.post("/plazos/calendario/<int:anio>/importar")
@guard.roles(*CONFIGURAN)
def importar(anio: int) -> Any:
    def use_case() -> str:
        new, moved = service.importar_inhabiles(
            anio,
            request.form.get("texto", ""),
            por_confirmar=request.form.get("confirmado") != "1",
            **_told(),
        )
        return f"{plural(new, 'día nuevo', 'días nuevos')} en {anio}. {_moved(moved)}"

    return _attempt(anio, "importar", use_case)


def _attempt(anio: int, forma: str, use_case: Any) -> Any:
    return attempt(use_case, lambda reasons: page(anio, forma, reasons), lambda: redirect(url_for(".anio", anio=anio)))


def _told() -> dict[str, Any]:
    return {"actor": guard.actor(), "ahora": guard.now(), "llave": request.form.get("llave")}


def _moved(cuantos: int) -> str:
    if not cuantos:
        return "Ningún plazo abierto cambió."
    return (
        f"{plural(cuantos, 'plazo abierto se recorrió', 'plazos abiertos se recorrieron')}; se avisa a quien lo tiene."
    )
