"""What a consolidated evaluation report says, frozen: the corte it was made from, its results and what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflow.actas.instantanea import Emisor, OrganoRef, Persona
from workflow.actas.instantanea_informe import ApartadoInforme

ESQUEMA_CONSOLIDADO = "consolidado/1"


@dataclass(frozen=True)
class Contados:
    """How many things of a colour of the semáforo (its code)."""

    color: str
    cuantos: int


@dataclass(frozen=True)
class GrupoEvaluado:
    """Several POA, or one. `promedio`: «71.85», or "". Money in centavos."""

    clave: str
    nombre: str
    metas: int
    colores: tuple[Contados, ...]
    promedio: str
    faltan: int
    anual: int
    programado: int
    ejercido: int
    gasto_faltan: int

    def of(self, *colores: str) -> int:
        return sum(one.cuantos for one in self.colores if one.color in colores)


@dataclass(frozen=True)
class MedidaEvaluada:
    """A thing of a MIR. `valor`, `avance`: with two decimals, or ""."""

    nivel: str
    clave: str
    nombre: str
    valor: str
    avance: str
    semaforo: str
    estado: str
    faltan: int


@dataclass(frozen=True)
class MatrizEvaluada:
    folio: str
    titulo: str
    dependencia: str
    medidas: tuple[MedidaEvaluada, ...]


@dataclass(frozen=True)
class CapituloEvaluado:
    """Of the budget, in centavos."""

    nombre: str
    anual: int
    programado: int
    ejercido: int
    faltan: int


@dataclass(frozen=True)
class Mejora:
    """An aspecto susceptible de mejora, as it stood."""

    folio: str
    dependencia: str
    hallazgo: str
    recomendacion: str
    compromiso: str
    vence: date | None
    estado: str
    vencido: bool


@dataclass(frozen=True)
class CorteInforme:
    """The corte that it is made from."""

    periodo: str
    en: datetime
    sha256: str
    poas: int


@dataclass(frozen=True)
class MetodoInforme:
    """`limites`: of the semáforo of the municipality, in hundredths: yellow, green, green, yellow."""

    limites: tuple[str, ...]
    tope: str


@dataclass(frozen=True)
class InstantaneaConsolidado:
    """`fundamento`: the legal basis, one provision a line. `apartados`: its sections, in order."""

    emisor: Emisor
    organo: OrganoRef
    folio: str
    version: int
    fecha: datetime
    ejercicio: int
    trimestre: int
    corte: CorteInforme
    metodo: MetodoInforme
    apartados: tuple[ApartadoInforme, ...]
    fundamento: str
    total: GrupoEvaluado
    ejes: tuple[GrupoEvaluado, ...]
    dependencias: tuple[GrupoEvaluado, ...]
    matrices: tuple[MatrizEvaluada, ...]
    capitulos: tuple[CapituloEvaluado, ...]
    mejoras: tuple[Mejora, ...]
    firma: Persona
    base_url: str
    esquema: str = ESQUEMA_CONSOLIDADO
