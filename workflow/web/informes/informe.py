"""The report of a quarter: each section with its facts beside the hand text, its versions, signing and publishing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from workflow.actas.clases import file_name
from workflow.informes import queries, service
from workflow.informes.clases import CLASES, EDITAN, PUBLICAN, Trimestre, folio_de
from workflow.informes.redaccion import periodo
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.web import flashes, guard
from workflow.web.filters import fecha_hora
from workflow.web.informes.comun import bp, installation, options, quarter, tabs, today, who, writes
from workflow.web.numeros import entero

escriben = guard.roles(*EDITAN)
publican = guard.roles(*PUBLICAN)


TRIMESTRAL, CONSOLIDADO = {"clase": "trimestral"}, {"clase": "consolidado"}


@bp.get("/ir", defaults=TRIMESTRAL)
@bp.get("/consolidado/ir", defaults=CONSOLIDADO)
@guard.signed_in
def ir(clase: str) -> Response:
    """From the list of quarters to the page of one."""
    return redirect(url_for(".informe", trimestre=quarter(request.args.get("trimestre", "")).clave, clase=clase))


@bp.get("/<trimestre>", defaults=TRIMESTRAL)
@bp.get("/consolidado/<trimestre>", defaults=CONSOLIDADO)
@guard.signed_in
def informe(trimestre: str, clase: str) -> Any:
    asked = quarter(trimestre)
    try:
        return _page(asked, clase)
    except Refused as refusal:  # the quarter has no corte yet
        if refusal.codes != ["CONSOLIDADO_SIN_CORTE"]:
            raise
        return render_template(
            "informes/sin_corte.html",
            trimestre=asked,
            periodo=periodo(asked),
            trimestres=options(asked),
            pestanas=tabs(asked, clase),
            motivos=refusal.reasons,
        )


def _page(
    trimestre: Trimestre,
    clase: str,
    motivos: tuple[Reason, ...] = (),
    escrito: Mapping[str, str] | None = None,
) -> str:
    """`escrito`: section -> what was typed and could not be kept."""
    place = installation()
    found = queries.informacion(
        trimestre, municipio=place.municipio, base_url=place.base_url, ahora=guard.now(), clase=clase
    )
    return render_template(
        "informes/informe.html",
        informe=found,
        clase=clase,
        llevar=_sessions(found, clase),
        llevado=queries.llevado(found.folio) if clase == "consolidado" else [],
        trimestre=trimestre,
        periodo=periodo(trimestre),
        trimestres=options(trimestre),
        pestanas=tabs(trimestre, clase),
        escribe=writes(),
        publica=guard.actor().has(*PUBLICAN),
        terminado=today() > trimestre.hasta,
        motivos=motivos,
        escrito=escrito or {},
    )


def _do(act: Callable[[], Any], hecho: str, trimestre: Trimestre, clase: str) -> Any:
    try:
        act()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        typed = {one: request.form[f"texto:{one}"] for one in _sections(clase) if f"texto:{one}" in request.form}
        return _page(trimestre, clase, refusal.reasons, typed), refusal.status
    flashes.done(hecho)
    return redirect(url_for(".informe", trimestre=trimestre.clave, clase=clase))


def _sections(clase: str) -> tuple[str, ...]:
    return CLASES[clase].secciones


@bp.post("/<trimestre>", defaults=TRIMESTRAL)
@bp.post("/consolidado/<trimestre>", defaults=CONSOLIDADO)
@escriben
def guardar(trimestre: str, clase: str) -> Any:
    """Keep what was written; and, if it is asked, elaborate a version with it."""
    asked = quarter(trimestre)
    form = request.form
    typed = {
        seccion: (form[f"texto:{seccion}"], form.get(f"vista:{seccion}", 0, type=entero))
        for seccion in _sections(clase)
        if f"texto:{seccion}" in form
    }
    if form.get("accion") != "elaborar":
        return _do(
            lambda: service.guardar_textos(asked, typed, **who(), clase=clase),
            "Lo que escribió quedó guardado.",
            asked,
            clase,
        )

    def act() -> None:
        mine = who()
        service.guardar_textos(asked, typed, actor=mine["actor"], ahora=mine["ahora"], clase=clase)
        service.elaborar(asked, instalacion=installation(), **mine, clase=clase)

    hecho = "La versión quedó congelada y se está imprimiendo. Aparece en «Versiones», en Word y PDF."
    return _do(act, hecho, asked, clase)


@bp.post("/<trimestre>/v<int:version>/firmado", defaults=TRIMESTRAL)
@bp.post("/consolidado/<trimestre>/v<int:version>/firmado", defaults=CONSOLIDADO)
@publican
def firmar(trimestre: str, version: int, clase: str) -> Any:
    asked = quarter(trimestre)

    def act() -> None:
        sent = request.files.get("archivo")
        if sent is None or not sent.filename:
            raise Invalid("SIN_ARCHIVO")
        service.guardar_firmado(asked, version, sent.stream, **who(), clase=clase)  # type: ignore[arg-type]

    return _do(act, "El informe firmado quedó guardado junto a su versión.", asked, clase)


@bp.post("/<trimestre>/v<int:version>/publicar", defaults=TRIMESTRAL)
@bp.post("/consolidado/<trimestre>/v<int:version>/publicar", defaults=CONSOLIDADO)
@publican
def publicar(trimestre: str, version: int, clase: str) -> Any:
    asked = quarter(trimestre)
    return _do(
        lambda: service.publicar(asked, version, **who(), clase=clase), "El informe quedó publicado.", asked, clase
    )


@bp.post("/consolidado/<trimestre>/v<int:version>/sesion")
@publican
def llevar(trimestre: str, version: int) -> Any:
    """Put it with the convocatoria of a session of the COPLADEMUN."""
    asked = quarter(trimestre)
    sesion_id = request.form.get("sesion", 0, type=entero)
    return _do(
        lambda: service.llevar_a_sesion(asked, version, sesion_id, **who()),
        "El informe acompaña la convocatoria: cada integrante recibe la corrección con su huella.",
        asked,
        "consolidado",
    )


def _sessions(found: queries.Informacion, clase: str) -> list[tuple[int, str]]:
    """Of the COPLADEMUN, convened and not yet opened, for who may take the published version to one."""
    last = found.versiones[0] if found.versiones else None
    actor = guard.actor()
    if clase != "consolidado" or last is None or last.estado != "publicado" or not actor.has(*PUBLICAN):
        return []
    return [
        (one.id, f"{one.organo}, {fecha_hora(one.programada_para)}")
        for one in queries.sesiones_por_venir()
        if actor.has(one.conduce)
    ]


@bp.get("/<trimestre>/v<int:version>.<any(pdf, docx, firmado):formato>", defaults=TRIMESTRAL)
@bp.get("/consolidado/<trimestre>/v<int:version>.<any(pdf, docx, firmado):formato>", defaults=CONSOLIDADO)
@guard.signed_in
def descargar(trimestre: str, version: int, formato: str, clase: str) -> Response:
    asked = quarter(trimestre)
    found = queries.archivo_de(asked, version, formato, clase)
    firmado = formato == "firmado"
    base = CLASES[clase].archivo
    name = file_name(
        f"{base}-firmado" if firmado else base, folio_de(asked, clase), version, "pdf" if firmado else formato
    )
    return send_file(found.path, mimetype=found.tipo, as_attachment=True, download_name=name)
