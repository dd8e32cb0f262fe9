"""What each action of the route asks of a person, and how what they typed becomes its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from workflow.kernel.refusals import Reason
from workflow.textos import razon


@dataclass(frozen=True)
class Forma:
    """`plantilla` in templates/expedientes/formas; `campos`: what it sends; `ayuda`: one sentence about the act."""

    plantilla: str
    campos: tuple[str, ...] = ()
    rotulo: str = ""
    ayuda: str = ""


FORMAS: dict[str, Forma] = {
    "observar": Forma("observar", ("campo", "tipo", "texto")),
    "responder": Forma(
        "texto", ("obs", "texto"), "Respuesta", "Diga qué corrigió, o por qué no procede lo que se observó."
    ),
    "calificar": Forma(
        "texto", ("obs", "estado", "texto"), "Comentario", "Diga por qué la respuesta basta o no basta."
    ),
    "retirar_observacion": Forma("texto", ("obs", "texto"), "Motivo", "Quedará a la vista en la bitácora."),
    "abrir_modificacion": Forma(
        "modificacion",
        (
            "tipo_cambio",
            "motivo",
            "surte_efectos",
            "delta_total",
            "delta_capitulo_1000",
            "delta_fuente",
            "requiere_cabildo",
        ),
    ),
    "publicar": Forma("publicar", ("archivo", "version_publica")),
    "turnar": Forma("turnar", ("organo",)),
}
CONFIRMAR: dict[str, str] = {
    "enviar": "Planeación recibirá el expediente y usted ya no podrá cambiarlo mientras lo revisa.",
    "recuperar": "El expediente vuelve a usted, mientras nadie haya tomado la revisión.",
    "notificar_observaciones": "La dependencia verá las observaciones y empezará a correr su plazo para atenderlas.",
    "validar": "Con la validación termina la revisión de Planeación.",
    "integrar_modificaciones": "El texto aprobado queda congelado con su huella y la dependencia deberá acusarlo.",
    "verificar_modificaciones": "Compare en «Texto aprobado» lo que dice con lo que resolvió el Cabildo.",
    "turnar": "El expediente pasa a Comisiones Unidas para su dictamen.",
}
ICONOS: dict[str, str] = {
    "enviar": "enviar",
    "recuperar": "vuelta",
    "tomar_revision": "lupa",
    "observar": "mas",
    "notificar_observaciones": "campana",
    "responder": "enviar",
    "calificar": "bien",
    "retirar_observacion": "vuelta",
    "validar": "bien",
    "autorizar_delegado": "firma",
    "turnar": "grupo",
    "integrar_modificaciones": "documento",
    "acusar_modificaciones": "firma",
    "verificar_modificaciones": "bien",
    "publicar": "globo",
    "abrir_modificacion": "lapiz",
}
# Beside which field each reason of bad input is printed.
JUNTO_A: dict[str, str] = {
    "TEXTO_FALTA": "texto",
    "TEXTO_LARGO": "texto",
    "OBSERVACION_TIPO_INVALIDO": "tipo",
    "OBSERVACION_CAMPO_FALTA": "campo",
    "TIPO_CAMBIO_INVALIDO": "tipo_cambio",
    "DELTA_INVALIDO": "delta",
    "MOTIVO_CAMBIO_FALTA": "motivo",
    "SURTE_EFECTOS_INVALIDA": "surte_efectos",
    "VERSION_PUBLICA_PENDIENTE": "version_publica",
    "TURNO_SIN_COMISIONES": "organo",
}


def typed(accion: str, form: Mapping[str, str]) -> dict[str, str]:
    """What the person wrote, field by field, to print it again if the act is refused."""
    forma = FORMAS.get(accion)
    return {} if forma is None else {name: form.get(name, "").strip() for name in forma.campos}


def parameters(accion: str, escrito: Mapping[str, str]) -> dict[str, Any]:
    """The parameters of the use case."""
    if accion == "abrir_modificacion":
        return {
            "tipo_cambio": escrito["tipo_cambio"],
            "motivo": escrito["motivo"],
            "surte_efectos": day(escrito["surte_efectos"]),
            "requiere_cabildo": escrito["requiere_cabildo"] == "1",
            "delta": {
                "total": centavos(escrito["delta_total"]),
                "capitulo_1000": centavos(escrito["delta_capitulo_1000"]),
                "fuente": escrito["delta_fuente"] or None,
            },
        }
    if accion == "publicar":
        confirmed = escrito["version_publica"] == "1"
        return {"archivo": escrito["archivo"], "version_publica": "confirmada_por_comite" if confirmed else None}
    return dict(escrito)


def day(text: str) -> date | str | None:
    """The date of a form; what is no date stays as it was typed, for the rule to refuse it."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text


def centavos(pesos: str) -> str | None:
    """«$1,250.50» is 125050; what is no number stays as it was typed, for the rule to refuse it."""
    clean = pesos.replace("$", "").replace(",", "").replace("−", "-").strip()
    if not clean:
        return None
    try:
        return str(int(Decimal(clean) * 100))
    except (InvalidOperation, OverflowError, ValueError):
        return pesos


def beside(motivos: tuple[Reason, ...]) -> dict[str, list[str]]:
    """Field -> sentences of the reasons that are about it."""
    found: dict[str, list[str]] = {}
    for motivo in motivos:
        if motivo.code in JUNTO_A:
            found.setdefault(JUNTO_A[motivo.code], []).append(razon(motivo))
    return found
