"""Text as people type it and paste it, brought to one form: for comparing, for keys, for repairing."""

from __future__ import annotations

import re
import unicodedata

ABREVIATURAS = {"MA": "MARIA", "MA.": "MARIA", "J": "JOSE", "J.": "JOSE"}
"""Given names that are customarily written short, as they are in the birth records."""

_RELLENOS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_TILDE = "\u0303"
_SENCILLO = re.compile("[ -~ÁÉÍÓÚÜÑáéíóúüñ]*")  # nearly every text: there is nothing in it to look for one by one
_SIN_ACENTO = str.maketrans("ÁÉÍÓÚÜ", "AEIOUU")
_APOSTROFOS = str.maketrans(dict.fromkeys("´`‘’ʼʹ′", "'"))


def is_invisible(caracter: str) -> bool:
    """Blank, control, zero width, BOM, line end, variation selector: what a person does not see in a cell."""
    return (
        unicodedata.category(caracter) in {"Zs", "Zl", "Zp", "Cc", "Cf"}
        or caracter in _RELLENOS
        or "\ufe00" <= caracter <= "\ufe0f"
        or "\u180b" <= caracter <= "\u180f"
    )


def strip_accents(texto: str, *, keep_enie: bool = True) -> str:
    """Without accents, diaeresis or cedilla, same case. Ñ keeps its tilde unless `keep_enie` is false."""
    salida: list[str] = []
    for caracter in unicodedata.normalize("NFD", texto):
        if not unicodedata.combining(caracter):
            salida.append(caracter)
        elif caracter == _TILDE and keep_enie and salida and salida[-1] in "Nn":
            salida[-1] = "Ñ" if salida[-1] == "N" else "ñ"
    return "".join(salida)


def clean(texto: str) -> str:
    """One line as a person meant it: NFKC, invisible characters out, every run of blanks is one space."""
    if _SENCILLO.fullmatch(texto):
        return " ".join(texto.split())
    normal = unicodedata.normalize("NFKC", texto)
    visible = "".join(" " if c.isspace() else c for c in normal if c.isspace() or not is_invisible(c))
    return " ".join(visible.split())


def plain(texto: str) -> str:
    """clean(), upper case and without accents; Ñ stays: «Muñoz  Ávila» is «MUÑOZ AVILA».

    Loose accents and typographic quotes stand for the apostrophe that people wanted: «D´Amico» is «D'AMICO».
    """
    recto = texto.translate(_APOSTROFOS)
    if _SENCILLO.fullmatch(recto):
        return " ".join(recto.upper().translate(_SIN_ACENTO).split())
    return " ".join(strip_accents(clean(recto).upper()).split())


def comparable_name(nombre: str) -> str:
    """A name to be compared with another one: plain(), MA. is MARIA and J. is JOSE.

    Mojibake is repaired first. The words keep their order; name_key() forgets it.
    """
    sueltas = re.sub(r"\.(?=\w)", ". ", plain(repair_mojibake(nombre)))
    return " ".join(ABREVIATURAS.get(palabra, palabra) for palabra in sueltas.split())


def name_key(nombre: str) -> tuple[str, ...]:
    """The words of a name in alphabetical order: equal for «Luna Peña Ana» and «Ana Luna Peña»."""
    return tuple(sorted(comparable_name(nombre).split()))


def _as_cp1252(octeto: int) -> str:
    """What a program that takes a byte for cp1252 shows; its five undefined codes pass as latin-1."""
    crudo = bytes([octeto])
    try:
        return crudo.decode("cp1252")
    except UnicodeDecodeError:
        return crudo.decode("latin-1")


_OCTETO = {_as_cp1252(octeto): octeto for octeto in range(0x80, 0x100)}
_SIGUE = "[" + "".join(re.escape(_as_cp1252(octeto)) for octeto in range(0x80, 0xC0)) + "]"
_MOJIBAKE = re.compile(f"[ÂÃ]{_SIGUE}|â{_SIGUE}{_SIGUE}")


def has_mojibake(texto: str) -> bool:
    return repair_mojibake(texto) != texto


def repair_mojibake(texto: str) -> str:
    """UTF-8 that somebody read as cp1252 (MUÃ‘OZ) put right, even twice damaged; any other text comes back the same.

    Only what begins with Â, Ã or â is touched, letters that Spanish does not have: «CAFÉ» is not mistaken.
    To be called before clean(), which takes away half of a damaged í or à.
    """
    for _ in range(3):
        reparado = _MOJIBAKE.sub(_decoded, texto)
        if reparado == texto:
            break
        texto = reparado
    return texto


def _decoded(hallazgo: re.Match[str]) -> str:
    try:
        return bytes(_OCTETO[c] for c in hallazgo.group()).decode("utf-8")
    except UnicodeDecodeError:
        return hallazgo.group()


def slug(texto: str, *, largo: int = 60) -> str:
    """For file names and addresses: ASCII lower case and hyphens. «Acta 28, Sesión Ñ» is «acta-28-sesion-n»."""
    base = strip_accents(unicodedata.normalize("NFKC", texto), keep_enie=False).lower()
    return re.sub(r"[^a-z0-9]+", "-", base).strip("-")[:largo].rstrip("-")
