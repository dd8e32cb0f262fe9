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


def _do(act: Callable[[], Any], hecho: str, trimestre: Trimestre, ancla: str = "") -> Any:
    seccion = request.view_args.get("seccion", "") if request.view_args else ""
    try:
        act()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        typed = {seccion: request.form.get("texto", "")} if seccion else None
        return _page(trimestre, refusal.reasons, typed), refusal.status
    flashes.done(hecho)
    return redirect(url_for(".informe", trimestre=trimestre.clave, _anchor=ancla or None))


@bp.post("/<trimestre>/textos/<seccion>")
@escriben
def escribir(trimestre: str, seccion: str) -> Any:
    asked = quarter(trimestre)
    if seccion not in SECCIONES:
        raise NotFound("INFORME_SECCION")
    vista = request.form.get("vista", 0, type=int)
    return _do(
        lambda: service.guardar_texto(asked, seccion, request.form.get("texto", ""), vista=vista, **who()),
        "Lo que escribió quedó guardado y se conserva en cada versión.",
        asked,
        f"t-{seccion}",
    )


@bp.post("/<trimestre>/elaborar")
@escriben
def elaborar(trimestre: str) -> Any:
    asked = quarter(trimestre)
    return _do(
        lambda: service.elaborar(asked, instalacion=installation(), **who()),
        "La versión quedó congelada y se está imprimiendo. Aparece abajo en Word y PDF.",
        asked,
        "t-versiones",
    )


@bp.post("/<trimestre>/v<int:version>/firmado")
@publican
def firmar(trimestre: str, version: int) -> Any:
    asked = quarter(trimestre)

    def act() -> None:
        sent = request.files.get("archivo")
        if sent is None or not sent.filename:
            raise Invalid("SIN_ARCHIVO")
        service.guardar_firmado(asked, version, sent.stream, **who())  # type: ignore[arg-type]

    return _do(act, "El informe firmado quedó guardado junto a su versión.", asked, "t-versiones")


@bp.post("/<trimestre>/v<int:version>/publicar")
@publican
def publicar(trimestre: str, version: int) -> Any:
    asked = quarter(trimestre)
    return _do(lambda: service.publicar(asked, version, **who()), "El informe quedó publicado.", asked, "t-versiones")


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
