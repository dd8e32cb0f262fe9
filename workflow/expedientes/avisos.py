"""Who is told of each step. Pure: roles only; the outbox finds the people and writes to them."""

from __future__ import annotations

from workflow.expedientes.route import DEPENDENCIA, PLANEACION

AVISAR: dict[str, tuple[str, ...]] = {
    "enviar": PLANEACION,
    "notificar_observaciones": DEPENDENCIA,
    "validar": ("dependencia_titular",),
    "turnar": ("comisiones_secretaria", "dependencia_titular"),
    "dictaminar": ("secretaria_gobierno", "dependencia_titular"),
    "enlistar": ("dependencia_titular",),
    "retirar_del_orden": ("dependencia_titular",),
    "registrar_acuerdo": ("dependencia_titular", "planeacion_titular", "transparencia"),
    "anular_dictamen": ("secretaria_gobierno", "dependencia_titular"),
    "anular_acuerdo": ("dependencia_titular", "planeacion_titular", "transparencia"),
    "autorizar_delegado": ("dependencia_titular", "transparencia"),
    "integrar_modificaciones": ("dependencia_titular",),
    "acusar_modificaciones": ("transparencia", "planeacion_titular"),
    "verificar_modificaciones": ("transparencia", "dependencia_titular"),
    "publicar": ("dependencia_titular",),
}


# Stages whose arrival leaves a document to be made in the background: the kind of work.
DOCUMENTOS: dict[str, str] = {"con_observaciones": "oficio.generar", "validado": "oficio.generar"}
CON_DOCUMENTO: tuple[str, ...] = ("notificar_observaciones", "validar")  # not when a submission is taken back


def recipients(accion: str, to: str) -> tuple[str, ...]:
    """Roles to tell. A dossier that comes back concerns also whoever captures it."""
    roles = AVISAR.get(accion, ())
    return DEPENDENCIA if to == "devuelto" and accion == "dictaminar" else roles
