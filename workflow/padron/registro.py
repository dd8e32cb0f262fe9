"""One row of a padrón in the fields of the law, whatever its layout: from its cells and the roles of its columns. Pure.

What a page, a public version or an export prints of somebody comes from here, never from the headers of a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workflow.kernel.texto import repair_mojibake
from workflow.padron.catalogos import Catalogos
from workflow.padron.encabezados import Columnas
from workflow.padron.filas import Fila, Revisor
from workflow.padron.limpieza import fecha, monto, texto
from workflow.padron.reglas import Reglas

_DOMICILIO = ("nomvial", "numext", "numextalf", "nomasen", "cp")


@dataclass(frozen=True, slots=True)
class Registro:
    """`estructura`: persona, actor_social or poblacion. Texts as they were written, without mojibake; "" if not there.

    `nombre_completo` only where the layout has one cell for it, which does not say what is surname. `edad` in years on
    `dia`; `monto` in pesos (the investment, of a work); `cvegeo` only if it is catalogued; `localidad` as written.
    """

    estructura: str
    numero: int
    curp: str
    rfc: str
    nombres: str
    primer_apellido: str
    segundo_apellido: str
    nombre_completo: str
    razon_social: str
    sexo: str
    nacimiento: date | None
    edad: int | None
    dia: date | None
    telefono: str
    domicilio: str
    localidad: str
    cvegeo: str
    monto: Decimal | None
    periodo: str
    motivo_sin_curp: str
    curp_tutor: str
    obra: str
    hombres: int | None
    mujeres: int | None

    @property
    def menor(self) -> bool:
        return self.edad is not None and self.edad < 18  # Constitución, art. 34

    @property
    def nombre(self) -> str:
        """The name as a person reads it."""
        partes = (self.nombres, self.primer_apellido, self.segundo_apellido)
        return self.razon_social or self.nombre_completo or " ".join(parte for parte in partes if parte)


class Lector:
    """Reads the rows of one sheet as records. Keeps nothing of them."""

    def __init__(self, columnas: Columnas, reglas: Reglas, catalogos: Catalogos) -> None:
        self.columnas, self.revisor = columnas, Revisor(columnas, reglas, catalogos)

    def fila(self, numero: int, celdas: Sequence[Any]) -> Fila:
        """The row as it is checked, when its cells are read again."""
        return self.revisor.fila(numero, celdas)

    def registro(self, numero: int, celdas: Sequence[Any]) -> Registro:
        """The record of a row; what its cells do not say is empty. Never raises: a wrong cell is an empty field."""
        llenas = [*celdas, *[None] * (len(self.columnas.encabezados) - len(celdas))]
        fila = self.revisor.fila(numero, llenas)
        escrito = {rol: _reparado(texto(llenas[lugar])) for rol, lugar in self.columnas.roles.items()}

        def de(rol: str) -> str:
            return escrito.get(rol, "")

        return Registro(
            estructura=self.columnas.estructura,
            numero=numero,
            curp=fila.curp,
            rfc=de("rfc"),
            nombres=de("nombres"),
            primer_apellido=de("primer_apellido"),
            segundo_apellido=de("segundo_apellido"),
            nombre_completo=de("nombre_completo"),
            razon_social=de("razon_social"),
            sexo=fila.sexo,
            nacimiento=fila.nacimiento,
            edad=fila.edad,
            dia=fila.dia or self._dia(llenas),
            telefono=fila.telefono,
            domicilio=", ".join(de(rol) for rol in _DOMICILIO if de(rol)),
            localidad=de("colonia"),
            cvegeo=fila.cvegeo,
            monto=self._monto(llenas, fila),
            periodo=de("periodo"),
            motivo_sin_curp="" if fila.curp else de("motivo"),
            curp_tutor=de("curp_tutor"),
            obra=de("obra") or de("id_obra"),
            hombres=_entero(llenas, self.columnas.roles.get("hombres")),
            mujeres=_entero(llenas, self.columnas.roles.get("mujeres")),
        )

    def _dia(self, celdas: Sequence[Any]) -> date | None:
        """Without rules of age, the day of the beginning of a work."""
        lugar = self.columnas.roles.get("inicio")
        return fecha(celdas[lugar])[0] if lugar is not None else None

    def _monto(self, celdas: Sequence[Any], fila: Fila) -> Decimal | None:
        lugar = self.columnas.roles.get("monto", self.columnas.roles.get("inversion"))
        return None if lugar is None or monto(celdas[lugar]) is None else fila.monto


def _reparado(escrito: str) -> str:
    return escrito if escrito.isascii() else repair_mojibake(escrito)


def _entero(celdas: Sequence[Any], lugar: int | None) -> int | None:
    cantidad = monto(celdas[lugar]) if lugar is not None else None
    return int(cantidad) if cantidad is not None else None
