"""The forms of a POA: Identificación, and the rows of each table. Nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.expedientes import service as ruta
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.poa import campos, formas, vista
from workflow.poa.esquema import IDENTIFICACION, SECCION
from workflow.poa.kind import label
from workflow.poa.reglas import todas
from workflow.web import flashes, guard
from workflow.web.forms import poa as forms
from workflow.web.poa.comun import NOMBRES, Captura, bp, capturan, has_matrix, linked, open_capture, section_url


@dataclass(frozen=True)
class Escrito:
    """What a form holds: values by name, what is wrong, and the mark of the row as it was shown."""

    valores: Mapping[str, Any]
    errores: Mapping[str, str]
    marca: str
    motivos: tuple[Reason, ...] = ()


@bp.route("/identificacion", methods=["GET", "POST"])
@capturan
def identificacion(expediente_id: int) -> Any:
    captura = open_capture(expediente_id)
    saved = captura.documento["identificacion"]
    if request.method == "GET":
        cabeza = captura.ficha.cabeza
        shown = formas.proposed(saved, cabeza.dependencia, cabeza.ejercicio, captura.catalogos)
        return _form(
            captura, "identificacion", None, Escrito(formas.texts_of(IDENTIFICACION, shown), {}, formas.mark(saved))
        )
    row, errors = formas.parse_row(IDENTIFICACION, request.form.getlist)
    document = {**captura.documento, "identificacion": row}
    refused = _save(captura, document, formas.mark(saved), errors)
    if refused is not None:
        return _form(captura, "identificacion", None, refused), _status(refused)
    flashes.done("La identificación se guardó.")
    return redirect(url_for(".capturar", expediente_id=expediente_id))


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
    """The form of one row; without `clave`, of a new one."""
    captura = open_capture(expediente_id)
    key = request.values.get("clave_original" if request.method == "POST" else "clave") or None
    saved = formas.row_at(captura.documento, seccion, key) if key else None
    if request.method == "GET":
        values = formas.texts_of(SECCION[seccion], saved or {})
        return _form(captura, seccion, key, Escrito(values, {}, formas.mark(saved)))
    row, errors = formas.parse_row(SECCION[seccion], request.form.getlist)
    if seccion == "presupuesto" and request.form.get("hacer") == "repartir":
        return _spread(captura, key, saved)
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


def _spread(captura: Captura, key: str | None, saved: Any) -> str | tuple[str, int]:
    """Twelve equal months in the form, not saved yet."""
    typed = dict(request.form.items())
    amount = formas.decimal_of(typed.get("anual", ""))
    cents = None if amount is None else formas.centavos_of(amount)
    if cents is None or cents < 0:
        errors = {"anual": "Escriba el importe anual en pesos, con dos decimales como máximo."}
        return _form(captura, "presupuesto", key, Escrito(typed, errors, formas.mark(saved))), 422
    typed |= {f"mes_{number}": f"{formas.pesos(value):,.2f}" for number, value in enumerate(formas.spread(cents), 1)}
    return _form(captura, "presupuesto", key, Escrito(typed, {}, formas.mark(saved)))


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


def _save(captura: Captura, document: Mapping[str, Any], mark: str, errors: Mapping[str, str]) -> Escrito | None:
    """Save the document; or what to print again, with everything that was typed.

    Somebody else's change to another row does not stand in the way: only to this one (its mark is another).
    """
    typed = {name: request.form.getlist(name) if name in _LISTS else value for name, value in request.form.items()}
    if errors:
        return Escrito(typed, errors, request.form.get("marca", ""))
    untouched = request.form.get("marca") == mark
    revision = captura.ficha.borrador_revision if untouched else request.form.get("revision", 0, type=int)
    try:
        ruta.capturar(
            captura.id,
            document,
            revision,
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return Escrito(typed, {}, mark, refusal.reasons)
    return None


_LISTS = {campo.clave for seccion in SECCION.values() for campo in seccion.campos if campo.tipo == "lista"}


def _status(escrito: Escrito) -> int:
    return 422 if escrito.errores else 409


def _form(captura: Captura, seccion: str, key: str | None, escrito: Escrito) -> str:
    document = captura.documento
    components = _components(captura, str(escrito.valores.get("programa") or ""))
    options = forms.options_of(seccion, document, captura.catalogos, components)
    conflict = next((reason for reason in escrito.motivos if reason.code == "CAPTURA_DESACTUALIZADA"), None)
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
        conflicto=conflict.facts if conflict else None,
        marca=escrito.marca,
        revision=captura.ficha.borrador_revision,
        anual=escrito.valores.get("anual", ""),
        url_volver=section_url(captura.id, seccion)
        if seccion != "identificacion"
        else url_for(".capturar", expediente_id=captura.id),
    )


def _components(captura: Captura, programa: str) -> list[str]:
    """Known components of the programme (of the only one of the unit, when none has been chosen)."""
    matrices = {**captura.matrices, **todas.own_matrix(captura.documento)}
    programa = programa or captura.documento["identificacion"].get("programa") or ""
    return sorted(matrices.get(programa, ()))


def _title(seccion: str, key: str | None) -> str:
    if seccion == "identificacion":
        return "Identificación"
    return f"{NOMBRES[seccion]}: nueva fila" if key is None else label(campos.address(seccion, key))
