"""CURP: what a key says, whether it can be right, and whether it fits the name.

Sources: instructivo normativo de la CURP (structure, check digit, inconvenient words); Ley General de Población,
arts. 91 and 91 Sexies. The common library accepts births in the future, refuses sex X and refuses inconvenient
words, which are a matter for a warning: the whole order of checks is written here.
A key that cannot be right is refused with a code; a name that does not fit gives warnings only, because the
official key follows the birth record.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from operator import mul

from workflow.kernel import texto as textos

_PALABRAS = """
    BACA BAKA BUEI BUEY CACA CACO CAGA CAGO CAKA CAKO COGE COGI COJA COJE COJI COJO COLA CULO FALO FETO GETA GUEI
    GUEY JETA JOTO KACA KACO KAGA KAGO KAKA KAKO KOGE KOGI KOJA KOJE KOJI KOJO KOLA KULO LILO LOCA LOCO LOKA LOKO
    MAME MAMO MEAR MEAS MEON MIAR MION MOCO MOKO MULA MULO NACA NACO PEDA PEDO PENE PIPI PITO POPO PUTA PUTO QULO
    RATA ROBA ROBE ROBO RUIN SENO TETA VACA VAGA VAGO VAKA VUEI VUEY WUEI WUEY"""
_PARTICULAS = "DA DAS DE DEL DER DI DIE DD EL LA LOS LAS LE LES MAC MC VAN VON Y"
_OMITIDOS = "MARIA MA. MA JOSE J J."
_ENTIDADES = "AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL VZ YN ZS NE"

PALABRAS_INCONVENIENTES = frozenset(_PALABRAS.split())
PARTICULAS = frozenset(_PARTICULAS.split())
NOMBRES_OMITIDOS = frozenset(_OMITIDOS.split())
ENTIDADES = frozenset(_ENTIDADES.split())
"""The 32 states as the CURP writes them (not the INEGI number) and NE, born abroad."""

ALFABETO = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
"""Values of the check digit. Ñ has a place although it never occurs in a key."""

EDAD_IMPROBABLE = 110
_LARGO = 18
_VOCALES = "AEIOU"
_LETRAS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ESTRUCTURA = re.compile(r"[A-Z]{4}[0-9]{6}[A-Z]{6}[A-Z0-9][0-9]")
_A_LETRA = str.maketrans({"0": "O", "1": "I", "2": "Z", "5": "S", "8": "B", "6": "G", "Ñ": "X"})
_A_DIGITO = str.maketrans({"O": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8", "G": "6"})


@dataclass(frozen=True)
class Catalogos:
    """The lists a key is judged with. The defaults are the official ones; a test or a case may bring its own."""

    palabras_inconvenientes: frozenset[str] = PALABRAS_INCONVENIENTES
    particulas: frozenset[str] = PARTICULAS
    nombres_omitidos: frozenset[str] = NOMBRES_OMITIDOS
    entidades: frozenset[str] = ENTIDADES


OFICIALES = Catalogos()


@dataclass(frozen=True)
class Validacion:
    """What validar() found. If not valid: `codigo` says why and nothing is read from the key.

    `sugerencia` is a whole valid key that looks like the typed one; a person must accept it, no program.
    """

    normalizada: str
    codigo: str | None
    sugerencia: str | None = None
    fecha_nacimiento: date | None = None
    sexo: str | None = None
    entidad: str | None = None
    edad: int | None = None
    avisos: tuple[str, ...] = ()

    @property
    def valida(self) -> bool:
        return self.codigo is None


@dataclass(frozen=True)
class Cotejo:
    """The letters the name would give, and the warnings where key and data differ. Never a rejection."""

    prefijo_esperado: str
    consonantes_esperadas: str
    avisos: tuple[str, ...] = ()


def normalizar(curp: str | None) -> str:
    """NFKC, without blanks, invisible characters or hyphens anywhere, upper case."""
    normal = unicodedata.normalize("NFKC", curp or "")
    return "".join(c for c in normal if c != "-" and not textos.is_invisible(c)).upper()


_INDICE = {caracter: lugar for lugar, caracter in enumerate(ALFABETO)}


def digito_verificador(primeros_17: str) -> str:
    """The 18th character that belongs to the first 17. ValueError for characters outside A-Z, Ñ and 0-9."""
    try:
        suma = sum(map(mul, map(_INDICE.__getitem__, primeros_17[:17]), range(_LARGO, 1, -1)))
    except KeyError as ajeno:
        raise ValueError(f"carácter ajeno a una CURP: {ajeno}") from None
    return str((10 - suma % 10) % 10)


def _birth_date(curp: str) -> date | None:
    if not re.fullmatch(r"[0-9]{6}", curp[4:10]) or not re.fullmatch(r"[A-Z0-9]", curp[16:17]):
        return None
    siglo = 1900 if curp[16] in "0123456789" else 2000
    try:
        return date(siglo + int(curp[4:6]), int(curp[6:8]), int(curp[8:10]))
    except ValueError:
        return None


def fecha_nacimiento(curp: str) -> date | None:
    """Of a normalised key, with the century of position 17 (digit 19YY, letter 20YY); None if there is no such day."""
    return _birth_date(curp)


def edad_cumplida(nacimiento: date, el_dia: date) -> int:
    """Whole years on that day. Born on 29 February: one year older on 1 March."""
    return el_dia.year - nacimiento.year - ((el_dia.month, el_dia.day) < (nacimiento.month, nacimiento.day))


def validar(curp: str | None, *, fecha_referencia: date | None = None, catalogos: Catalogos = OFICIALES) -> Validacion:
    """Judge one key. `fecha_referencia` is the day on which age and births in the future are judged."""
    clave = normalizar(curp)
    codigo = _first_fault(clave, fecha_referencia, catalogos)
    if codigo is not None:
        return Validacion(clave, codigo, sugerencia=_suggest(clave, fecha_referencia, catalogos))
    nacimiento = _birth_date(clave)
    edad = edad_cumplida(nacimiento, fecha_referencia) if nacimiento and fecha_referencia else None
    avisos = {
        "AVISO_SEXO_X": clave[10] == "X",
        "AVISO_PALABRA_INCONVENIENTE": clave[:4] in catalogos.palabras_inconvenientes,
        "AVISO_EDAD_IMPROBABLE": edad is not None and edad > EDAD_IMPROBABLE,
    }
    return Validacion(
        clave,
        None,
        fecha_nacimiento=nacimiento,
        sexo=clave[10],
        entidad=clave[11:13],
        edad=edad,
        avisos=tuple(aviso for aviso, procede in avisos.items() if procede),
    )


def _first_fault(clave: str, fecha_referencia: date | None, catalogos: Catalogos) -> str | None:
    if not clave:
        return "CURP_VACIA"
    if len(clave) != _LARGO:
        return "CURP_LONGITUD"
    if not re.fullmatch(r"[A-Z0-9]*", clave):
        return "CURP_CARACTER"
    if not _ESTRUCTURA.fullmatch(clave):
        return "CURP_ESTRUCTURA"
    if clave[1] not in "AEIOUX":
        return "CURP_VOCAL"
    nacimiento = _birth_date(clave)
    if nacimiento is None:
        return "CURP_FECHA"
    if clave[10] not in "HMX":
        return "CURP_SEXO"
    if clave[11:13] not in catalogos.entidades:
        return "CURP_ENTIDAD"
    if any(c in _VOCALES for c in clave[13:16]):
        return "CURP_CONSONANTES"
    if fecha_referencia is not None and nacimiento > fecha_referencia:
        return "CURP_FECHA_FUTURA"
    if clave[17] != digito_verificador(clave):
        return "CURP_DIGITO"
    return None


def _suggest(clave: str, fecha_referencia: date | None, catalogos: Catalogos) -> str | None:
    """The key it probably was: look-alike characters by position; then O and 0 in position 17, which only the
    century shows, because the check digit is the same for both.
    """
    if len(clave) != _LARGO:
        return None
    letras, numeros = clave[:4].translate(_A_LETRA), clave[4:10].translate(_A_DIGITO)
    final = clave[16] + clave[17].translate(_A_DIGITO)
    parecida = letras + numeros + clave[10:16].translate(_A_LETRA) + final
    candidatas = [parecida]
    if parecida[16] in "O0":
        candidatas.append(parecida[:16] + ("0" if parecida[16] == "O" else "O") + parecida[17])
    for candidata in candidatas:
        if candidata != clave and _first_fault(candidata, fecha_referencia, catalogos) is None:
            return candidata
    return None


def cotejar(
    curp: str | None,
    *,
    nombre: str | None,
    primer_apellido: str | None,
    segundo_apellido: str | None = None,
    fecha_nacimiento: date | None = None,
    sexo: str | None = None,
    entidad: str | None = None,
    catalogos: Catalogos = OFICIALES,
) -> Cotejo:
    """Compare a key with the name and, where given, birth date, sexo (H, M, X) and entidad (letters of the CURP)."""
    clave = normalizar(curp)
    prefijo, consonantes = letras_del_nombre(nombre, primer_apellido, segundo_apellido, catalogos=catalogos)
    esperadas = dict(zip((1, 2, 3, 4, 14, 15, 16), prefijo + consonantes, strict=True))
    distintas = {lugar for lugar, letra in esperadas.items() if clave[lugar - 1 : lugar] != letra}
    avisos = {
        "AVISO_PRIMER_APELLIDO": bool(distintas & {1, 2, 14}),
        "AVISO_SEGUNDO_APELLIDO": bool(distintas & {3, 15}),
        "AVISO_NOMBRE": bool(distintas & {4, 16}),
        "AVISO_FECHA_NACIMIENTO": fecha_nacimiento is not None and fecha_nacimiento != _birth_date(clave),
        "AVISO_SEXO": sexo is not None and sexo != clave[10:11],
        "AVISO_ENTIDAD": entidad is not None and entidad != clave[11:13],
    }
    return Cotejo(prefijo, consonantes, tuple(aviso for aviso, procede in avisos.items() if procede))


def letras_del_nombre(
    nombre: str | None,
    primer_apellido: str | None,
    segundo_apellido: str | None = None,
    *,
    catalogos: Catalogos = OFICIALES,
) -> tuple[str, str]:
    """Positions 1-4 and 14-16 that the official rules take from a name; X where there is nothing to take."""
    uno = _surname_word(primer_apellido, catalogos)
    dos = _surname_word(segundo_apellido, catalogos)
    dado = _given_word(nombre, catalogos)
    prefijo = _first_letter(uno) + _inner_vowel(uno) + _first_letter(dos) + _first_letter(dado)
    if prefijo in catalogos.palabras_inconvenientes:
        prefijo = prefijo[0] + "X" + prefijo[2:]
    return prefijo, _inner_consonant(uno) + _inner_consonant(dos) + _inner_consonant(dado)


def _words(nombre: str | None) -> list[str]:
    return textos.plain(nombre or "").split()


def _surname_word(apellido: str | None, catalogos: Catalogos) -> str:
    return _significant(_words(apellido), catalogos)


def _given_word(nombre: str | None, catalogos: Catalogos) -> str:
    palabras = _words(nombre)
    if len(palabras) > 1 and palabras[0] in catalogos.nombres_omitidos:
        palabras = palabras[1:]
    return _significant(palabras, catalogos)


def _significant(palabras: list[str], catalogos: Catalogos) -> str:
    while len(palabras) > 1 and palabras[0] in catalogos.particulas:
        palabras = palabras[1:]
    return palabras[0] if palabras else ""


def _first_letter(palabra: str) -> str:
    return palabra[0] if palabra and palabra[0] in _LETRAS else "X"


def _inner_vowel(palabra: str) -> str:
    for caracter in palabra[1:]:
        if caracter in _VOCALES:
            return caracter
        if not caracter.isalpha():
            return "X"
    return "X"


def _inner_consonant(palabra: str) -> str:
    for caracter in palabra[1:]:
        if caracter not in _VOCALES:
            return caracter if caracter in _LETRAS else "X"
    return "X"
