"""One row of a padrón, checked: every code it deserves, and what the comparison of rows needs of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from workflow.kernel.curp import edad_cumplida
from workflow.kernel.texto import repair_mojibake
from workflow.padron.catalogos import Catalogos
from workflow.padron.codigos import AVISOS_TODOS, ERRORES_TODOS, estado_de
from workflow.padron.domicilio import cvegeo, domicilio_llano, lugar_por_nombre, revisar_domicilio
from workflow.padron.elegibilidad import Elegibilidad, leer_movimiento
from workflow.padron.encabezados import DE_MOVIMIENTOS, Columnas, normal
from workflow.padron.identidad import (
    VACIA,
    CurpLeida,
    corresponde,
    corresponde_completo,
    leer_curp,
    leer_rfc,
    motivo_sin_curp,
)
from workflow.padron.limpieza import fecha, fecha_corta, llano, monto, telefono, texto
from workflow.padron.obras import revisar_obra
from workflow.padron.reglas import MAYORIA_DE_EDAD, Reglas

MONTO_MAXIMO = Decimal(10) ** 13  # pesos: what a database holds in centavos, with room to add
_ORDEN = {codigo: lugar for lugar, codigo in enumerate([*ERRORES_TODOS, *AVISOS_TODOS])}
_SEXOS = {
    "H": "H",
    "HOMBRE": "H",
    "MASCULINO": "H",
    "M": "M",
    "MUJER": "M",
    "FEMENINO": "M",
    "F": "M",
    "X": "X",
    "NO BINARIO": "X",
}


@dataclass(slots=True)
class Fila:
    """`curp` is the usable key or ""; `clave` the key of the record or None when it has none that can be read."""

    numero: int
    codigos: list[str] = field(default_factory=list)
    curp: str = ""
    clave: tuple[str, ...] | None = None
    partes: tuple[str, str, str] = ("", "", "")  # given names, first and second surname; or the whole name first
    nacimiento: date | None = None
    telefono: str = ""
    monto: Decimal = Decimal(0)
    sexo: str = ""  # H, M or X: of the CURP, else of the cell
    dia: date | None = None  # the day that the rules count the age on: alta or delivery
    edad: int | None = None  # on that day
    cvegeo: str = ""  # of the locality, if its keys are catalogued
    domicilio: str = ""  # street, number, settlement and locality in one line; "" when any wildcard stands for them
    sin_curp: str = ""  # why: one of MOTIVOS_SIN_CURP
    tutor: str = ""  # usable CURP of the guardian, who is not a beneficiary
    movimiento: str = ""  # alta, baja or correccion, in a file of movements
    motivo_baja: str = ""
    clave_anterior: tuple[str, ...] | None = None  # of who had another CURP in the padrón in force
    folio: str = ""  # what the dependencia numbers its people with
    ajenas: tuple[int, ...] = ()  # places of the cells that say what changes, not who it is

    @property
    def estado(self) -> str:
        return estado_de(self.codigos)

    @property
    def con_error(self) -> bool:
        return any(codigo in ERRORES_TODOS for codigo in self.codigos)

    def ordenados(self) -> list[str]:
        """The codes in the order in which they are documented."""
        return sorted(self.codigos, key=_ORDEN.__getitem__)


class Revisor:
    """Checks the rows of one sheet. Knows its columns, the rules of operation and the catalogues; keeps nothing."""

    def __init__(self, columnas: Columnas, reglas: Reglas, catalogos: Catalogos) -> None:
        self.columnas, self.reglas, self.catalogos = columnas, reglas, catalogos
        self.ancho = len(columnas.encabezados)
        self.alta = columnas.roles.get("dia", columnas.posicion(reglas.edad_en)) if reglas.edad_en else None
        self.obligatorias = frozenset(
            i for i in columnas.fechas if i == self.alta or normal(columnas.encabezados[i]).startswith("FH ")
        )
        self.clave = tuple(self._parte_de_clave(nombre) for nombre in reglas.clave)
        roles = columnas.roles
        self.c_curp, self.c_motivo = roles.get("curp"), roles.get("motivo")
        self.c_monto, self.c_tel = roles.get("monto"), roles.get("telefono")
        self.c_nacimiento, self.c_sexo, self.c_entidad = (
            roles.get("nacimiento"),
            roles.get("sexo"),
            roles.get("entidad"),
        )
        self.c_completo = roles.get("nombre_completo")
        self.c_partes = tuple(roles.get(rol) for rol in ("nombres", "primer_apellido", "segundo_apellido"))
        self.c_tutor = roles.get("curp_tutor")
        self.c_anterior, self.c_folio = roles.get("curp_anterior"), roles.get("folio")
        self.ajenas = tuple(sorted(roles[rol] for rol in DE_MOVIMIENTOS if rol in roles))
        self.elegibilidad = Elegibilidad.de(reglas.criterios, columnas)

    def _parte_de_clave(self, nombre: str) -> tuple[str, int | None]:
        rol = {"CURP": "curp", "RFC": "rfc"}.get(normal(nombre))
        posicion = self.columnas.lugar_de(nombre)
        return (rol, self.columnas.roles.get(rol)) if rol else ("otro", posicion)

    def sin_columna(self) -> list[str]:
        """Headers that the rules need and the sheet does not have: without them the rules cannot be applied."""
        faltan = [self.reglas.edad_en] if self.reglas.edad_en and self.alta is None else []
        faltan += [nombre for nombre, (_, lugar) in zip(self.reglas.clave, self.clave, strict=True) if lugar is None]
        if self.reglas.pide_tutor and self.c_tutor is None:
            faltan.append("CURP_TUTOR")
        faltan += self.elegibilidad.sin_columna(self.columnas)
        return [nombre for nombre in faltan if nombre]

    def fila(self, numero: int, celdas: Sequence[Any]) -> Fila:
        """The row, with its codes. `celdas` may be shorter than the header."""
        if len(celdas) < self.ancho:
            celdas = [*celdas, *[None] * (self.ancho - len(celdas))]
        fila = Fila(numero, ajenas=self.ajenas)
        if "movimiento" in self.columnas.roles:
            leer_movimiento(fila, celdas, self.columnas, self.reglas.criterios.causas_baja)
            if fila.movimiento in ("baja", "igual"):
                return self._conocida(fila, celdas)
        fechas = self._fechas(celdas, fila)
        if self.columnas.estructura == "poblacion":
            revisar_obra(celdas, self.columnas.roles, fechas, fila.codigos)
            revisar_domicilio(celdas, self.columnas.roles, self.catalogos, fila.codigos)
            fila.cvegeo = cvegeo(celdas, self.columnas.roles, self.catalogos)
            fila.monto = self._inversion(celdas)
            fila.clave = self._clave(celdas, "", "")
            self.elegibilidad.revisar(fila, celdas, None)
            return fila
        leida = self._curp(celdas, fila)
        self._nombre(celdas, leida, fila)
        rfc = ""
        if self.columnas.estructura == "actor_social":
            rfc = self._persona_moral(celdas, fila)
        nacida = self._nacimiento(celdas, leida, fechas, fila)
        self._datos(celdas, leida, fila)
        self._monto(celdas, fila)
        if self.c_tutor is not None:
            tutor = leer_curp(celdas[self.c_tutor]).curp
            fila.tutor = tutor if tutor != leida.curp else ""  # nobody is their own guardian
        self._edad(celdas, nacida, fechas, fila)
        revisar_domicilio(celdas, self.columnas.roles, self.catalogos, fila.codigos)
        fila.cvegeo = cvegeo(celdas, self.columnas.roles, self.catalogos)
        if "DOMICILIO_COMODIN" not in fila.codigos:
            fila.domicilio = domicilio_llano(celdas, self.columnas.roles, fila.cvegeo)
        fila.cvegeo = fila.cvegeo or lugar_por_nombre(celdas, self.columnas.roles, self.catalogos)
        if self.c_tel is not None:
            fila.telefono = telefono(celdas[self.c_tel])
        fila.clave = self._clave(celdas, leida.curp, rfc)
        self._identificar(celdas, fila, rfc)
        self.elegibilidad.revisar(fila, celdas, self.c_monto)
        return fila

    def _conocida(self, fila: Fila, celdas: Sequence[Any]) -> Fila:
        """Of who leaves or stays as they were, only who it is: the rest of the row was checked when they came in."""
        propios = list(fila.codigos)
        leida = self._curp(celdas, fila)
        self._nombre(celdas, leida, fila)
        rfc = self._persona_moral(celdas, fila) if self.columnas.estructura == "actor_social" else ""
        fila.nacimiento = leida.nacimiento
        fila.sexo = leida.curp[10] if leida.curp else ""
        fila.clave = self._clave(celdas, leida.curp, rfc)
        if self.c_nacimiento is not None and fila.nacimiento is None:
            fila.nacimiento = fecha(celdas[self.c_nacimiento])[0]
        if self.c_tel is not None:
            fila.telefono = telefono(celdas[self.c_tel])
        self._identificar(celdas, fila, rfc)
        fila.codigos = propios
        return fila

    def _identificar(self, celdas: Sequence[Any], fila: Fila, rfc: str) -> None:
        """What links the row with one of before, besides its key."""
        if self.c_folio is not None:
            fila.folio = llano(texto(celdas[self.c_folio]))
        if self.c_anterior is not None:
            anterior = leer_curp(celdas[self.c_anterior]).limpia
            if anterior and anterior != fila.curp:
                fila.clave_anterior = self._clave(celdas, anterior, rfc)

    def _fechas(self, celdas: Sequence[Any], fila: Fila) -> dict[int, date | None]:
        """Every date column read; a wrong birth date is left for later, because the CURP may give its century."""
        halladas: dict[int, date | None] = {}
        invalida = False
        for lugar in self.columnas.fechas:
            dia, bien = fecha(celdas[lugar])
            halladas[lugar] = dia
            if dia is None and (not bien or lugar in self.obligatorias) and lugar != self.c_nacimiento:
                invalida = True
        if invalida:
            fila.codigos.append("FECHA_INVALIDA")
        return halladas

    def _curp(self, celdas: Sequence[Any], fila: Fila) -> CurpLeida:
        leida = leer_curp(celdas[self.c_curp]) if self.c_curp is not None else VACIA
        if leida.vacia:
            motivo = texto(celdas[self.c_motivo]) if self.c_motivo is not None else ""
            fila.sin_curp = motivo_sin_curp(motivo)
            fila.codigos.append("SIN_CURP_CON_MOTIVO" if motivo else "CURP_FALTANTE")
            return leida
        if leida.error:
            fila.codigos.append(leida.error)
        fila.codigos.extend(leida.avisos)
        fila.curp = leida.curp
        if leida.curp and leida.curp[10] == "X":
            fila.codigos.append("SEXO_X")
        return leida

    def _nombre(self, celdas: Sequence[Any], leida: CurpLeida, fila: Fila) -> None:
        lugares = (self.c_completo,) if self.c_completo is not None else self.c_partes
        crudos = ["" if lugar is None else texto(celdas[lugar]) for lugar in lugares]
        reparados = [crudo if crudo.isascii() else repair_mojibake(crudo) for crudo in crudos]
        if reparados != crudos:
            fila.codigos.append("MOJIBAKE")
        completo = self.c_completo is not None
        if not reparados[0] or (not completo and not reparados[1]):
            fila.codigos.append("NOMBRE_FALTANTE")
            return
        nombres = [llano(parte.replace(",", " ")) for parte in reparados]
        fila.partes = (nombres[0], "", "") if completo else (nombres[0], nombres[1], nombres[2])
        if any("?" in parte or "\ufffd" in parte for parte in nombres):
            fila.codigos.append("NOMBRE_ILEGIBLE")
            return
        if leida.curp:
            cabe = (
                corresponde_completo(leida.curp, nombres[0].split())
                if completo
                else corresponde(leida.curp, *fila.partes)
            )
            if not cabe:
                fila.codigos.append("NOMBRE_NO_COINCIDE")

    def _nacimiento(
        self, celdas: Sequence[Any], leida: CurpLeida, fechas: dict[int, date | None], fila: Fila
    ) -> date | None:
        """The birth date that counts: of the CURP if it is usable, else of the cell."""
        fila.nacimiento = leida.nacimiento
        if self.c_nacimiento is None:
            return leida.nacimiento
        celda = celdas[self.c_nacimiento]
        escrita = fechas.get(self.c_nacimiento)
        if escrita is None and leida.nacimiento is not None:
            escrita = fecha_corta(celda, 1900 if leida.nacimiento.year < 2000 else 2000)
            if escrita is not None:
                fila.codigos.append("ANIO_DOS_DIGITOS")
        if (
            escrita is None
            and (self.c_nacimiento in self.obligatorias or texto(celda))
            and "FECHA_INVALIDA" not in fila.codigos
        ):
            fila.codigos.append("FECHA_INVALIDA")
        if escrita is not None and leida.nacimiento is not None and escrita != leida.nacimiento:
            fila.codigos.append("NACIMIENTO_NO_COINCIDE")
        fila.nacimiento = leida.nacimiento or escrita
        return fila.nacimiento

    def _datos(self, celdas: Sequence[Any], leida: CurpLeida, fila: Fila) -> None:
        """Sexo and entity against the CURP: warnings only."""
        escrito = llano(texto(celdas[self.c_sexo])) if self.c_sexo is not None else ""
        fila.sexo = leida.curp[10] if leida.curp else _SEXOS.get(escrito, "")
        if not leida.curp:
            return
        if escrito and _SEXOS.get(escrito) != leida.curp[10]:
            fila.codigos.append("SEXO_NO_COINCIDE")
        if self.c_entidad is not None:
            escrita = llano(texto(celdas[self.c_entidad]))
            if escrita and self.catalogos.entidades.get(escrita.zfill(2)) != leida.curp[11:13]:
                fila.codigos.append("ENTIDAD_NO_COINCIDE")

    def _monto(self, celdas: Sequence[Any], fila: Fila) -> None:
        if self.c_monto is None:
            return
        cantidad = monto(celdas[self.c_monto])
        if cantidad is None:
            fila.codigos.append("MONTO_INVALIDO")
        else:
            fila.monto = cantidad

    def _inversion(self, celdas: Sequence[Any]) -> Decimal:
        lugar = self.columnas.roles.get("inversion")
        return (monto(celdas[lugar]) if lugar is not None else None) or Decimal(0)

    def _edad(self, celdas: Sequence[Any], nacida: date | None, fechas: dict[int, date | None], fila: Fila) -> None:
        dia = fechas.get(self.alta) if self.alta is not None else None
        fila.dia = dia
        if dia is None:
            return
        reglas = self.reglas
        if reglas.vigencia is not None and dia < reglas.vigencia:
            fila.codigos.append("ALTA_ANTES_DE_REGLAS")
        if nacida is None:
            return
        edad = edad_cumplida(nacida, dia)
        fila.edad = edad
        if edad < 0 and "ALTA_ANTES_DE_REGLAS" not in fila.codigos:  # not born yet on that day
            fila.codigos.append("CURP_FECHA" if fila.curp else "FECHA_INVALIDA")
            return
        if (reglas.edad_min is not None and edad < reglas.edad_min) or (
            reglas.edad_max is not None and edad > reglas.edad_max
        ):
            fila.codigos.append("EDAD_FUERA_DE_REGLA")
        if reglas.pide_tutor and edad < MAYORIA_DE_EDAD and not fila.tutor:
            fila.codigos.append("MENOR_SIN_TUTOR")

    def _persona_moral(self, celdas: Sequence[Any], fila: Fila) -> str:
        roles = self.columnas.roles
        if not texto(celdas[roles["razon_social"]]) and "NOMBRE_FALTANTE" not in fila.codigos:
            fila.codigos.append("NOMBRE_FALTANTE")
        rfc, codigo = leer_rfc(celdas[roles["rfc"]])
        if codigo:
            fila.codigos.append(codigo)
        return rfc

    def _clave(self, celdas: Sequence[Any], curp: str, rfc: str) -> tuple[str, ...] | None:
        """The key of the record, or None when its first part cannot be read."""
        partes = []
        for rol, lugar in self.clave:
            if rol == "curp":
                partes.append(curp)
            elif rol == "rfc":
                partes.append(rfc)
            else:
                partes.append(llano(texto(celdas[lugar])) if lugar is not None else "")
        return tuple(partes) if partes and partes[0] else None
