"""The logic of a MIR: vertical (each level leads to the one above) and horizontal (each indicator can be measured).

What is found here never forbids sending: it is a warning (something says two things) or a suggestion (it could be
better written). What forbids is in `reglas.mir`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workflow.poa.campos import address
from workflow.poa.esquema import CODIGOS
from workflow.poa.hallazgos import AVISO, Problema
from workflow.poa.matriz import horizontal
from workflow.poa.matriz.fichas import Ficha, of_document
from workflow.poa.matriz.sintaxis import hints
from workflow.poa.numeros import plain

Found = Iterator[Problema]
SUGERENCIA = "sugerencia"
_VACIAS = frozenset(["de", "del", "el", "la", "los", "las", "un", "una", "con", "por", "para", "sus", "que", "mediante",
                     "traves", "fresnillo", "municipio", "municipal", "municipales"])  # fmt: skip

# Guide of the SHCP and CONEVAL for the MIR; to be confirmed by Planeación.
ADMITIDOS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "fin": {
        "tipo": ("estrategico",),
        "frecuencia": ("anual", "bienal", "trianual"),
        "dimension": ("eficacia",),
    },
    "proposito": {
        "tipo": ("estrategico",),
        "frecuencia": ("anual", "bienal", "trianual"),
        "dimension": ("eficacia", "eficiencia"),
    },
    "componente": {
        "tipo": ("estrategico", "gestion"),
        "frecuencia": ("trimestral", "semestral", "anual"),
        "dimension": ("eficacia", "eficiencia", "calidad"),
    },
    "actividad": {
        "tipo": ("gestion",),
        "frecuencia": ("mensual", "trimestral"),
        "dimension": ("eficacia", "eficiencia", "economia"),
    },
}
_CODIGOS = {"tipo": "tipo_indicador", "frecuencia": "frecuencia", "dimension": "dimension"}
_DE_OTRO = {
    "tipo": "TIPO_DE_OTRO_NIVEL",
    "frecuencia": "FRECUENCIA_DE_OTRO_NIVEL",
    "dimension": "DIMENSION_DE_OTRO_NIVEL",
}


def check(document: Mapping[str, Any], ejercicio: int) -> list[Problema]:
    """Every warning and suggestion about the matrix of a content, in the order of the matrix."""
    fichas = list(of_document(document).values())
    found = [
        *_narratives(fichas),
        *_numbering(fichas),
        *_fin(fichas),
        *_repeated(fichas),
        *_sources(fichas),
        *(problem for ficha in fichas for problem in (*_level(ficha), *horizontal.check(ficha))),
    ]
    places = {ficha.llave: place for place, ficha in enumerate(fichas)}
    return sorted(found, key=lambda problem: places.get(_key(problem), -1))


def _key(problem: Problema) -> str:
    match = re.search(r"\[([^\]|]*)", problem.campo)
    return match[1] if match else ""


def _at(ficha: Ficha, campo: str) -> str:
    return address("mir", ficha.llave, campo)


def _firsts(fichas: Sequence[Ficha]) -> dict[str, Ficha]:
    """The first indicator of each level: the one whose narrative counts."""
    found: dict[str, Ficha] = {}
    for ficha in fichas:
        if ficha.fila["clave"]:
            found.setdefault(str(ficha.fila["clave"]), ficha)
    return found


def _narratives(fichas: Sequence[Ficha]) -> Found:
    for ficha in _firsts(fichas).values():
        resumen = str(ficha.fila["resumen"] or "")
        for pista in hints(str(ficha.fila["nivel"] or ""), resumen):
            yield Problema(_at(ficha, "resumen"), pista.codigo, SUGERENCIA, resumen, hechos=pista.hechos)
        if resumen and plain(resumen) == plain(str(ficha.fila["supuesto"] or "")):
            yield Problema(_at(ficha, "supuesto"), "SUPUESTO_REPITE_EL_RESUMEN", AVISO)


def _numbering(fichas: Sequence[Ficha]) -> Found:
    """C1, C2… and C1A1, C1A2…, without gaps."""
    firsts = _firsts(fichas)
    series: dict[str, list[int]] = {}
    for clave in firsts:
        match = re.fullmatch(r"(C|C\d{1,2}A)(\d{1,2})", clave)
        if match:
            series.setdefault(match[1], []).append(int(match[2]))
    for prefix, numbers in series.items():
        expected = 1
        for number in sorted(numbers):
            if number != expected:
                clave = f"{prefix}{number}"
                facts = {"falta": f"{prefix}{expected}", "clave": clave}
                yield Problema(_at(firsts[clave], "clave"), "NUMERACION_CON_HUECO", SUGERENCIA, clave, hechos=facts)
            expected = number + 1


def _roots(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]{4,}", plain(text)) if word not in _VACIAS}


def _fin(fichas: Sequence[Ficha]) -> Found:
    """The solution that the Fin names is the programme's: it shares words with what is below."""
    firsts = _firsts(fichas).values()
    fin = next((ficha for ficha in firsts if ficha.fila["nivel"] == "fin"), None)
    below = " ".join(
        f"{f.fila['resumen'] or ''} {f.fila['indicador'] or ''}" for f in fichas if f.fila["nivel"] != "fin"
    )
    if fin is None or not below.strip():
        return
    parts = re.split(r"\b(?:mediante|a traves del?)\b", plain(str(fin.fila["resumen"] or "")), maxsplit=1)
    if len(parts) == 2 and _roots(parts[1]) and not _roots(parts[1]) & _roots(below):
        yield Problema(_at(fin, "resumen"), "FIN_AJENO_AL_PROPOSITO", SUGERENCIA)


def _repeated(fichas: Sequence[Ficha]) -> Found:
    seen: dict[str, Ficha] = {}
    for ficha in fichas:
        name = plain(str(ficha.fila["indicador"] or ""))
        if name and name in seen:
            facts = {"otro": str(seen[name].fila["clave"] or "")}
            yield Problema(_at(ficha, "indicador"), "INDICADOR_REPETIDO", AVISO, hechos=facts)
        seen.setdefault(name, ficha)


def _sources(fichas: Sequence[Ficha]) -> Found:
    """Each medio de verificación once, however many indicators use it."""
    told: set[str] = set()
    for ficha in fichas:
        medio = plain(str(ficha.fila["medio"] or ""))
        if medio not in told and horizontal.lacks_source(ficha, medio):
            told.add(medio)
            yield Problema(_at(ficha, "medio"), "MEDIO_SIN_AREA_NI_PERIODO", SUGERENCIA)


def _level(ficha: Ficha) -> Found:
    """Kind, frequency and dimension against the level."""
    nivel = str(ficha.fila["nivel"] or "")
    for campo, admitted in ADMITIDOS.get(nivel, {}).items():
        value = ficha.fila[campo]
        if value and value not in admitted:
            words = CODIGOS[_CODIGOS[campo]]
            facts = {
                "nivel": CODIGOS["nivel_mir"][nivel],
                "admitidos": listed([words[code].lower() for code in admitted], campo == "frecuencia"),
                "valor": words[value].lower(),
            }
            yield Problema(_at(ficha, campo), _DE_OTRO[campo], AVISO, value, hechos=facts)


def listed(words: Sequence[str], a_range: bool = False) -> str:
    """«eficacia, eficiencia o calidad»; of a range, «trimestral a anual»."""
    if len(words) < 2:
        return "".join(words)
    return f"{words[0]} a {words[-1]}" if a_range else f"{', '.join(words[:-1])} o {words[-1]}"
