"""What the titular of Planeación configures: reusable texts, the checklist of each kind, thresholds of the findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.expedientes import service as expedientes
from workflow.expedientes.asignacion import REGLAS_DE_REVISION
from workflow.expedientes.modificacion import REGLAS_DE_CAMBIO
from workflow.expedientes.route import TIPOS
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, Reason, Refused
from workflow.revision import queries, service
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.numeros import numero
from workflow.web.revision.comun import bp, reasons_or_raise, revisan, titular

FUTURO = date(9999, 12, 31)


def _who() -> dict[str, Any]:
    return {"actor": guard.actor(), "ahora": guard.now(), "llave": request.form.get("llave")}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _number(text: str | None) -> int:
    found = numero(text)
    return -1 if found is None else found


def _done(page: Callable[..., str], act: Callable[[Mapping[str, str]], Any], endpoint: str, said: str) -> Any:
    """One use case and its page again; a refusal prints the page with what was typed."""
    try:
        act(request.form)
    except Refused as refusal:
        return page(reasons_or_raise(refusal).reasons, request.form), refusal.status
    flashes.done(said)
    return redirect(url_for(endpoint))


def _common() -> dict[str, Any]:
    return {
        "es_titular": guard.actor().has("planeacion_titular"),
        "tipos": [(tipo, rotulo("tipo_expediente", tipo)) for tipo in TIPOS],
        "hoy": local_date(guard.now()),
    }


@bp.get("/revision/textos")
@revisan
def textos() -> str:
    return _textos()


def _textos(motivos: Sequence[Reason] = (), escrito: Mapping[str, str] | None = None) -> str:
    return render_template(
        "revision/textos.html",
        **_common(),
        textos=queries.textos(todos=True),
        gravedades=[(code, rotulo("tipo_observacion", code)) for code in ("bloqueante", "recomendacion")],
        motivos=motivos,
        escrito=escrito or {},
    )


@bp.post("/revision/textos")
@titular
def registrar_texto() -> Any:
    def act(form: Mapping[str, str]) -> None:
        service.registrar_texto(
            form.get("clave") or None,
            max(_number(form.get("edicion")), 0),
            tipo=form.get("tipo", ""),
            categoria=form.get("categoria", ""),
            texto=form.get("texto", ""),
            tipo_observacion=form.get("tipo_observacion", ""),
            activo=form.get("que") != "retirar",
            **_who(),
        )

    return _done(_textos, act, "revision.textos", "El texto se guardó.")


@bp.get("/revision/lista")
@revisan
def puntos() -> str:
    return _puntos()


def _puntos(motivos: Sequence[Reason] = (), escrito: Mapping[str, str] | None = None) -> str:
    hoy = local_date(guard.now())
    now = {tipo: {one.clave: one for one in queries.puntos(tipo, hoy, todos=True)} for tipo in TIPOS}
    later = {tipo: queries.puntos(tipo, FUTURO, todos=True) for tipo in TIPOS}
    return render_template(
        "revision/lista.html",
        **_common(),
        # the last edition of each question; `now` has what is in force today, when it is another one
        puntos=[(tipo, rotulo("tipo_expediente", tipo), later[tipo]) for tipo in TIPOS],
        vigentes=now,
        motivos=motivos,
        escrito=escrito or {},
    )


@bp.post("/revision/lista")
@titular
def registrar_punto() -> Any:
    def act(form: Mapping[str, str]) -> None:
        service.registrar_punto(
            form.get("clave") or None,
            max(_number(form.get("edicion")), 0),
            tipo=form.get("tipo", ""),
            orden=_number(form.get("orden")),
            pregunta=form.get("pregunta", ""),
            fundamento=form.get("fundamento", ""),
            vigente_desde=_day(form.get("vigente_desde")),
            activo=form.get("que") != "retirar",
            por_confirmar=form.get("confirmado") != "1",
            **_who(),
        )

    return _done(_puntos, act, "revision.puntos", "La lista de revisión se guardó.")


@bp.get("/revision/umbrales")
@revisan
def umbrales() -> str:
    return _umbrales()


def _umbrales(motivos: Sequence[Reason] = (), escrito: Mapping[str, str] | None = None) -> str:
    found = queries.umbrales_vigentes(local_date(guard.now()))
    return render_template(
        "revision/umbrales.html",
        **_common(),
        umbrales=found,
        reglas=queries.opciones_vigentes(local_date(guard.now())),
        de_cambio=queries.opciones_vigentes(local_date(guard.now()), REGLAS_DE_CAMBIO),
        palabras=lambda opciones, enum: {one: rotulo(enum, one) for one in opciones},
        motivos=motivos,
        escrito=escrito or {},
    )


@bp.post("/revision/reglas")
@titular
def registrar_regla() -> Any:
    """What the municipality chooses about the review, from a date on."""

    def act(form: Mapping[str, str]) -> None:
        clave, desde = form.get("clave", ""), _day(form.get("vigente_desde"))
        if clave not in {**REGLAS_DE_REVISION, **REGLAS_DE_CAMBIO} or desde is None:
            raise Invalid("REGLA_PLAZO_INVALIDA")
        expedientes.registrar_regla(
            clave,
            form.get("valor", ""),
            desde,
            form.get("fundamento", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            por_confirmar=form.get("confirmado") != "1",
        )

    return _done(_umbrales, act, "revision.umbrales", "La regla se guardó y rige desde su fecha.")


@bp.post("/revision/umbrales")
@titular
def registrar_umbral() -> Any:
    def act(form: Mapping[str, str]) -> None:
        service.registrar_umbral(
            form.get("clave", ""),
            _number(form.get("valor")),
            vigente_desde=_day(form.get("vigente_desde")),
            fundamento=form.get("fundamento", ""),
            por_confirmar=form.get("confirmado") != "1",
            **_who(),
        )

    return _done(_umbrales, act, "revision.umbrales", "El umbral se guardó y rige desde su fecha.")
