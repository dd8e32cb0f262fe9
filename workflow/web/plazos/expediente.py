"""/expedientes/<id>/plazos: the clock of a dossier, what was done to it, and where its days went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from workflow.expedientes import queries, service
from workflow.expedientes.queries import PlazosVista
from workflow.kernel.refusals import Invalid, Reason
from workflow.textos import rotulo
from workflow.web import exports, guard
from workflow.web.expedientes import ficha_de, pagina
from workflow.web.filters import fecha_hora
from workflow.web.numeros import entero
from workflow.web.plazos.comun import bp
from workflow.web.sesiones.actos import attempt

COLUMNAS = (
    "Versión", "Ronda", "Etapa", "De quién", "Desde", "Hasta", "Llegó por", "Días naturales", "Días hábiles",
    "Días hábiles en pausa",
)  # fmt: skip


@bp.get("/expedientes/<int:expediente_id>/plazos")
@guard.signed_in
def expediente(expediente_id: int) -> str:
    return page(expediente_id)


def page(expediente_id: int, accion: str = "", motivos: tuple[Reason, ...] = ()) -> str:
    """`accion`: the one that was refused, whose form keeps what was typed."""
    ficha = ficha_de(expediente_id)
    found = queries.plazos(expediente_id, guard.actor(), guard.now())
    return pagina(
        "plazos",
        ficha,
        "plazos",
        plazos=found,
        accion=accion,
        motivos=motivos,
        escrito=request.form if motivos else {},
        barras=bars(found),
        url_xlsx=url_for(".descargar_expediente", expediente_id=expediente_id),
    )


def bars(found: PlazosVista) -> list[dict[str, Any]]:
    rows = [
        {"rotulo": rotulo("lado", lado), "valor": cuenta.habiles, "texto": _words(cuenta.habiles, cuenta.naturales)}
        for lado, cuenta in found.por_lado.items()
    ]
    pausados = sum(cuenta.pausados for cuenta in found.por_lado.values())
    if pausados:
        rows.append({"rotulo": "En pausa", "valor": pausados, "texto": str(pausados), "tono": "arena"})
    return rows


def _words(habiles: int, naturales: int) -> str:
    return f"{habiles} ({naturales} naturales)"


@bp.post("/expedientes/<int:expediente_id>/plazos/suspender")
@guard.signed_in
def suspender(expediente_id: int) -> Any:
    def use_case() -> str:
        service.suspender(expediente_id, motivo=_typed("motivo"), fundamento=_typed("fundamento"), **_told())
        return "El plazo quedó en pausa. Se le recordará mientras dure."

    return _do(expediente_id, "suspender", use_case)


@bp.post("/expedientes/<int:expediente_id>/plazos/reanudar")
@guard.signed_in
def reanudar(expediente_id: int) -> Any:
    def use_case() -> str:
        service.reanudar(expediente_id, motivo=_typed("motivo"), **_told())
        return "El plazo se reanudó con los días que le quedaban."

    return _do(expediente_id, "reanudar", use_case)


@bp.post("/expedientes/<int:expediente_id>/plazos/prorroga")
@guard.signed_in
def pedir(expediente_id: int) -> Any:
    def use_case() -> str:
        service.pedir_prorroga(expediente_id, dias=_days(), motivo=_typed("motivo"), **_told())
        return "La prórroga quedó pedida. Se avisó a quien la contesta; mientras, el plazo sigue igual."

    return _do(expediente_id, "pedir_prorroga", use_case)


@bp.post("/expedientes/<int:expediente_id>/plazos/prorroga/contestar")
@guard.signed_in
def contestar(expediente_id: int) -> Any:
    conceder = request.form.get("respuesta") == "conceder"

    def use_case() -> str:
        if request.form.get("respuesta") not in ("conceder", "negar"):
            raise Invalid("PRORROGA_RESPUESTA")
        dias = _days() if conceder else None
        service.resolver_prorroga(expediente_id, conceder=conceder, dias=dias, motivo=_typed("motivo"), **_told())
        return "La prórroga se concedió." if conceder else "La prórroga se negó: el plazo vence el mismo día."

    return _do(expediente_id, "contestar", use_case)


@bp.get("/expedientes/<int:expediente_id>/plazos.xlsx")
@guard.signed_in
def descargar_expediente(expediente_id: int) -> Response:
    found = queries.plazos(expediente_id, guard.actor(), guard.now())
    rows = [
        (
            t.version, t.ronda, rotulo("etapa", t.etapa), rotulo("lado", t.lado), fecha_hora(t.desde),
            fecha_hora(t.hasta) if t.hasta else "", t.por, t.cuenta.naturales, t.cuenta.habiles, t.cuenta.pausados,
        )
        for t in found.tramos
    ]  # fmt: skip
    return exports.xlsx_response("dias-del-expediente", "Días", COLUMNAS, rows)


def _do(expediente_id: int, accion: str, use_case: Callable[[], str]) -> Any:
    return attempt(
        use_case,
        lambda reasons: page(expediente_id, accion, reasons),
        lambda: redirect(url_for(".expediente", expediente_id=expediente_id)),
    )


def _told() -> dict[str, Any]:
    return {"actor": guard.actor(), "ahora": guard.now(), "llave": request.form.get("llave")}


def _typed(name: str) -> str:
    return request.form.get(name, "")


def _days() -> int:
    dias = request.form.get("dias", type=entero)
    if dias is None:
        raise Invalid("PRORROGA_SIN_DIAS")
    return dias
