"""The forms of a POA: Identificación, and the rows of each table. Nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.kernel.refusals import Refused
from workflow.poa import campos, formas, vista
from workflow.poa.contenido import Fila, lean
from workflow.poa.esquema import DIAGNOSTICO, IDENTIFICACION, SECCION, Seccion
from workflow.poa.kind import label
from workflow.poa.matriz import arbol
from workflow.poa.matriz import queries as compartidas
from workflow.poa.reglas import todas
from workflow.web import flashes
from workflow.web.forms import poa as forms
from workflow.web.poa.comun import (
    DE_FORMA,
    NOMBRES,
    Captura,
    bp,
    capturan,
    has_matrix,
    linked,
    open_capture,
    section_url,
)
from workflow.web.poa.guardado import Escrito, guardar

CON_MESES = ("actividades", "presupuesto")
"""The sections whose rows hold twelve months, and so what a year comes to can be spread over them."""


@bp.route("/identificacion", methods=["GET", "POST"])
@capturan
def identificacion(expediente_id: int) -> Any:
    captura = open_capture(expediente_id)
    saved, cabeza = captura.documento["identificacion"], captura.ficha.cabeza
    shown = formas.proposed(saved, cabeza.dependencia, cabeza.ejercicio, captura.catalogos)
    return _whole(captura, IDENTIFICACION, saved, shown, "La identificación se guardó.")


@bp.route("/diagnostico", methods=["GET", "POST"])
@capturan
def diagnostico(expediente_id: int) -> Any:
    captura = open_capture(expediente_id)
    saved = captura.documento.get("diagnostico") or {}
    return _whole(captura, DIAGNOSTICO, saved, saved, "El diagnóstico se guardó.")


def _whole(captura: Captura, seccion: Seccion, saved: Fila, shown: Fila, done: str) -> Any:
    """A section that is a single form. `shown`: what is saved, with what is proposed where there is nothing."""
    if request.method == "GET":
        return _form(captura, seccion.clave, None, Escrito(formas.texts_of(seccion, shown), {}, formas.mark(saved)))
    row, errors = formas.parse_row(seccion, request.form.getlist)
    document = lean({**captura.documento, seccion.clave: row})
    refused = _save(captura, document, formas.mark(saved), errors)
    if refused is not None:
        return _form(captura, seccion.clave, None, refused), _status(refused)
    flashes.done(done)
    return redirect(url_for(".capturar", expediente_id=captura.id))


@bp.get("/<any(alineacion, actividades, presupuesto, mir):seccion>")
@capturan
def seccion(expediente_id: int, seccion: str) -> str:
    captura = open_capture(expediente_id)
    if seccion == "mir" and not has_matrix(captura):
        raise Refused("POA_SIN_MIR")
    shown = vista.arrange(captura.documento)
    mine = [p for p in captura.problems() if (campos.split(p.campo) or ("",))[0] == seccion]
    return render_template(
        "poa/seccion.html",
        fila=captura.ficha.cabeza,
        seccion=seccion,
        nombre=NOMBRES[seccion],
        filas=getattr(shown, seccion) or (),
        vista=shown,
        marcas=_marks(captura, seccion),
        revision=captura.ficha.borrador_revision,
        problemas=linked(captura, mine),
    )


def _marks(captura: Captura, seccion: str) -> dict[str, str]:
    rows = captura.documento[seccion] or []
    return {key: formas.mark(row) for key, row in zip(campos.keys(seccion, rows), rows, strict=True)}


@bp.route("/<any(alineacion, actividades, presupuesto, mir):seccion>/fila", methods=["GET", "POST"])
@capturan
def fila(expediente_id: int, seccion: str) -> Any:
    """The form of one row; without `clave`, of a new one (`copia`: with what that row says)."""
    captura = open_capture(expediente_id)
    key = request.values.get("clave_original" if request.method == "POST" else "clave") or None
    saved = formas.row_at(captura.documento, seccion, key) if key else None
    if request.method == "GET":
        copied = request.args.get("copia") if not key else None
        shown = formas.copy_of(captura.documento, seccion, copied) if copied else saved
        values = formas.texts_of(SECCION[seccion], shown or {})
        return _form(captura, seccion, key, Escrito(values, {}, formas.mark(saved)))
    if seccion in CON_MESES and request.form.get("hacer") == "repartir":
        return _spread(captura, seccion, key, saved)
    row, errors = formas.parse_row(SECCION[seccion], request.form.getlist)
    row = formas.complete(seccion, row, captura.catalogos)
    if formas.repeats(captura.documento, seccion, key, row):
        errors.setdefault(
            "clave" if seccion != "presupuesto" else "partida",
            "Ya hay otra fila con esa clave. Use otra, o edite aquella.",
        )
    document = formas.with_row(captura.documento, seccion, key, row)
    refused = _save(captura, document, formas.mark(saved), errors)
    if refused is not None:
        return _form(captura, seccion, key, refused), _status(refused)
    flashes.done("La fila se guardó.")
    if request.form.get("hacer") == "otra":
        return redirect(url_for(".fila", expediente_id=expediente_id, seccion=seccion))
    return redirect(url_for(".seccion", expediente_id=expediente_id, seccion=seccion))


def _spread(captura: Captura, seccion: str, key: str | None, saved: Any) -> str | tuple[str, int]:
    """What the year comes to, in twelve months of the form, not saved yet."""
    typed = _typed()
    other = campos.value_at(captura.documento, campos.address(seccion, str(typed.get("como", "")))) or {}
    try:
        months = formas.spread_row(
            seccion, str(typed.get("anual", "")), typed.get("tipo_meta"), str(typed.get("modo", "")), other
        )
    except ValueError as error:
        return _form(captura, seccion, key, Escrito(typed, {"anual": str(error)}, formas.mark(saved))), 422
    typed |= {f"mes_{number}": text for number, text in enumerate(months, 1)}
    return _form(captura, seccion, key, Escrito(typed, {}, formas.mark(saved)))


@bp.post("/<any(alineacion, actividades, presupuesto, mir):seccion>/quitar")
@capturan
def quitar(expediente_id: int, seccion: str) -> Any:
    captura = open_capture(expediente_id)
    key = request.form.get("clave", "")
    mark = formas.mark(formas.row_at(captura.documento, seccion, key))
    document = formas.without_row(captura.documento, seccion, key)
    refused = _save(captura, document, mark, {})
    if refused is not None:
        raise Refused(refused.motivos)
    flashes.done("La fila se quitó.")
    return redirect(url_for(".seccion", expediente_id=expediente_id, seccion=seccion))


@bp.post("/<any(alineacion, actividades, presupuesto, mir):seccion>/mover")
@capturan
def mover(expediente_id: int, seccion: str) -> Any:
    """A row one place up or down."""
    captura = open_capture(expediente_id)
    key = request.form.get("clave", "")
    mark = formas.mark(formas.row_at(captura.documento, seccion, key))
    document = formas.moved(captura.documento, seccion, key, 1 if request.form.get("hacia") == "abajo" else -1)
    refused = _save(captura, document, mark, {})
    if refused is not None:
        raise Refused(refused.motivos)
    return redirect(url_for(".seccion", expediente_id=expediente_id, seccion=seccion, _anchor=f"fila-{key}"))


def _typed() -> dict[str, Any]:
    """Everything that was typed, as the form holds it."""
    return {name: request.form.getlist(name) if name in _LISTS else value for name, value in request.form.items()}


def _save(captura: Captura, document: Mapping[str, Any], mark: str, errors: Mapping[str, str]) -> Escrito | None:
    return guardar(captura.ficha, document, mark, _typed(), errors)


_LISTS = {campo.clave for seccion in SECCION.values() for campo in seccion.campos if campo.tipo == "lista"}


def _status(escrito: Escrito) -> int:
    return 422 if escrito.errores else 409


def _form(captura: Captura, seccion: str, key: str | None, escrito: Escrito) -> str:
    document = captura.documento
    components = _components(captura, str(escrito.valores.get("programa") or ""))
    names = _component_names(captura, str(escrito.valores.get("programa") or "")) if seccion == "actividades" else {}
    options = forms.options_of(seccion, document, captura.catalogos, components, names)
    rows = campos.rows_of(document, seccion) if seccion in CON_MESES else []
    return render_template(
        "poa/forma.html",
        fila=captura.ficha.cabeza,
        seccion=seccion,
        nombre=NOMBRES[seccion],
        titulo=_title(seccion, key),
        clave=key,
        grupos=forms.groups(SECCION[seccion], escrito.valores, escrito.errores, options),
        errores=escrito.errores,
        motivos=escrito.motivos,
        conflicto=escrito.conflicto,
        marca=escrito.marca,
        revision=captura.ficha.borrador_revision,
        reparto=forms.Reparto(
            {name: str(escrito.valores.get(name) or "") for name in ("anual", "modo", "como")},
            [found for found in campos.keys(seccion, rows) if found != key],
        )
        if seccion in CON_MESES
        else None,
        url_volver=url_for(".capturar", expediente_id=captura.id)
        if seccion in DE_FORMA
        else section_url(captura.id, seccion),
        es_forma=seccion in DE_FORMA,
    )


def _components(captura: Captura, programa: str) -> list[str]:
    """Known components of the programme (of the only one of the unit, when none has been chosen)."""
    matrices = {**captura.matrices, **todas.own_matrix(captura.documento)}
    programa = programa or captura.documento["identificacion"].get("programa") or ""
    return sorted(matrices.get(programa, ()))


def _component_names(captura: Captura, programa: str) -> dict[str, str]:
    """What each component of the programme is, in its own matrix or in that of its lead."""
    own = str(captura.documento["identificacion"].get("programa") or "")
    document = captura.documento
    found = captura.catalogos.programas.get(programa or own)
    if found is not None and found.ur_lider != captura.ficha.cabeza.dependencia:
        shared = compartidas.shared(captura.ficha.cabeza.ejercicio, found.clave, found.ur_lider)
        document = shared.documento if shared else {}
    return {componente.clave: componente.resumen for componente in arbol.tree(document).componentes}


def _title(seccion: str, key: str | None) -> str:
    if seccion in DE_FORMA:
        return NOMBRES[seccion]
    return f"{NOMBRES[seccion]}: nueva fila" if key is None else label(campos.address(seccion, key))
