"""THE ROUTE of a dossier: one table of stages, actions, roles and conditions. Pure.

`docs/ruta.md` says the same in words for people; a test compares both, in both directions.
The order of `condiciones` is the order in which a refusal names its reasons.
"""

from __future__ import annotations

from dataclasses import dataclass

ETAPAS: tuple[str, ...] = (
    "borrador",
    "enviado",
    "en_revision",
    "con_observaciones",
    "validado",
    "en_comisiones",
    "dictaminado",
    "en_cabildo",
    "aprobado",
    "aprobado_con_modificaciones",
    "rechazado",
    "devuelto",
    "retirado",
    "publicado",
)
TIPOS: tuple[str, ...] = ("poa", "padron")
SENTIDOS: tuple[str, ...] = ("favorable", "favorable_con_modificaciones", "desfavorable", "devuelto")
RESOLUCIONES: tuple[str, ...] = ("aprobado", "aprobado_con_modificaciones", "devuelto")
DICTAMEN_VALE: tuple[str, ...] = ("dictamen_aprobado", "turnado_al_pleno")

DEPENDENCIA: tuple[str, ...] = ("dependencia_captura", "dependencia_titular")
PLANEACION: tuple[str, ...] = ("planeacion_revisor", "planeacion_titular")
TODOS: tuple[str, ...] = (
    *DEPENDENCIA,
    *PLANEACION,
    "comisiones_secretaria",
    "secretaria_gobierno",
    "integrante",
    "transparencia",
    "auditoria",
    "administrador",
)
EN_DEPENDENCIA: tuple[str, ...] = ("borrador", "con_observaciones", "devuelto")


@dataclass(frozen=True)
class Transition:
    """One row of the route.

    `desde` empty: any stage. `hacia` empty: the stage does not change; several: the facts decide
    which (see `effects.destination`). `separacion`: whoever acts must be foreign to the dossier.
    """

    accion: str
    roles: tuple[str, ...]
    desde: tuple[str, ...] = ()
    hacia: tuple[str, ...] = ()
    separacion: bool = False
    condiciones: tuple[str, ...] = ()
    avisos: tuple[str, ...] = ()


ROUTE: tuple[Transition, ...] = (
    Transition("consultar", TODOS),
    Transition("capturar", DEPENDENCIA, EN_DEPENDENCIA),
    Transition(
        "enviar",
        ("dependencia_titular",),
        EN_DEPENDENCIA,
        ("enviado",),
        condiciones=(
            "PADRON_SIN_REGLAS",
            "OBSERVACIONES_SIN_RESPUESTA",
            "LDF_SERVICIOS_PERSONALES",
            "LDF_SIN_FUENTE",
        ),
        avisos=("CAMBIO_FUERA_DE_OBSERVACION", "LDF_SERVICIOS_PERSONALES", "TIPO_CAMBIO_DISTINTO"),
    ),
    Transition("recuperar", ("dependencia_titular",), ("enviado",), EN_DEPENDENCIA),
    Transition("tomar_revision", PLANEACION, ("enviado",), ("en_revision",), separacion=True),
    Transition(
        "observar",
        PLANEACION,
        ("en_revision",),
        separacion=True,
        condiciones=("OBSERVACION_DUPLICADA",),
        avisos=("OBSERVACION_SOBRE_TEXTO_SIN_CAMBIO",),
    ),
    Transition(
        "notificar_observaciones",
        PLANEACION,
        ("en_revision",),
        ("con_observaciones",),
        separacion=True,
        condiciones=("SIN_OBSERVACIONES", "OBSERVACIONES_SIN_CALIFICAR"),
    ),
    Transition(
        "responder",
        DEPENDENCIA,
        ("con_observaciones",),
        condiciones=("OBSERVACION_INEXISTENTE", "OBSERVACION_ESTADO_INVALIDO"),
    ),
    Transition(
        "calificar",
        PLANEACION,
        ("en_revision",),
        separacion=True,
        condiciones=("OBSERVACION_INEXISTENTE", "OBSERVACION_ESTADO_INVALIDO"),
    ),
    Transition(
        "retirar_observacion",
        PLANEACION,
        ("en_revision", "con_observaciones"),
        separacion=True,
        condiciones=("OBSERVACION_INEXISTENTE", "OBSERVACION_ESTADO_INVALIDO"),
    ),
    Transition(
        "validar",
        ("planeacion_titular",),
        ("en_revision",),
        ("validado",),
        separacion=True,
        condiciones=("BLOQUEANTE_ABIERTA",),
    ),
    Transition(
        "autorizar_delegado",
        ("planeacion_titular",),
        ("validado",),
        ("aprobado",),
        separacion=True,
        condiciones=("REQUIERE_CABILDO",),
    ),
    Transition("turnar", ("planeacion_titular",), ("validado",), ("en_comisiones",)),
    Transition(
        "dictaminar",
        ("comisiones_secretaria",),
        ("en_comisiones",),
        ("dictaminado", "devuelto"),
        condiciones=("DICTAMEN_NO_APROBADO",),
    ),
    Transition(
        "enlistar",
        ("secretaria_gobierno",),
        ("dictaminado", "retirado"),
        ("en_cabildo",),
        condiciones=("SOLEMNE_SIN_VOTACIONES", "ASUNTOS_GENERALES_SIN_POA"),
    ),
    Transition(
        "retirar_del_orden",
        ("secretaria_gobierno",),
        ("en_cabildo",),
        ("retirado",),
        condiciones=("RETIRO_REQUIERE_VOTACION", "RETIRO_NO_APROBADO"),
    ),
    Transition(
        "registrar_acuerdo",
        ("secretaria_gobierno",),
        ("en_cabildo",),
        ("en_cabildo", "aprobado", "aprobado_con_modificaciones", "rechazado", "devuelto"),
        condiciones=("SIN_VOTACION", "VOTACION_NO_CONCLUYENTE"),
    ),
    Transition(
        "anular_dictamen",
        ("comisiones_secretaria",),
        ("dictaminado", "devuelto"),
        ("en_comisiones",),
        condiciones=("ACTO_POSTERIOR",),
    ),
    Transition(
        "anular_acuerdo",
        ("secretaria_gobierno",),
        ("aprobado", "aprobado_con_modificaciones", "rechazado", "devuelto"),
        ("en_cabildo",),
        condiciones=("ACTO_POSTERIOR",),
    ),
    Transition(
        "integrar_modificaciones", PLANEACION, ("aprobado_con_modificaciones",), condiciones=("SIN_CAMBIOS_ANOTADOS",)
    ),
    Transition("acusar_modificaciones", ("dependencia_titular",), ("aprobado_con_modificaciones",)),
    Transition(
        "verificar_modificaciones",
        PLANEACION,
        ("aprobado_con_modificaciones",),
        separacion=True,
        condiciones=("TEXTO_SIN_INTEGRAR", "MODIFICACIONES_SIN_ACUSE"),
    ),
    Transition(
        "publicar",
        ("transparencia",),
        ("aprobado", "aprobado_con_modificaciones"),
        ("publicado",),
        condiciones=(
            "MODIFICACIONES_SIN_ACUSE",
            "MODIFICACIONES_SIN_VERIFICAR",
            "VERSION_NO_COINCIDE",
            "VERSION_PUBLICA_PENDIENTE",
        ),
        avisos=("MODIFICACIONES_SIN_VERIFICAR",),
    ),
    Transition("abrir_modificacion", ("dependencia_titular",), ("publicado", "rechazado"), ("borrador",)),
)
BY_ACTION: dict[str, Transition] = {transition.accion: transition for transition in ROUTE}
ACCIONES: tuple[str, ...] = tuple(BY_ACTION)

