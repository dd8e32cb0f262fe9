"""The agenda: the activities of a quarter, registering one, correcting it, withdrawing it, and its photographs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from workflow.informes import queries, service
from workflow.informes.clases import APARTADOS, EDITAN, TIPOS, quarter_of
from workflow.informes.reglas import FOTO_BYTES
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.informes import formulario
from workflow.web.informes.comun import asked, bp, options, tabs, who, writes
from workflow.web.numeros import entero

escriben = guard.roles(*EDITAN)
MOSTRADAS = 60


@bp.get("")
@guard.signed_in
def agenda() -> str:
    """By pages: `desde_la` is how many were shown before."""
    trimestre = asked()
    tipo = request.args.get("tipo", "")
    found = queries.agenda(trimestre, tipo if tipo in TIPOS else "")
    start = max(0, request.args.get("desde_la", 0, type=entero))
    shown = found[start : start + MOSTRADAS]
    later = start + MOSTRADAS
    return render_template(
        "informes/agenda.html",
        trimestre=trimestre,
        actividades=shown,
        total=len(found),
        tipo=tipo,
        trimestres=options(trimestre),
        tipos=[("", "Todos"), *_kinds()],
        pestanas=tabs(trimestre, "agenda"),
        escribe=writes(),
        siguiente=_page_url(trimestre.clave, tipo, later) if later < len(found) else None,
        inicio=_page_url(trimestre.clave, tipo, None) if start else None,
    )


def _page_url(clave: str, tipo: str, desde: int | None) -> str:
    return url_for(".agenda", trimestre=clave, tipo=tipo or None, desde_la=desde)


def _kinds() -> list[tuple[str, str]]:
    """In the order of the report."""
    order = sorted(TIPOS, key=lambda tipo: APARTADOS.index(TIPOS[tipo].apartado))
    return [(tipo, rotulo("actividad_tipo", tipo)) for tipo in order]


@bp.get("/actividades/nueva")
@escriben
def nueva() -> str:
    return _form(formulario.blank(asked()))


@bp.post("/actividades/nueva")
@escriben
def registrar() -> Any:
    escrito = formulario.typed(request.form)
    return _do(
        lambda: _register(escrito),
        "La actividad quedó en la agenda.",
        lambda motivos: _form(escrito, motivos),
    )


def _register(escrito: formulario.Escrito) -> int:
    found = formulario.read(escrito)
    _stop(found)
    return service.registrar(found.datos, found.nuevas, **who())


def _stop(found: formulario.Leido) -> None:
    if found.reparos:
        raise Invalid(found.reparos)


@bp.get("/actividades/<int:actividad_id>")
@guard.signed_in
def actividad(actividad_id: int) -> str:
    return _activity(actividad_id)


@bp.post("/actividades/<int:actividad_id>")
@escriben
def corregir(actividad_id: int) -> Any:
    escrito = formulario.typed(request.form)
    return _do(
        lambda: _correct(actividad_id, escrito),
        "La actividad quedó corregida; lo que decía antes está en su historia.",
        lambda motivos: _activity(actividad_id, escrito, motivos),
    )


def _correct(actividad_id: int, escrito: formulario.Escrito) -> int:
    found = formulario.read(escrito)
    _stop(found)
    vista = request.form.get("vista", 0, type=entero)
    service.corregir(actividad_id, found.datos, found.fotos, found.nuevas, vista=vista, **who())
    return actividad_id


@bp.post("/actividades/<int:actividad_id>/retirar")
@escriben
def retirar(actividad_id: int) -> Any:
    def act() -> int:
        service.retirar(actividad_id, request.form.get("motivo", ""), **who())
        return actividad_id

    return _do(
        act,
        "La actividad se retiró: ya no cuenta para el informe y su historia queda.",
        lambda motivos: _activity(actividad_id, None, motivos),
    )


@bp.get("/actividades/<int:actividad_id>/fotos/<int:archivo_id>")
@guard.signed_in
def foto(actividad_id: int, archivo_id: int) -> Response:
    found = queries.foto(actividad_id, archivo_id)
    return send_file(found.path, mimetype=found.tipo)


def _do(act: Callable[[], int], hecho: str, again: Callable[[tuple[Reason, ...]], str]) -> Any:
    try:
        actividad_id = act()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return again(refusal.reasons), refusal.status
    flashes.done(hecho)
    return redirect(url_for(".actividad", actividad_id=actividad_id))


def _activity(actividad_id: int, escrito: formulario.Escrito | None = None, motivos: tuple[Reason, ...] = ()) -> str:
    """The activity, its history, and its form for who may correct it."""
    historia = queries.historia(actividad_id)
    actual = historia[-1]
    return _form(escrito or formulario.of(actual), motivos, actual, historia)


def _form(
    escrito: formulario.Escrito,
    motivos: tuple[Reason, ...] = (),
    actual: queries.ActividadVista | None = None,
    historia: Sequence[queries.ActividadVista] = (),
) -> str:
    errores: dict[str, list[Reason]] = {}
    for motivo in motivos:
        errores.setdefault(str(motivo.facts.get("campo", "")), []).append(motivo)
    trimestre = asked() if actual is None else quarter_of(actual.desde)
    return render_template(
        "informes/actividad.html",
        actividad=actual,
        escrito=escrito,
        dias=[*escrito.fechas, *[""] * (formulario.DIAS_LIBRES if escrito.fechas else formulario.DIAS_LIBRES + 1)],
        historia=historia,
        trimestre=trimestre,
        trimestres=options(trimestre),
        tipos=[("", "Elija…"), *_kinds()],
        organos=[("", "Ninguno"), *queries.organos()],
        motivos=motivos,
        errores=errores,
        nuevas=range(1, formulario.FOTOS_LIBRES + 1),
        foto_mb=FOTO_BYTES // (1024 * 1024),
        escribe=writes() and (actual is None or not actual.retirada),
    )
