"""The report of a quarter: each section with its facts beside the hand text, its versions, signing and publishing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from workflow.actas.clases import file_name
from workflow.informes import queries, service
from workflow.informes.clases import EDITAN, PUBLICAN, SECCIONES, Trimestre, folio_de
from workflow.informes.redaccion import periodo
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.web import flashes, guard
from workflow.web.informes.comun import bp, installation, options, quarter, tabs, today, who, writes
from workflow.web.numeros import entero

escriben = guard.roles(*EDITAN)
publican = guard.roles(*PUBLICAN)


@bp.get("/ir")
@guard.signed_in
def ir() -> Response:
    """From the list of quarters to the page of one."""
    return redirect(url_for(".informe", trimestre=quarter(request.args.get("trimestre", "")).clave))


@bp.get("/<trimestre>")
@guard.signed_in
def informe(trimestre: str) -> str:
    return _page(quarter(trimestre))


def _page(trimestre: Trimestre, motivos: tuple[Reason, ...] = (), escrito: Mapping[str, str] | None = None) -> str:
    """`escrito`: section -> what was typed and could not be kept."""
    place = installation()
    found = queries.informacion(trimestre, municipio=place.municipio, base_url=place.base_url, ahora=guard.now())
    return render_template(
        "informes/informe.html",
        informe=found,
        trimestre=trimestre,
        periodo=periodo(trimestre),
        trimestres=options(trimestre),
        pestanas=tabs(trimestre, "informe"),
        escribe=writes(),
        publica=guard.actor().has(*PUBLICAN),
        terminado=today() > trimestre.hasta,
        motivos=motivos,
        escrito=escrito or {},
    )


def _do(act: Callable[[], Any], hecho: str, trimestre: Trimestre) -> Any:
    try:
        act()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        typed = {one: request.form[f"texto:{one}"] for one in SECCIONES if f"texto:{one}" in request.form}
        return _page(trimestre, refusal.reasons, typed), refusal.status
    flashes.done(hecho)
    return redirect(url_for(".informe", trimestre=trimestre.clave))


@bp.post("/<trimestre>")
@escriben
def guardar(trimestre: str) -> Any:
    """Keep what was written; and, if it is asked, elaborate a version with it."""
    asked = quarter(trimestre)
    form = request.form
    typed = {
        seccion: (form[f"texto:{seccion}"], form.get(f"vista:{seccion}", 0, type=entero))
        for seccion in SECCIONES
        if f"texto:{seccion}" in form
    }
    if form.get("accion") != "elaborar":
        return _do(lambda: service.guardar_textos(asked, typed, **who()), "Lo que escribió quedó guardado.", asked)

    def act() -> None:
        mine = who()
        service.guardar_textos(asked, typed, actor=mine["actor"], ahora=mine["ahora"])
        service.elaborar(asked, instalacion=installation(), **mine)

    return _do(act, "La versión quedó congelada y se está imprimiendo. Aparece en «Versiones», en Word y PDF.", asked)


@bp.post("/<trimestre>/v<int:version>/firmado")
@publican
def firmar(trimestre: str, version: int) -> Any:
    asked = quarter(trimestre)

    def act() -> None:
        sent = request.files.get("archivo")
        if sent is None or not sent.filename:
            raise Invalid("SIN_ARCHIVO")
        service.guardar_firmado(asked, version, sent.stream, **who())  # type: ignore[arg-type]

    return _do(act, "El informe firmado quedó guardado junto a su versión.", asked)


@bp.post("/<trimestre>/v<int:version>/publicar")
@publican
def publicar(trimestre: str, version: int) -> Any:
    asked = quarter(trimestre)
    return _do(lambda: service.publicar(asked, version, **who()), "El informe quedó publicado.", asked)


@bp.get("/<trimestre>/v<int:version>.<any(pdf, docx, firmado):formato>")
@guard.signed_in
def descargar(trimestre: str, version: int, formato: str) -> Response:
    asked = quarter(trimestre)
    found = queries.archivo_de(asked, version, formato)
    firmado = formato == "firmado"
    name = file_name(
        "informe-firmado" if firmado else "informe", folio_de(asked), version, "pdf" if firmado else formato
    )
    return send_file(found.path, mimetype=found.tipo, as_attachment=True, download_name=name)
