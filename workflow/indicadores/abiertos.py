"""A corte as open data: the columns of each dataset, and its rows. Everything told comes from what was frozen.

A row is {column: value}: text, Exacto (a number), date or None. With the rows of `periodos` anybody can compute again
every number of the boards; the columns say what each one is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workflow.indicadores.clases import Regla, Semaforo
from workflow.indicadores.periodos import last_day, months
from workflow.indicadores.programa import Medida
from workflow.kernel.money import pesos_of

LICENCIA = "Creative Commons Atribución 4.0 Internacional (CC BY 4.0)"
LICENCIA_URL = "https://creativecommons.org/licenses/by/4.0/deed.es"
FUNDAMENTO = "Ley General de Transparencia y Acceso a la Información Pública, artículo 65, fracciones IV y V"
AREA = "Secretaría de Planeación Estratégica"


class Exacto(Decimal):
    """A number that is written with all its digits and no exponent."""

    def __str__(self) -> str:
        return format(self, "f")


def exacto(texto: str | Decimal | int | None) -> Exacto | None:
    return None if texto is None else Exacto(texto)


@dataclass(frozen=True)
class Columna:
    """`enum`: where the words of its codes are; the files carry the code, which does not change."""

    clave: str
    rotulo: str
    que_es: str
    enum: str = ""


@dataclass(frozen=True)
class Conjunto:
    titulo: str
    descripcion: str
    columnas: tuple[Columna, ...]


@dataclass(frozen=True)
class Publicada:
    """A POA of a corte. `filas`: what was frozen of each thing; `medidas`: as they ruled, by address and period ('':
    at the close). `recibido`: by report. `gasto`: the sums of its frozen lines, in centavos.
    """

    folio: str
    titulo: str
    acuerdo: str
    dependencia: str
    nombre: str
    eje: str
    filas: Sequence[Mapping[str, Any]]
    medidas: Mapping[tuple[str, str], tuple[Medida, Regla]]
    anuales: Mapping[str, tuple[Decimal | None, Decimal | None]]
    recibido: Mapping[int, date]
    presupuesto: tuple[int, int]
    gasto: tuple[int, int, int] | None


@dataclass(frozen=True)
class Publicado:
    """Everything of a corte. `tope`: what an avance counts at most in an average."""

    ejercicio: int
    periodo: str
    sha256: str
    en: date
    tope: Decimal
    poas: tuple[Publicada, ...]


_QUIEN = (
    Columna("ejercicio", "Ejercicio", "Año fiscal."),
    Columna("corte", "Corte", "Periodo que se congeló: 2026-T1 es el primer trimestre; 2026-03, marzo."),
    Columna("folio", "Folio del POA", "Expediente del POA aprobado."),
    Columna("dependencia", "Clave de la dependencia", "Clave de la unidad responsable."),
    Columna("dependencia_nombre", "Dependencia", "Nombre vigente al corte."),
    Columna("eje", "Eje", "Clave del eje del Plan Municipal de Desarrollo."),
)
_QUE = (
    Columna("direccion", "Identificador", "Identifica la meta o el indicador en su POA, en todas sus versiones."),
    Columna("nivel", "Nivel", "Fin, propósito, componente o actividad de la MIR, o actividad del POA.", "nivel_medida"),
    Columna("clave", "Clave", "Clave en el POA."),
    Columna("nombre", "Nombre", "Nombre del indicador o descripción de la actividad."),
    Columna("unidad", "Unidad de medida", "En qué se mide."),
    Columna("frecuencia", "Frecuencia", "Cada cuánto se reporta."),
)
_COMO = (
    Columna("sentido", "Sentido", "Si es mejor subir (ascendente), bajar (descendente) o quedarse (constante)."),
    Columna("formula", "Tipo de fórmula", "valor_absoluto: dato 1. porcentaje: dato 1 / dato 2 × 100. razon: dato 1 / "
            "dato 2. tasa_variacion: (dato 1 / dato 2 − 1) × 100."),
    Columna("expresion", "Fórmula propia", "La de su ficha, sobre A, B, C… en el orden de los datos. Vacía: su tipo."),
    Columna("metodo", "Método de avance", "cociente: valor / meta × 100, o meta / valor × 100 si es descendente. "
            "linea_base: (base − valor) / (base − meta) × 100."),
    Columna("acumula", "Cómo se juntan los periodos", "suma, ultimo o promedio de los valores. De un porcentaje o una "
            "razón se suman los datos 1 y los datos 2, nunca se promedian los porcentajes."),
    Columna("meta_acumulada", "Cómo se juntan las metas", "suma, ultimo o promedio de las metas de los periodos."),
    Columna("linea_base", "Línea base", "Valor de partida."),
    Columna("logrado_cero", "Avance al lograr cero", "En un descendente, el avance si se logró cero."),
    Columna("amarillo_desde", "Amarillo desde", "Por ciento de cumplimiento: debajo es rojo."),
    Columna("verde_desde", "Verde desde", "Por ciento de cumplimiento."),
    Columna("verde_hasta", "Verde hasta", "Por ciento de cumplimiento."),
    Columna("amarillo_hasta", "Amarillo hasta", "Por ciento de cumplimiento: arriba es rojo."),
)  # fmt: skip
_RESULTADO = (
    Columna("estado", "Estado", "Si se evaluó, y si no, por qué.", "estado_avance"),
    Columna("semaforo", "Semáforo", "Color según los umbrales.", "semaforo"),
)

CONJUNTOS: dict[str, Conjunto] = {
    "metas": Conjunto(
        "Metas e indicadores",
        "Cada meta e indicador con su avance acumulado al corte.",
        (
            *_QUIEN, *_QUE,
            Columna("valor", "Logrado", "Valor acumulado."),
            Columna("avance", "Avance", "Por ciento de la meta, con seis decimales y sin tope."),
            *_RESULTADO,
            Columna("faltan", "Reportes que faltan", "Periodos con meta que nadie reportó."),
            Columna("meta_original", "Meta del año, original", "La de la primera versión del POA."),
            Columna("meta_vigente", "Meta del año, vigente", "La de la versión vigente al corte."),
            *_COMO,
            Columna("tope", "Tope en los promedios", "Lo más que cuenta cada avance en un promedio, en por ciento."),
            Columna("acuerdo", "Acuerdo", "Acuerdo de Cabildo que aprobó el POA."),
        ),
    ),
    "periodos": Conjunto(
        "Avance por periodo",
        "Cada periodo de cada meta e indicador: lo programado, los datos reportados y su avance.",
        (
            *_QUIEN, *_QUE,
            Columna("periodo", "Periodo", "2026-03 es marzo; 2026-T1, el primer trimestre; 2026-S1, un semestre."),
            Columna("inicio", "Inicio", "Primer día del periodo."),
            Columna("termino", "Término", "Último día del periodo."),
            Columna("version", "Versión del POA", "La vigente el último día del periodo: con ella se juzga."),
            Columna("meta", "Meta", "Lo programado. Vacía: no se programó nada."),
            Columna("reportado", "Reportado", "1 si se reportó, 0 si no."),
            Columna("dato_1", "Dato 1", "Primera variable: lo logrado, o el numerador."),
            Columna("dato_2", "Dato 2", "Segunda variable: el denominador, o el valor anterior."),
            Columna("otros_datos", "Otros datos", "Las demás variables de una fórmula propia, separadas con |."),
            Columna("avance", "Avance", "Por ciento de la meta del periodo, con seis decimales."),
            *_RESULTADO,
            Columna("recibido", "Recibido", "Día en que se reportó lo que cuenta."),
            *_COMO,
        ),
    ),
    "fisico-financiero": Conjunto(
        "Avance físico y financiero",
        "Cada POA: su presupuesto, lo ejercido y el avance promedio de sus metas e indicadores.",
        (
            *_QUIEN,
            Columna("titulo", "POA", "Título del programa operativo."),
            Columna("metas", "Metas e indicadores", "Cuántos tiene."),
            Columna("avance_fisico", "Avance físico", "Promedio de los avances evaluados, cada uno hasta "
                    "el tope, con cuatro decimales."),
            Columna("evaluados", "Evaluados", "Cuántos entran al promedio."),
            Columna("faltan", "Reportes que faltan", "Periodos con meta que nadie reportó."),
            Columna("presupuesto_original", "Presupuesto original", "Pesos del año en la primera versión."),
            Columna("presupuesto_vigente", "Presupuesto vigente", "Pesos del año en la versión vigente al corte."),
            Columna("programado", "Programado al corte", "Pesos programados hasta el corte. Vacío: aún no se reporta "
                    "gasto de ningún POA."),
            Columna("ejercido", "Ejercido al corte", "Pesos ejercidos que se reportaron hasta el corte."),
            Columna("avance_financiero", "Avance financiero", "Ejercido entre programado al corte, por ciento."),
            Columna("acuerdo", "Acuerdo", "Acuerdo de Cabildo que aprobó el POA."),
        ),
    ),
}  # fmt: skip

Registro = dict[str, Any]


def rows(publicado: Publicado, conjunto: str) -> Iterator[Registro]:
    for poa in publicado.poas:
        who = {
            "ejercicio": Exacto(publicado.ejercicio),
            "corte": publicado.periodo,
            "folio": poa.folio,
            "dependencia": poa.dependencia,
            "dependencia_nombre": poa.nombre,
            "eje": poa.eje,
            "acuerdo": poa.acuerdo,
        }
        if conjunto == "fisico-financiero":
            yield {**who, **_both(publicado, poa)}
            continue
        for fila in poa.filas:
            if conjunto == "metas":
                yield {**who, **_thing(publicado, poa, fila)}
            else:
                for periodo in fila["periodos"]:
                    yield {**who, **_period(poa, fila, periodo)}


def _identity(fila: Mapping[str, Any], medida: Medida) -> Registro:
    return {
        "direccion": fila["direccion"],
        "nivel": fila["nivel"],
        "clave": fila["clave"],
        "nombre": fila["nombre"],
        "unidad": medida.unidad,
        "frecuencia": medida.frecuencia,
    }


def _how(regla: Regla) -> Registro:
    limits = limits_of(regla.semaforo)
    de_nivel = "promedio" if regla.meta_en_promedio else "ultimo" if regla.por_nivel else "suma"
    return {
        "sentido": regla.sentido,
        "formula": regla.formula,
        "expresion": regla.expresion.texto if regla.expresion is not None else "",
        "metodo": regla.metodo,
        "acumula": regla.junta if regla.formula == "valor_absoluto" else "suma",
        "meta_acumulada": de_nivel,
        "linea_base": exacto(regla.linea_base),
        "logrado_cero": exacto(regla.logrado_cero),
        **{name: exacto(limit) for name, limit in zip(_LIMITES, limits, strict=True)},
    }


_LIMITES = ("amarillo_desde", "verde_desde", "verde_hasta", "amarillo_hasta")


def limits_of(semaforo: Semaforo) -> tuple[Decimal | None, ...]:
    """The four limits of a semáforo of five ranges; nothing of any other."""
    return tuple(rango.hasta for rango in semaforo[:4]) if len(semaforo) == 5 else (None,) * 4


def _thing(publicado: Publicado, poa: Publicada, fila: Mapping[str, Any]) -> Registro:
    medida, regla = poa.medidas[fila["direccion"], ""]
    original, vigente = poa.anuales[fila["direccion"]]
    return {
        **_identity(fila, medida),
        "valor": exacto(fila["valor"]),
        "avance": exacto(fila["avance"]),
        "estado": fila["estado"],
        "semaforo": fila["semaforo"],
        "faltan": Exacto(len(fila["sin_reporte"])),
        "meta_original": exacto(original),
        "meta_vigente": exacto(vigente),
        "tope": Exacto(publicado.tope),
        **_how(regla),
    }


def _period(poa: Publicada, fila: Mapping[str, Any], told: Sequence[Any]) -> Registro:
    clave, version, meta, dato_id, uno, dos, estado, semaforo, avance, *otras = told
    medida, regla = poa.medidas[fila["direccion"], clave]
    fin = last_day(clave)
    return {
        **_identity(fila, medida),
        "periodo": clave,
        "inicio": date(fin.year, months(clave)[0], 1),
        "termino": fin,
        "version": Exacto(version),
        "meta": exacto(meta),
        "reportado": Exacto(0 if dato_id is None else 1),
        "dato_1": exacto(uno),
        "dato_2": exacto(dos),
        "otros_datos": "|".join(otras[0]) if otras else "",
        "avance": exacto(avance),
        "estado": estado,
        "semaforo": semaforo,
        "recibido": poa.recibido.get(dato_id) if dato_id is not None else None,
        **_how(regla),
    }


def _both(publicado: Publicado, poa: Publicada) -> Registro:
    avances = [Decimal(f["avance"]) for f in poa.filas if f["estado"] == "evaluado" and f["avance"] is not None]
    counted = [min(max(avance, Decimal(0)), publicado.tope) for avance in avances]
    fisico = sum(counted, Decimal(0)) / len(counted) if counted else None
    original, vigente = poa.presupuesto
    told: Registro = {
        "titulo": poa.titulo,
        "metas": Exacto(len(poa.filas)),
        "avance_fisico": None if fisico is None else Exacto(fisico.quantize(Decimal("0.0001"))),
        "evaluados": Exacto(len(counted)),
        "faltan": Exacto(sum(len(f["sin_reporte"]) for f in poa.filas)),
        "presupuesto_original": Exacto(pesos_of(original)),
        "presupuesto_vigente": Exacto(pesos_of(vigente)),
    }
    if poa.gasto is not None:
        _, programado, ejercido = poa.gasto
        told["programado"], told["ejercido"] = Exacto(pesos_of(programado)), Exacto(pesos_of(ejercido))
        if programado:
            share = Decimal(ejercido) * 100 / Decimal(programado)
            told["avance_financiero"] = Exacto(share.quantize(Decimal("0.0001")))
    return told