# Who the dossier waits for in each stage; nobody is waited for once it is published or rejected.
ESPERA_A: dict[str, tuple[str, ...]] = {
    "borrador": DEPENDENCIA,
    "enviado": PLANEACION,
    "en_revision": PLANEACION,
    "con_observaciones": DEPENDENCIA,
    "validado": ("planeacion_titular",),
    "en_comisiones": ("comisiones_secretaria",),
    "dictaminado": ("secretaria_gobierno",),
    "en_cabildo": ("secretaria_gobierno",),
    "aprobado": ("transparencia",),
    "aprobado_con_modificaciones": (*PLANEACION, "dependencia_titular", "transparencia"),
    "rechazado": (),
    "devuelto": DEPENDENCIA,
    "retirado": ("secretaria_gobierno",),
    "publicado": (),
}
# Stages with the evidence of a decision: the resolution and its date.
RESUELTAS: tuple[str, ...] = ("aprobado", "aprobado_con_modificaciones", "rechazado", "publicado")
# The line of progress that people see, and where the other stages stand on it.
LINEA: tuple[str, ...] = (
    "borrador",
    "enviado",
    "en_revision",
    "validado",
    "en_comisiones",
    "dictaminado",
    "en_cabildo",
    "aprobado",
    "publicado",
)
EN_LINEA: dict[str, str] = {
    "con_observaciones": "en_revision",
    "devuelto": "borrador",
    "retirado": "dictaminado",
    "rechazado": "aprobado",
    "aprobado_con_modificaciones": "aprobado",
}
# Acts whose outcome a session decides: they carry the session or the vote they come from.
DE_SESION: tuple[str, ...] = (
    "dictaminar",
    "enlistar",
    "retirar_del_orden",
    "registrar_acuerdo",
    "anular_dictamen",
    "anular_acuerdo",
)
# Acts after which what the Cabildo modified waits for another side, in the same stage.
CAMBIAN_TURNO: tuple[str, ...] = ("integrar_modificaciones", "acusar_modificaciones", "verificar_modificaciones")
# Acts that undo another one, the last of the dossier, and bring it back to where it stood.
DESHACEN: dict[str, str] = {"anular_dictamen": "dictaminar", "anular_acuerdo": "registrar_acuerdo"}
# Acts on one observation, drawn beside it and not among the actions of the dossier.
DE_OBSERVACION: tuple[str, ...] = ("responder", "calificar", "retirar_observacion")
