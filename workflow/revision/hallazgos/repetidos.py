"""The same indicator in the POA of two dependencias: measured twice, counted twice. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from workflow.poa.campos import address, keys, rows_of
from workflow.revision.hallazgos.tipos import Contexto, Documento, Hallazgo, IndicadorAjeno, normal, told


def check(document: Documento, contexto: Contexto) -> Iterator[Hallazgo]:
    """Each indicator against those of the other dependencias, by the name without accents or filling words.

    The same name is told as repeated; one that is alike from the threshold on, as similar. One finding per indicator:
    the most alike.
    """
    others = [normal(one.nombre) for one in contexto.ajenos]
    limite = contexto.umbrales["indicador_parecido"]
    rows = rows_of(document, "mir")
    for key, row in zip(keys("mir", rows), rows, strict=True):
        nombre = str(row.get("indicador") or "").strip()
        wanted = normal(nombre)
        if len(wanted.split()) < 2:
            continue
        found = process.extractOne(wanted, others, scorer=fuzz.ratio, score_cutoff=limite)
        if found is not None:
            same = contexto.ajenos[found[2]]
            yield _told(address("mir", key, "indicador"), nombre, same, exact=found[0] == wanted)


def _told(campo: str, nombre: str, otro: IndicadorAjeno, *, exact: bool) -> Hallazgo:
    facts = {"nombre": nombre, "dependencia": otro.dependencia, "folio": otro.folio, "clave": otro.clave}
    if exact:
        return told("INDICADOR_REPETIDO", campo, tipo="recomendacion", **facts)
    return told("INDICADOR_PARECIDO", campo, tipo="recomendacion", otro=otro.nombre, **facts)
