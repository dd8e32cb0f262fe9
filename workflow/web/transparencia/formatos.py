"""/transparencia/formatos: the layout of each output, its columns and where each comes from; changing it by a file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response, redirect, render_template, request, url_for

from workflow.expedientes.inhabiles import fecha_de
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.sipot import queries, service
from workflow.sipot.formato import dump
from workflow.sipot.libro import libro
from workflow.sipot.salidas import Fuente, Salida
from workflow.sipot.service import REGISTRAN
from workflow.web import flashes, guard
from workflow.web.exports import XLSX
from workflow.web.transparencia.comun import bp, today, ven


@bp.get("/formatos/<salida>")
@ven
def formato(salida: str) -> str:
    return _page(salida)


def _page(clave: str, motivos: tuple[Reason, ...] = (), documento: Mapping[str, Any] | None = None) -> str:
    """`documento`: the one that is being prepared; its columns are edited."""
    todos = queries.formatos(clave)
    vigente = queries.vigente(clave, today())
    if documento is None and request.args.get("editar") == "1":
        documento = dump(vigente.formato)
    return render_template(
        "transparencia/formato.html",
        salida=vigente.salida,
        vigente=vigente,
        todos=todos,
        columnas=list(_columns(dump(vigente.formato))),
        fuentes={fuente.clave: fuente.rotulo for fuente in _sources(vigente.salida)},
        documento=documento,
        editadas=list(_columns(documento)) if documento is not None else [],
        opciones=_options(vigente.salida),
        de_tabla=_options_of_tables(vigente.salida),
        texto=json.dumps(documento, ensure_ascii=False, indent=0) if documento is not None else "",
        motivos=motivos,
        escrito=request.form if motivos else {},
        puede=guard.actor().has(*REGISTRAN),
    )


def _columns(documento: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any] | None]]:
    """(place, column, the table it is in or None): `4`, and `5.1` of the first column of the table in the fifth."""
    for n, campo in enumerate(documento["campos"], 1):
        yield str(n), campo, None
        for m, hijo in enumerate((campo.get("tabla") or {}).get("campos", ()), 1):
            yield f"{n}.{m}", hijo, campo


def _sources(salida: Salida) -> Iterator[Fuente]:
    for fuente in salida.todas.values():
        yield fuente
        yield from fuente.de


def _options(salida: Salida) -> dict[bool, list[tuple[str, str]]]:
    """What a column may carry, by whether it is a table."""
    blank = ("", "Ninguno: queda vacía")
    return {
        es_tabla: [blank, *((f.clave, f.rotulo) for f in salida.todas.values() if bool(f.de) == es_tabla)]
        for es_tabla in (False, True)
    }


def _options_of_tables(salida: Salida) -> dict[str, list[tuple[str, str]]]:
    blank = ("", "Ninguno: queda vacía")
    return {f.clave: [blank, *((c.clave, c.rotulo) for c in f.de)] for f in salida.fuentes if f.de}


@bp.get("/formatos/<salida>.<any(json, xlsx):tipo>")
@ven
def descargar_formato(salida: str, tipo: str) -> Response:
    """The one in force: as data to change it, or as the blank workbook."""
    vigente = queries.vigente(salida, today())
    name = f"formato-{salida}.{tipo}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if tipo == "xlsx":
        return Response(libro(vigente.formato, fecha=vigente.desde or today()), content_type=XLSX, headers=headers)
    text = json.dumps(dump(vigente.formato), ensure_ascii=False, indent=1) + "\n"
    return Response(text, content_type="application/json; charset=utf-8", headers=headers)


@bp.post("/formatos/<salida>/archivo")
@guard.roles(*REGISTRAN)
def leer_formato(salida: str) -> Any:
    """A file becomes the columns of the page, to be completed there; nothing is kept yet."""
    sent = request.files.get("archivo")
    try:
        if sent is None or not sent.filename:
            raise Invalid("FORMATO_ILEGIBLE")
        documento = service.leer(salida, sent.stream, hoy=today())  # type: ignore[arg-type]
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(salida, refusal.reasons), refusal.status
    return _page(salida, documento=documento)


@bp.post("/formatos/<salida>")
@guard.roles(*REGISTRAN)
def guardar_formato(salida: str) -> Any:
    documento: Any = None
    try:
        documento = _typed()
        service.registrar_formato(
            salida,
            documento,
            fecha_de(request.form.get("vigente_desde", "").strip()),
            request.form.get("fundamento", ""),
            por_confirmar=request.form.get("confirmado") != "1",
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(salida, refusal.reasons, documento), refusal.status
    flashes.done("El formato quedó registrado con su fecha. Los trimestres anteriores conservan el suyo.")
    return redirect(url_for(".formato", salida=salida))


def _typed() -> dict[str, Any]:
    """The document that was being prepared, with the source chosen for each column. Raises Invalid."""
    try:
        documento = json.loads(request.form.get("documento", ""))
        columns = list(_columns(documento))
        for place, campo, _ in columns:
            campo["fuente"] = request.form.get(f"fuente:{place}", "")  # type: ignore[index]
            campo["fijo"] = request.form.get(f"fijo:{place}", "").strip()[:500]  # type: ignore[index]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Invalid("FORMATO_ILEGIBLE") from error
    found: dict[str, Any] = documento
    return found
