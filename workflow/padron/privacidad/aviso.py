"""The aviso de privacidad of a programme: the nine elements of the whole one and what the short one takes. Pure.

LGPDPPSO 21 (integral) and 22 (simplificado: I, IV, VII and VIII, with where to read the whole one).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from workflow.kernel.hashes import sha256
from workflow.kernel.refusals import Invalid, Reason

# In the order of the law; each key is stored, each label printed.
ELEMENTOS: dict[str, str] = {
    "responsable": "Denominación del responsable",
    "domicilio": "Domicilio del responsable",
    "datos": "Datos personales que se tratan, y cuáles son sensibles",
    "finalidades": "Finalidades del tratamiento, y cuáles necesitan consentimiento",
    "fundamento": "Fundamento legal para tratarlos",
    "arco": "Cómo ejercer los derechos ARCO, y domicilio de la Unidad de Transparencia",
    "transferencias": "Transferencias de datos, a quién y para qué",
    "negativa": "Cómo negarse a finalidades y transferencias que necesitan consentimiento",
    "cambios": "Cómo se avisan los cambios a este aviso",
}
FRACCIONES: dict[str, str] = dict(zip(ELEMENTOS, ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"), strict=True))
SIMPLIFICADO: tuple[str, ...] = ("responsable", "finalidades", "transferencias", "negativa")
ELEMENTO_MAXIMO = 4000


def elementos_de(escritos: Mapping[str, str]) -> dict[str, str]:
    """The nine texts, cleaned. Raises Invalid with every one that is missing or too long."""
    limpios = {clave: str(escritos.get(clave) or "").replace("\r\n", "\n").strip() for clave in ELEMENTOS}
    faltas = [
        Reason("AVISO_ELEMENTO_FALTANTE", {"elemento": ELEMENTOS[clave], "fraccion": FRACCIONES[clave], "campo": clave})
        for clave, texto in limpios.items()
        if len(texto) < 3
    ]
    faltas += [
        Reason("AVISO_ELEMENTO_LARGO", {"elemento": ELEMENTOS[clave], "maximo": ELEMENTO_MAXIMO, "campo": clave})
        for clave, texto in limpios.items()
        if len(texto) > ELEMENTO_MAXIMO
    ]
    if faltas:
        raise Invalid(faltas)
    return limpios


def simplificado(elementos: Mapping[str, str]) -> dict[str, str]:
    """What the short notice says; the page adds the address of the whole one."""
    return {clave: elementos[clave] for clave in SIMPLIFICADO}


def huella(programa: str, version: int, desde: date, elementos: Mapping[str, str]) -> str:
    """What proves which text people were shown."""
    return sha256({"programa": programa, "version": version, "desde": desde.isoformat(), "elementos": dict(elementos)})


def propuesto(programa: str, municipio: str) -> dict[str, str]:
    """A first text to correct, never one that is in force: what is known of every programme."""
    return {
        "responsable": f"Ayuntamiento de {municipio}.",
        "domicilio": "",
        "datos": (
            "Nombre, CURP, fecha de nacimiento, sexo, domicilio y teléfono de la persona beneficiaria y, si es menor "
            "de edad, nombre y CURP de su madre, padre o persona tutora. No se piden datos sensibles."
        ),
        "finalidades": (
            f"Integrar y actualizar el padrón de personas beneficiarias del programa {programa}, comprobar los "
            "requisitos de sus reglas de operación, entregar el apoyo y comprobar la entrega. No necesitan "
            "consentimiento: son para ejercer facultades del Ayuntamiento."
        ),
        "fundamento": "Ley General de Desarrollo Social, artículos 3 fracción X y 27, y las reglas de operación.",
        "arco": "",
        "transferencias": (
            "A autoridades de fiscalización y de control que lo pidan fundadamente. Se publican el nombre, el apoyo, "
            "la unidad territorial, la edad y el sexo, como ordena el artículo 65, fracción XIV, inciso q, de la Ley "
            "General de Transparencia y Acceso a la Información Pública."
        ),
        "negativa": "",
        "cambios": "",
    }
