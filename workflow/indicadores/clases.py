"""What the computation of an avance works with: how an indicator is measured, its periods, and what results."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from workflow.poa.matriz.formulas import Formula

SENTIDOS = ("ascendente", "descendente", "constante", "banda")
FORMULAS = ("valor_absoluto", "porcentaje", "razon", "tasa_variacion")
METODOS = ("cociente", "linea_base", "dos_menos")
TIPOS_META = ("acumulable", "constante", "ultima", "promedio", "unica")
AGREGACIONES = ("suma", "ultimo", "promedio")
REPORTES = ("reportado", "sin_reporte", "no_aplica")
ESTADOS = ("evaluado", "sin_programacion", "avance_no_programado", "sin_reporte", "no_aplica", "no_calculable")
COLORES = ("verde", "amarillo", "naranja", "rojo", "morado", "gris", "sin_semaforo")


@dataclass(frozen=True)
class Rango:
    """A stretch of avances of one colour; None: no end on that side."""

    color: str
    desde: Decimal | None = None
    incluye_desde: bool = True
    hasta: Decimal | None = None
    incluye_hasta: bool = True

    def contains(self, avance: Fraction) -> bool:
        if self.desde is not None and (avance < self.desde or (avance == self.desde and not self.incluye_desde)):
            return False
        return self.hasta is None or avance < self.hasta or (avance == self.hasta and self.incluye_hasta)


Semaforo = tuple[Rango, ...]


def five_bands(
    amarillo_desde: Decimal, verde_desde: Decimal, verde_hasta: Decimal, amarillo_hasta: Decimal
) -> Semaforo:
    """The two-sided semáforo of an indicator's own thresholds: doing far more than the meta is not green either."""
    return (
        Rango("rojo", hasta=amarillo_desde, incluye_hasta=False),
        Rango("amarillo", desde=amarillo_desde, hasta=verde_desde, incluye_hasta=False),
        Rango("verde", desde=verde_desde, hasta=verde_hasta),
        Rango("amarillo", desde=verde_hasta, incluye_desde=False, hasta=amarillo_hasta),
        Rango("rojo", desde=amarillo_hasta, incluye_desde=False),
    )


MUNICIPAL = five_bands(Decimal(70), Decimal(90), Decimal(110), Decimal(130))
"""Where an indicator says nothing. Pending of confirmation by Planeación."""


@dataclass(frozen=True)
class Banda:
    """Red outside [a, b], green inside [c, d], yellow between: on the value itself, without a meta."""

    a: Decimal
    b: Decimal
    c: Decimal
    d: Decimal

    def color(self, valor: Fraction) -> str:
        if valor < self.a or valor > self.b:
            return "rojo"
        return "verde" if self.c <= valor <= self.d else "amarillo"


@dataclass(frozen=True)
class Regla:
    """How one indicator (or activity) is measured and judged.

    `semaforo_propio`, `logrado_cero_propio`: False where the dated rule of the municipality is the one that counts.
    `meta_en_promedio`: the meta of several periods is the mean of theirs, as the value is.
    `expresion`: its own formula, over `letras` (the order in which its variables are reported); None: the one of its
    type, over one or two variables.
    """

    sentido: str = "ascendente"
    formula: str = "valor_absoluto"
    metodo: str = "cociente"
    semaforo: Semaforo = MUNICIPAL
    semaforo_propio: bool = True
    tipo_meta: str = "acumulable"
    agregacion: str | None = None
    linea_base: Decimal | None = None
    tope: Decimal | None = None
    meta_cero_es_meta: bool = False
    logrado_cero: Decimal | None = None
    logrado_cero_propio: bool = True
    meta_en_promedio: bool = False
    redondear_antes: bool = False
    decimales: int = 2
    banda: Banda | None = None
    excluye_sin_reporte: bool = False
    expresion: Formula | None = None
    letras: tuple[str, ...] = ()

    @property
    def variables(self) -> int:
        """How many variables are reported."""
        if self.expresion is not None:
            return len(self.letras)
        return 1 if self.formula == "valor_absoluto" else 2

    @property
    def por_nivel(self) -> bool:
        """Whether the meta of several periods is the last one, and not their sum."""
        return self.formula != "valor_absoluto" or self.tipo_meta != "acumulable"

    @property
    def junta(self) -> str:
        """How the values of several periods become one."""
        if self.agregacion:
            return self.agregacion
        return {"acumulable": "suma", "promedio": "promedio"}.get(self.tipo_meta, "ultimo")


@dataclass(frozen=True)
class Periodo:
    """One period: what was programmed and what was reported. Variables, never results, where there is a formula.

    `uno`, `dos`: logrado and nothing; numerator and denominator; or, for a rate, the value now and the one before.
    With a formula of its own, its first two variables; `otras`, the rest.
    """

    programado: Decimal | None = None
    reporte: str = "reportado"
    uno: Decimal | None = None
    dos: Decimal | None = None
    otras: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class Resultado:
    """Exact inside; `codigo` says why it cannot be computed."""

    estado: str
    semaforo: str
    valor: Fraction | None = None
    avance: Fraction | None = None
    codigo: str | None = None
    incumplimientos: int = 0


def rounded(numero: Fraction, decimales: int) -> Decimal:
    """Half up, exactly: 2.675 is 2.68. A Fraction never had a binary error to begin with."""
    escala: int = 10**decimales
    doble = numero * escala * 2
    entero = (abs(doble) + 1) // 2
    signo = -1 if numero < 0 else 1
    with localcontext() as contexto:
        contexto.prec = 60
        return (Decimal(signo * entero) / escala).quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)


def capped(avance: Fraction, tope: Decimal | None) -> Fraction:
    """The avance as it enters an average: a 300 must not hide ten failures."""
    return avance if tope is None else min(max(avance, Fraction(0)), Fraction(tope))
