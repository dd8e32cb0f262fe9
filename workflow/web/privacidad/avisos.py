"""The aviso de privacidad of a programme: its page to write it, and the public one with its short address and QR."""

from __future__ import annotations

from datetime import date
from typing import Any

import segno
from flask import current_app, redirect, render_template, request, url_for

from workflow.kernel.refusals import NotFound, Reason
from workflow.padron.privacidad.aviso import ELEMENTOS, FRACCIONES, SIMPLIFICADO, propuesto, simplificado
from workflow.padron.privacidad.queries import registros
from workflow.padron.privacidad.service.registros import ESCRIBEN_AVISO, guardar_aviso
from workflow.web import flashes, guard
from workflow.web.privacidad.comun import bp, dia, ficha_padron, hoy, intentar, quien


def direccion(programa: str) -> str:
    """The short address of the notice of a programme, as it is printed on documents."""
    return current_app.config["RUTA"].base_url + url_for("privacidad.aviso_publico", programa=programa)


def qr(direccion_: str) -> str:
    """As an image inside the page: no request is made for it."""
    return segno.make(direccion_, error="m").svg_data_uri(scale=3, border=1, dark="#000")


@bp.get("/expedientes/<int:expediente_id>/padron/aviso")
@guard.roles(*ESCRIBEN_AVISO)
def aviso(expediente_id: int) -> str:
    return _aviso(expediente_id)


@bp.post("/expedientes/<int:expediente_id>/padron/aviso")
@guard.roles(*ESCRIBEN_AVISO)
def guardar(expediente_id: int) -> Any:
    ficha_padron(expediente_id)

    def acto() -> Any:
        escritos = {clave: request.form.get(clave, "") for clave in ELEMENTOS}
        version = guardar_aviso(expediente_id, escritos, desde=dia("desde"), **quien())
        flashes.done(f"Se guardó la versión {version} del aviso de privacidad.")
        return redirect(url_for(".aviso", expediente_id=expediente_id))

    return intentar(acto, lambda motivos: _aviso(expediente_id, motivos))


def _aviso(expediente_id: int, motivos: tuple[Reason, ...] = ()) -> str:
    ficha = ficha_padron(expediente_id)
    versiones = registros.avisos(ficha.cabeza.programa)
    escrito = (
        versiones[0].elementos if versiones else propuesto(ficha.cabeza.titulo, current_app.config["RUTA"].municipio)
    )
    typed = {clave: request.form.get(clave, "") for clave in ELEMENTOS} if motivos else escrito
    beside: dict[str, list[Reason]] = {}
    for motivo in motivos:
        beside.setdefault(str(motivo.facts.get("campo", "")), []).append(motivo)
    enlace = direccion(ficha.cabeza.programa) if versiones else ""
    return render_template(
        "privacidad/aviso.html",
        ficha=ficha,
        fila=ficha.cabeza,
        versiones=versiones,
        elementos=[(clave, f"{FRACCIONES[clave]}. {rotulo}", typed[clave]) for clave, rotulo in ELEMENTOS.items()],
        simplificado=SIMPLIFICADO,
        motivos=motivos,
        junto=beside,
        desde=request.form.get("desde", hoy().isoformat()),
        enlace=enlace,
        qr=qr(enlace) if enlace else "",
    )


@bp.get("/privacidad")
@guard.public
def avisos_publicos() -> str:
    """The notices in force of every programme."""
    return render_template("privacidad/avisos_publicos.html", avisos=registros.programas_con_aviso(hoy()))


@bp.get("/privacidad/<programa>")
@guard.public
def aviso_publico(programa: str) -> str:
    """The short notice, the whole one under it, and the versions there have been."""
    versiones = registros.avisos(programa[:40])
    asked = request.args.get("version", type=int)
    found = next((one for one in versiones if (one.version == asked if asked else one.desde <= hoy())), None)
    if found is None:
        raise NotFound("AVISO_NO_PUBLICADO")
    enlace = direccion(found.programa)
    return render_template(
        "privacidad/aviso_publico.html",
        aviso=found,
        corto=[(ELEMENTOS[clave], texto) for clave, texto in simplificado(found.elementos).items()],
        integral=[(f"{FRACCIONES[clave]}. {ELEMENTOS[clave]}", found.elementos[clave]) for clave in ELEMENTOS],
        versiones=versiones,
        enlace=enlace,
        qr=qr(enlace),
        por_empezar=_pending(found.desde),
    )


def _pending(desde: date) -> bool:
    return desde > hoy()
