"""The records of the obligations that come out of the follow-up: goals by area (65-IV) and indicators (65-V).

Data only: which of them are told, in which order and under which label, says the format in force (room `sipot`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from workflow.indicadores.abiertos import AREA, Publicada, Publicado
from workflow.indicadores.periodos import last_day, months, words
from workflow.poa.campos import address
from workflow.poa.esquema import CODIGOS
from workflow.poa.matriz.fichas import Ficha, of_document

Registro = dict[str, Any]
SALIDAS = ("metas", "indicadores")


def common(publicado: Publicado, hoy: date) -> Registro:
    """What every row of an output says."""
    fin = last_day(publicado.periodo)
    frozen = f"Corte del {publicado.en:%d/%m/%Y}, huella {publicado.sha256}."
    return {
        "ejercicio": publicado.ejercicio,
        "inicio": date(fin.year, months(publicado.periodo)[0], 1),
        "termino": fin,
        "area": AREA,
        "actualizado": publicado.en if publicado.sha256 else hoy,
        "nota": frozen if publicado.sha256 else f"Preliminar: aún no hay corte de {words(publicado.periodo)}.",
    }


def records(
    salida: str, publicado: Publicado, documentos: Mapping[str, Mapping[str, Any]], vinculo: str
) -> list[Registro]:
    """`documentos`: the content of each POA, by folio; `vinculo`: where anybody reads the programmes."""
    build = _goals if salida == "metas" else _indicators
    return [row for poa in publicado.poas for row in build(poa, documentos.get(poa.folio, {}), vinculo)]


def _programme(poa: Publicada, documento: Mapping[str, Any]) -> tuple[str, str]:
    """(name of the programme, objective)."""
    said = documento.get("identificacion") or {}
    return str(said.get("programa_nombre") or poa.titulo), str(said.get("objetivo_general") or "")


def _goals(poa: Publicada, documento: Mapping[str, Any], vinculo: str) -> Iterator[Registro]:
    """One row by area, with every goal and indicator of its programme in the table."""
    programa, objetivo = _programme(poa, documento)
    metas = []
    for fila in poa.filas:
        medida, _ = poa.medidas[fila["direccion"], ""]
        _, vigente = poa.anuales[fila["direccion"]]
        metas.append(
            {
                "indicador": f"{fila['clave']}. {fila['nombre']}" if fila["clave"] else fila["nombre"],
                "meta": vigente,
                "unidad_medida": medida.unidad,
                "avance": _short(fila["avance"]),
            }
        )
    yield {
        "unidad": poa.nombre,
        "objetivo": objetivo or poa.titulo,
        "programa": programa,
        "programa_operativo": vinculo,
        "metas": metas,
    }


def _indicators(poa: Publicada, documento: Mapping[str, Any], vinculo: str) -> Iterator[Registro]:
    """One row by indicator of the matrix; the activities of the programme are goals, not indicators."""
    fichas = {address("mir", llave): ficha for llave, ficha in of_document(documento).items()} if documento else {}
    programa, objetivo = _programme(poa, documento)
    for fila in poa.filas:
        ficha = fichas.get(fila["direccion"])
        if ficha is None:
            continue
        original, vigente = poa.anuales[fila["direccion"]]
        unit = str(ficha.fila["unidad"] or "")
        yield {
            "programa": programa,
            "unidad": poa.nombre,
            "objetivo": objetivo or str(ficha.fila["resumen"] or ""),
            "indicador": fila["nombre"],
            "dimension": _word("dimension", ficha.fila["dimension"]),
            "definicion": ficha.fila["definicion"],
            "metodo": method(ficha),
            "unidad_medida": unit,
            "frecuencia": _word("frecuencia", ficha.fila["frecuencia"]),
            "linea_base": _baseline(ficha),
            "meta_programada": _text(original),
            "meta_ajustada": _text(vigente) if vigente != original else None,
            "avance_metas": _done(fila, unit),
            "cumplimiento": _short(fila["avance"]),
            "sentido": _word("sentido", ficha.fila["sentido"]),
            "fuente_informacion": ficha.fila["medio"],
        }


def method(ficha: Ficha) -> str:
    """What was written, or its formula; and each variable under its letter."""
    said = str(ficha.fila["metodo"] or "").strip()
    formula = ficha.formula.texto if ficha.formula is not None else ""
    letters = "; ".join(f"{one.letra}: {one.nombre}" for one in ficha.variables if one.nombre)
    parts = [said or formula, formula if said and ficha.propia and formula != said else "", letters]
    return ". ".join(part.rstrip(".") for part in parts if part)


def _baseline(ficha: Ficha) -> str | None:
    base, year = ficha.fila["linea_base"], ficha.fila["anio_linea_base"]
    if base in (None, ""):
        return None
    return f"{base} ({year})" if year else str(base)


def _done(fila: Mapping[str, Any], unit: str) -> str | None:
    if fila["valor"] is None:
        return None
    return f"{_text(_short(fila['valor']))} {unit}".strip()


def _word(enum: str, code: Any) -> str:
    return CODIGOS[enum].get(str(code or ""), str(code or ""))


def _short(texto: str | None) -> Decimal | None:
    """With two decimals at most."""
    return None if texto is None else Decimal(texto).quantize(Decimal("0.01"))


def _text(numero: Decimal | None) -> str | None:
    if numero is None:
        return None
    text = format(numero, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
