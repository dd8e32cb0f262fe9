"""A workbook of deliveries, read: whose each row is, what it gives, and what in it cannot be read. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from workflow.entregas import periodos
from workflow.entregas.clases import CLASES, RECIBEN
from workflow.entregas.reglas import Apoyo
from workflow.kernel.money import centavos_of
from workflow.kernel.refusals import Invalid, Reason
from workflow.padron.encabezados import SINONIMOS, normal
from workflow.padron.identidad import leer_curp
from workflow.padron.limpieza import fecha, llano, monto, texto, vacia
from workflow.padron.lugares import Lugares

MAXIMO = 20_000
BUSQUEDA = 40  # a header further down than this is not looked for
COLUMNAS: dict[str, tuple[str, ...]] = {
    "curp": SINONIMOS["curp"],
    "fila": ("FILA", "FILA DEL PADRON", "NUMERO DE FILA", "FILA PADRON"),
    "dia": ("FECHA", "FECHA DE ENTREGA", "FECHA ENTREGA", "FECHA DE PAGO", "FECHA PAGO", "DIA"),
    "periodo": SINONIMOS["periodo"],
    "clase": ("TIPO", "TIPO DE APOYO", "CLASE"),
    "monto": SINONIMOS["monto"],
    "cantidad": ("CANTIDAD", "PIEZAS"),
    "unidad": ("UNIDAD", "UNIDAD DE MEDIDA"),
    "descripcion": ("DESCRIPCION", "CONCEPTO", "APOYO"),
    "recibo": ("RECIBO", "FOLIO", "FOLIO DEL RECIBO", "FOLIO RECIBO"),
    "lugar": ("LUGAR", "RECINTO"),
    "localidad": ("LOCALIDAD", "CVEGEO", "CLAVE LOCALIDAD"),
    "recibe": ("RECIBE", "QUIEN RECIBE"),
}
PLANTILLA = (
    "CURP", "FILA", "FECHA", "PERIODO", "TIPO", "MONTO", "CANTIDAD", "UNIDAD", "DESCRIPCION", "RECIBO", "LUGAR",
    "LOCALIDAD", "RECIBE",
)  # fmt: skip
_CLASES = {
    **{code.replace("_", " ").upper(): code for code in CLASES},
    "DINERO": "monetario", "EFECTIVO": "monetario", "ESPECIE": "en_especie",
}  # fmt: skip
_RECIBEN = {
    **{code.upper(): code for code in RECIBEN},
    "TUTOR": "tutora", "MADRE": "tutora", "PADRE": "tutora", "BENEFICIARIO": "persona", "BENEFICIARIA": "persona",
    "CARTA PODER": "autorizada",
}  # fmt: skip


@dataclass(frozen=True)
class Leida:
    """A row. `curp` usable, or `fila` of the file of the padrón; `razones`: what cannot be read in it."""

    numero: int
    curp: str
    fila: int | None
    apoyo: Apoyo
    razones: tuple[Reason, ...] = ()


def leer(libro: Mapping[str, Any], comunes: Apoyo, lugares: Lugares) -> list[Leida]:
    """Every row with something in it. `comunes`: what is the same in all of them where the row does not say it.

    Raises Invalid when no header is recognised, there are no rows, or there are too many.
    """
    for hoja in libro["hojas"]:
        if not hoja["visible"]:
            continue
        for lugar, (_, celdas) in enumerate(hoja["filas"][:BUSQUEDA]):
            columnas = reconocer(celdas)
            if columnas is not None:
                return _filas(hoja["filas"][lugar + 1 :], columnas, comunes, lugares)
    raise Invalid("LIBRO_ENTREGAS_SIN_ENCABEZADO")


def reconocer(celdas: Sequence[Any]) -> dict[str, int] | None:
    """Where each column is, if this row is a header: whose it is, when, and how much."""
    titulos = [normal(celda) if isinstance(celda, str) else "" for celda in celdas]
    columnas = {
        rol: titulos.index(nombre)
        for rol, nombres in COLUMNAS.items()
        for nombre in [next((uno for uno in nombres if uno in titulos), None)]
        if nombre is not None
    }
    return columnas if {"curp", "fila"} & columnas.keys() and "dia" in columnas else None


def _filas(
    filas: Iterable[tuple[int, Sequence[Any]]], columnas: dict[str, int], comunes: Apoyo, lugares: Lugares
) -> list[Leida]:
    leidas: list[Leida] = []
    for numero, celdas in filas:
        suyas = {rol: celdas[lugar] if lugar < len(celdas) else None for rol, lugar in columnas.items()}
        if all(vacia(celda) for celda in suyas.values()):
            continue
        if len(leidas) == MAXIMO:
            raise Invalid("LIBRO_ENTREGAS_LARGO", maximo=MAXIMO)
        leidas.append(_leida(numero, suyas, comunes, lugares))
    if not leidas:
        raise Invalid("LIBRO_ENTREGAS_VACIO")
    return leidas


def _leida(numero: int, celdas: Mapping[str, Any], comunes: Apoyo, lugares: Lugares) -> Leida:
    razones: list[Reason] = []
    curp, fila = leer_curp(celdas.get("curp")), _entero(celdas.get("fila"))
    if not curp.curp and (fila is None or not curp.vacia):
        razones.append(Reason("LIBRO_SIN_PERSONA"))
    dia, bien = fecha(celdas.get("dia"))
    if not bien:
        razones.append(Reason("LIBRO_FECHA"))

    def de(rol: str, comun: str) -> str:
        return texto(celdas.get(rol)) or comun

    localidad = texto(celdas.get("localidad"))
    cvegeo = localidad if localidad in lugares.por_clave else lugares.clave(localidad)
    if localidad and not cvegeo:
        razones.append(Reason("ENTREGA_LOCALIDAD"))
    centavos, mal = _centavos(celdas.get("monto"))
    if mal:
        razones.append(Reason("LIBRO_MONTO"))
    cuanto = celdas.get("cantidad")
    leida = None if vacia(cuanto) else monto(cuanto)
    if not vacia(cuanto) and leida is None:
        razones.append(Reason("ENTREGA_CANTIDAD"))
    clase, recibe = llano(texto(celdas.get("clase"))), llano(texto(celdas.get("recibe")))
    apoyo = replace(
        comunes,
        clase=_CLASES.get(clase, clase) if clase else comunes.clase,
        dia=dia,
        periodo=periodos.limpio(de("periodo", comunes.periodo)),
        monto=centavos,
        cantidad=leida if leida is not None else comunes.cantidad,
        unidad=de("unidad", comunes.unidad),
        descripcion=de("descripcion", comunes.descripcion),
        lugar=de("lugar", comunes.lugar),
        cvegeo=cvegeo or comunes.cvegeo,
        recibe=_RECIBEN.get(recibe, recibe.lower()) if recibe else "",
        recibo=texto(celdas.get("recibo")),
    )
    return Leida(numero, curp.curp, fila if curp.vacia else None, apoyo, tuple(razones))


def _entero(celda: Any) -> int | None:
    cuanto = monto(celda)
    return int(cuanto) if cuanto is not None and cuanto == cuanto.to_integral_value() and cuanto < 10**9 else None


def _centavos(celda: Any) -> tuple[int | None, bool]:
    """(centavos, whether it is there and cannot be read)."""
    if vacia(celda):
        return None, False
    cuanto = monto(celda)
    if cuanto is None:
        return None, True
    try:
        return centavos_of(cuanto), False
    except Invalid:
        return None, True


def plano(apoyo: Apoyo) -> dict[str, Any]:
    """As it is kept between the check and the confirmation."""
    return {
        "clase": apoyo.clase,
        "dia": apoyo.dia.isoformat() if apoyo.dia else None,
        "periodo": apoyo.periodo,
        "monto": apoyo.monto,
        "cantidad": format(apoyo.cantidad, "f") if apoyo.cantidad is not None else None,
        "unidad": apoyo.unidad,
        "descripcion": apoyo.descripcion,
        "lugar": apoyo.lugar,
        "cvegeo": apoyo.cvegeo,
        "recibe": apoyo.recibe,
        "recibo": apoyo.recibo,
    }


def apoyo_de(datos: Mapping[str, Any]) -> Apoyo:
    """From what `plano` wrote."""
    return Apoyo(
        **{
            **datos,
            "dia": date.fromisoformat(datos["dia"]) if datos["dia"] else None,
            "cantidad": Decimal(datos["cantidad"]) if datos["cantidad"] is not None else None,
        }
    )
