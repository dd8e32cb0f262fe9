"""The rows of a padrón against who may receive the programme, and what a row of movements says. Pure.

Nothing is marked that the rules of operation do not say: without criteria, or without the columns of a file of
movements, no row changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from workflow.padron.criterios import CAUSAS_BAJA, Criterios
from workflow.padron.encabezados import Columnas, normal
from workflow.padron.limpieza import llano, monto, texto

if TYPE_CHECKING:
    from workflow.padron.filas import Fila

MOVIMIENTOS_ESCRITOS: dict[str, str] = {
    "ALTA": "alta",
    "A": "alta",
    "BAJA": "baja",
    "B": "baja",
    "CORRECCION": "correccion",
    "C": "correccion",
    "CAMBIO": "correccion",
    "MODIFICACION": "correccion",
    "": "igual",
    "IGUAL": "igual",
    "SIN CAMBIO": "igual",
}
CAUSAS_ESCRITAS: dict[str, str] = {
    **{causa.replace("_", " ").upper(): causa for causa in CAUSAS_BAJA},
    "FALLECIMIENTO": "defuncion",
    "FALLECIO": "defuncion",
    "MUERTE": "defuncion",
    "RENUNCIA VOLUNTARIA": "renuncia",
    "CAMBIO DE DOMICILIO": "cambio_domicilio",
    "DUPLICADO": "duplicidad",
    "FIN DE VIGENCIA": "fin_vigencia",
    "OTRO": "otra",
}
_ENTREGADO = frozenset({"SI", "S", "X", "1", "OK", "ENTREGADO", "ENTREGADA", "COMPLETO", "COMPLETA", "PRESENTADO"})


@dataclass(frozen=True)
class Elegibilidad:
    """What the criteria look at in the columns of one sheet. `documentos`: places of the columns of the documents."""

    criterios: Criterios
    documentos: tuple[int, ...]

    @classmethod
    def de(cls, criterios: Criterios, columnas: Columnas) -> Elegibilidad:
        pedidos = {normal(nombre) for nombre in criterios.documentos}
        lugares = tuple(
            lugar for lugar, titulo in enumerate(columnas.encabezados) if titulo and normal(titulo) in pedidos
        )
        return cls(criterios, lugares)

    def sin_columna(self, columnas: Columnas) -> list[str]:
        """Headers without which the criteria cannot be applied."""
        faltan = []
        if self.criterios.localidades and "cve_loc" not in columnas.roles:
            faltan.append("CVE_LOC")
        if self.criterios.de_monto and columnas.estructura != "poblacion" and "monto" not in columnas.roles:
            faltan.append("MONTO")
        return faltan

    def revisar(self, fila: Fila, celdas: Sequence[Any], c_monto: int | None) -> None:
        """Adds to the row the codes of what it alone can tell."""
        criterios, codigos = self.criterios, fila.codigos
        if criterios.localidades and fila.cvegeo not in criterios.localidades:
            codigos.append("LOCALIDAD_FUERA_DE_REGLA")
        # An X is for a person to look at, and already has its warning: no program leaves anybody out for it.
        if criterios.sexos and fila.sexo in ("H", "M") and fila.sexo not in criterios.sexos:
            codigos.append("SEXO_FUERA_DE_REGLA")
        if criterios.de_monto and c_monto is not None and monto(celdas[c_monto]) is not None:
            debajo = criterios.monto_min is not None and fila.monto < criterios.monto_min
            encima = criterios.monto_max is not None and fila.monto > criterios.monto_max
            if debajo or encima:
                codigos.append("MONTO_FUERA_DE_REGLA")
        if any(not _entregado(celdas[lugar]) for lugar in self.documentos):
            codigos.append("DOCUMENTO_FALTANTE")


def _entregado(celda: Any) -> bool:
    return celda is True or llano(texto(celda)) in _ENTREGADO


class Limites:
    """What only several rows together can tell: how much a person adds up to, how many there are in a home.

    Rows are shown one by one, in the order of the file; it keeps a sum by person and the people by address.
    """

    def __init__(self, criterios: Criterios) -> None:
        self.criterios = criterios
        self._sumas: dict[str, Decimal] = defaultdict(Decimal)
        self._hogares: dict[str, set[Any]] = defaultdict(set)

    def marcar(self, fila: Fila) -> None:
        """Adds to the row the codes of what it exceeds. After its other codes are known."""
        if fila.movimiento in ("baja", "igual") or fila.con_error:
            return
        if self.criterios.monto_persona is not None:
            self._persona(fila, self.criterios.monto_persona)
        if self.criterios.limite_hogar is not None and not fila.con_error:
            self._hogar(fila, self.criterios.limite_hogar)

    def _persona(self, fila: Fila, maximo: Decimal) -> None:
        quien = fila.curp or (fila.clave[0] if fila.clave else "")
        if not quien:
            return
        if self._sumas[quien] + fila.monto > maximo:
            fila.codigos.append("MONTO_PERSONA_REBASADO")
        else:
            self._sumas[quien] += fila.monto

    def _hogar(self, fila: Fila, limite: int) -> None:
        """Several rows of one person are one; those beyond the limit are told, and enter."""
        if not fila.domicilio:
            return
        quien = fila.curp or fila.partes
        hogar = self._hogares[fila.domicilio]
        if quien not in hogar and len(hogar) >= limite:
            fila.codigos.append("HOGAR_REBASADO")
        hogar.add(quien)


def leer_movimiento(fila: Fila, celdas: Sequence[Any], columnas: Columnas, causas: Sequence[str]) -> None:
    """What a row of a file of movements says: its kind and, in a baja, the cause, which must be one of the rules."""
    roles = columnas.roles
    fila.movimiento = MOVIMIENTOS_ESCRITOS.get(llano(texto(celdas[roles["movimiento"]])), "")
    if not fila.movimiento:
        fila.codigos.append("MOVIMIENTO_INVALIDO")
    if fila.movimiento != "baja":
        return
    escrita = llano(texto(celdas[roles["motivo_baja"]])) if "motivo_baja" in roles else ""
    fila.motivo_baja = CAUSAS_ESCRITAS.get(escrita, "")
    if fila.motivo_baja not in causas:
        fila.codigos.append("BAJA_SIN_MOTIVO")
