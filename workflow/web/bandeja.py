"""/: what this person has to do today, and where what they sent is now."""

from __future__ import annotations

from flask import Blueprint, render_template

from workflow.expedientes import queries
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.web import desahogos, guard

bp = Blueprint("bandeja", __name__)

MOSTRADOS = 20
# What each stage asks of who holds it, in one sentence.
TOCA: dict[str, str] = {
    "borrador": "Termine la captura y envíelo a Planeación.",
    "enviado": "Tome la revisión.",
    "en_revision": "Revíselo: observe lo que deba corregirse, o valídelo.",
    "con_observaciones": "Responda las observaciones, corrija y vuelva a enviarlo.",
    "validado": "Túrnelo a Comisiones Unidas.",
    "en_comisiones": "Póngalo en la sesión de Comisiones Unidas y registre su dictamen.",
    "dictaminado": "Enlístelo en el orden del día del Cabildo.",
    "en_cabildo": "Desahóguelo en la sesión de Cabildo.",
    "aprobado": "Publique la versión aprobada.",
    "aprobado_con_modificaciones": "Acuse las modificaciones que aprobó el Cabildo, para que se publique.",
    "devuelto": "Se lo devolvieron: atienda lo señalado y vuelva a enviarlo.",
    "retirado": "Se retiró del orden del día: enlístelo en otra sesión.",
}
CAPTURAN = ("dependencia_captura", "dependencia_titular")


@bp.get("/")
@guard.signed_in
def index() -> str:
    actor, ahora = guard.actor(), guard.now()
    found = queries.bandeja(actor, local_date(ahora), limite=MOSTRADOS)
    return render_template(
        "bandeja/index.html",
        bandeja=found,
        tope=queries.TOPE,
        toca=_asked(actor),
        vacio=_empty(actor),
        proximas=desahogos.upcoming(actor, ahora),
        puede_crear=actor.has(*CAPTURAN),
    )


def _asked(actor: Actor) -> dict[str, str]:
    if actor.has("transparencia") and not actor.has("dependencia_titular"):
        return {**TOCA, "aprobado_con_modificaciones": "La dependencia ya acusó: publique la versión aprobada."}
    return TOCA


def _empty(actor: Actor) -> str:
    """What an empty bandeja will hold, for each role."""
    if actor.has(*CAPTURAN):
        return "Aquí aparecerá lo que le falte capturar, responder o enviar. Para empezar, abra un expediente nuevo."
    if actor.has("planeacion_revisor", "planeacion_titular"):
        return "Aquí aparecerán los expedientes que las dependencias envíen a revisión, con su plazo."
    if actor.has("comisiones_secretaria"):
        return "Aquí aparecerán los expedientes que Planeación turne a Comisiones Unidas."
    if actor.has("secretaria_gobierno"):
        return "Aquí aparecerán los expedientes dictaminados, listos para el orden del día del Cabildo."
    if actor.has("transparencia"):
        return "Aquí aparecerán los expedientes aprobados que falte publicar."
    if actor.has("integrante"):
        return "Aquí aparecerán las sesiones a las que se le convoque."
    return "Su cargo consulta expedientes; ninguno espera una acción suya."
