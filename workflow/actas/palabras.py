"""How the actas name people, posts, hours and kinds of session: the words that change with gender, number and date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from workflow.actas.instantanea import OrganoRef, Persona, Sesion
from workflow.kernel import letras
from workflow.kernel.clock import local

TIPOS = {"ordinaria": "Ordinaria", "extraordinaria": "Extraordinaria", "solemne": "Solemne"}
PUBLICIDADES = {"publica": "Pública", "privada": "Privada"}

# «Regidor/a» is a post whose holder is not known; these are the words that a post may begin with.
_FEMENINO = {
    "Presidente": "Presidenta",
    "Síndico": "Síndica",
    "Regidor": "Regidora",
    "Secretario": "Secretaria",
    "Director": "Directora",
    "Coordinador": "Coordinadora",
    "Contralor": "Contralora",
    "Tesorero": "Tesorera",
}
_MASCULINO = {femenino: masculino for masculino, femenino in _FEMENINO.items()}
_BARRA = re.compile(r"(\w+?)([oe]?)/(or)?a\b")


def cargo(persona: Persona) -> str:
    """The post in the gender of the person: «Regidor/a» is «Regidora» for a woman; unknown gender keeps it as it is."""
    return en_genero(persona.cargo, persona.genero)


def en_genero(post: str, genero: str) -> str:
    if genero not in ("H", "M"):
        return post
    post = _BARRA.sub(lambda m: m[1] + ("a" if genero == "M" else m[2]), post)
    first, blank, rest = post.partition(" ")
    table = _FEMENINO if genero == "M" else _MASCULINO
    return table.get(first, first) + blank + rest


def _articulo(persona: Persona) -> str:
    return {"H": "el ", "M": "la "}.get(_genero(persona), "")


def _genero(persona: Persona) -> str:
    """As registered; where it is not, the one that the post itself shows («Secretaria de…»)."""
    if persona.genero in ("H", "M"):
        return persona.genero
    first = persona.cargo.partition(" ")[0]
    return "H" if first in _FEMENINO else "M" if first in _MASCULINO else persona.genero


def el_c(persona: Persona) -> str:
    """«la C. Marisol Ávila»."""
    return f"{_articulo(persona)}C. {persona.nombre}"


def el_c_cargo(persona: Persona) -> str:
    """«la C. Marisol Ávila, Regidora»."""
    return f"{el_c(persona)}, {cargo(persona)}" if persona.cargo else el_c(persona)


def el_cargo(persona: Persona) -> str:
    """«la Presidenta Municipal»."""
    return f"{_articulo(persona)}{cargo(persona)}"


def del_cargo(persona: Persona) -> str:
    """«del Secretario de Gobierno Municipal», «de la Secretaria…»."""
    phrase = el_cargo(persona)
    return "del " + phrase.removeprefix("el ") if phrase.startswith("el ") else "de " + phrase


def mayuscula(text: str) -> str:
    """First letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]


def titulo_de(text: str) -> str:
    """Every word in title case: «Décima Séptima»."""
    return " ".join(mayuscula(word) for word in text.split(" "))


def minuscula(text: str) -> str:
    return text[:1].lower() + text[1:]


def punto_final(text: str) -> str:
    """The text of a person, ended by exactly one mark."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…»" else text + "."


def enumerar(nombres: Iterable[str]) -> str:
    """«A, B y C», with «e» before the sound i."""
    return letras.lista_nombres(list(nombres))


def hora(moment: datetime) -> str:
    """«las dieciocho horas con cinco minutos», on the clock of the municipality."""
    return letras.hora(local(moment).time())


def fecha(moment: datetime | date) -> str:
    """«treinta de enero de dos mil veintiséis»."""
    return letras.fecha(_dia(moment))


def fecha_corta(moment: datetime | date) -> str:
    """«30 de enero de 2026»."""
    return letras.fecha_breve(_dia(moment))


def a_hora(moment: datetime, apertura: datetime) -> str:
    """«a las trece horas»; past midnight it says the day too."""
    text = f"a {hora(moment)}"
    if _dia(moment) != _dia(apertura):
        text += f" del día {fecha(moment)}"
    return text


def reloj(moment: datetime) -> str:
    """«18:05 horas», for tables."""
    return local(moment).strftime("%H:%M") + " horas"


def _dia(moment: datetime | date) -> date:
    return local(moment).date() if isinstance(moment, datetime) else moment


def nombre_sesion(sesion: Sesion, organo: OrganoRef) -> str:
    """«Décima Séptima Sesión Ordinaria Pública Itinerante de Cabildo»."""
    words = [*_ordinal_sesion(sesion.numero), TIPOS[sesion.tipo]]
    if organo.clase == "cabildo" and sesion.tipo != "solemne":
        words.append(PUBLICIDADES[sesion.publicidad])
    if sesion.itinerante:
        words.append("Itinerante")
    return " ".join([*words, de_organo(organo)])


def _ordinal_sesion(numero: int) -> list[str]:
    if numero < 1:
        return ["Sesión"]
    if numero > letras.ORDINAL_MAXIMO:
        return ["Sesión", f"número {numero}"]
    return [titulo_de(letras.ordinal(numero)), "Sesión"]


def de_organo(organo: OrganoRef) -> str:
    """«de Cabildo», «de las Comisiones Unidas de…», «de la Comisión de…», «del Comité…»."""
    return {"comisiones_unidas": "de las ", "comision": "de la ", "comite": "del ", "consejo": "del "}.get(
        organo.clase, "de "
    ) + organo.nombre


def del_organo(nombre: str) -> str:
    """«del Comité de Transparencia», «de la Comisión…»: by the first word of the name."""
    return ("del " if nombre.partition(" ")[0] in _ORGANOS_EN_MASCULINO else "de la ") + nombre


_ORGANOS_EN_MASCULINO = ("Comité", "Consejo", "Ayuntamiento", "Cabildo", "Patronato", "Órgano", "Grupo", "Subcomité")


def comision(nombre: str) -> str:
    """«Comisión Edilicia de Desarrollo Social», whether the name says so or only the matter."""
    return nombre if nombre.startswith("Comisión") else f"Comisión de {nombre}"


def de_comisiones(nombres: Iterable[str]) -> str:
    """«de Desarrollo Económico y de Desarrollo Social»: each matter with its «de»."""
    return enumerar(f"de {_COMISION.sub('', nombre)}" for nombre in nombres)


_COMISION = re.compile(r"^Comisión (Edilicia )?de ")


def integrantes(numero: int) -> str:
    """«un integrante», «catorce integrantes», «veintiún integrantes»."""
    return f"{letras.cardinal(numero, apocope=True)} {'integrante' if numero == 1 else 'integrantes'}"
