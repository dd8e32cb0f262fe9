"""Money is integer centavos everywhere inside; text only at the edge.

Reading is strict about what is an amount and lenient about how it is written: "$1,234.50", "2500", "1 234.5 MN",
"1,234.-" are amounts; "1.234,50" is not, because nobody can tell what it means in Mexico.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from workflow.kernel.refusals import Invalid

MAXIMO_CENTAVOS = 10**15
"""10^13 pesos: more than any municipality spends; beyond it somebody typed a key in the place of an amount."""

_MONTO = re.compile(
    r"""(?P<signo>[-−–])?\$?(?P<signo_despues>[-−–])?
        (?P<entero>\d{1,3}(?:,\d{3})+|\d*)
        (?:\.(?P<fraccion>\d{0,2}0*))?
        (?:\.?-)?""",
    re.VERBOSE | re.ASCII,
)
_ADORNOS = re.compile(r"(?:M\.?\s?N\.?|MXN|PESOS?)$")


def parse_centavos(texto: str, *, negativo: bool = False) -> int:
    """Centavos of an amount written by a person. Invalid with DINERO_VACIO, DINERO_ILEGIBLE, DINERO_CENTAVOS
    (more than two decimals), DINERO_NEGATIVO (unless `negativo`) or DINERO_EXCESIVO.
    """
    crudo = "".join(unicodedata.normalize("NFKC", texto).upper().split())
    if not crudo:
        raise Invalid("DINERO_VACIO")
    menos = crudo.startswith("(") and crudo.endswith(")")
    cuerpo = _ADORNOS.sub("", crudo[1:-1] if menos else crudo)
    hallazgo = _MONTO.fullmatch(cuerpo)
    if hallazgo is None or not (hallazgo["entero"] or hallazgo["fraccion"]):
        if re.fullmatch(r"[-−–]?\$?[\d,]*\.\d{3,}", cuerpo, re.ASCII):
            raise Invalid("DINERO_CENTAVOS", texto=texto.strip()[:40])
        raise Invalid("DINERO_ILEGIBLE", texto=texto.strip()[:40])
    entero = (hallazgo["entero"] or "0").replace(",", "")
    centavos = int(entero) * 100 + int((hallazgo["fraccion"] or "").ljust(2, "0")[:2])
    return _checked(-centavos if menos or hallazgo["signo"] or hallazgo["signo_despues"] else centavos, negativo)


def centavos_of(pesos: Decimal | int, *, negativo: bool = False) -> int:
    """Centavos of an exact number of pesos, as a workbook cell gives it once it is a Decimal.

    Invalid with DINERO_CENTAVOS if there is half a centavo: nothing is rounded in silence.
    """
    exacto = Decimal(pesos) * 100
    if not exacto.is_finite():
        raise Invalid("DINERO_ILEGIBLE", texto=str(pesos))
    if exacto != exacto.to_integral_value():
        raise Invalid("DINERO_CENTAVOS", texto=str(pesos))
    return _checked(int(exacto), negativo)


def _checked(centavos: int, negativo: bool) -> int:
    if centavos < 0 and not negativo:
        raise Invalid("DINERO_NEGATIVO", texto=format_centavos(centavos))
    if abs(centavos) > MAXIMO_CENTAVOS:
        raise Invalid("DINERO_EXCESIVO", texto=format_centavos(centavos))
    return centavos


def pesos_of(centavos: int) -> Decimal:
    """The same amount in pesos with two decimals, exact: 123450 is Decimal("1234.50")."""
    return Decimal(centavos).scaleb(-2)


def format_centavos(centavos: int, *, signo: bool = True) -> str:
    """Mexican format, "$1,234.50"; negative "-$1,234.50". Without `signo`, "1,234.50"."""
    pesos, fraccion = divmod(abs(centavos), 100)
    return f"{'-' if centavos < 0 else ''}{'$' if signo else ''}{pesos:,}.{fraccion:02d}"


def plain_centavos(centavos: int) -> str:
    """For files and forms: no sign, no thousands, always two decimals, "1234.50"."""
    pesos, fraccion = divmod(abs(centavos), 100)
    return f"{'-' if centavos < 0 else ''}{pesos}.{fraccion:02d}"
