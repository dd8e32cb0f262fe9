"""The check of a template before it may be used: every finding at once, in words, with its place. Pure.

First what the file is, then what is between its braces, then what the law wants said, and last a try with fictitious
documents: only a template that passes all four is put in force.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx import Document as open_document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from workflow.actas.plantilla.campos import Campo
from workflow.actas.plantilla.clases import ClasePlantilla
from workflow.actas.plantilla.expresiones import Alcance, Lectura, leer_orden, leer_valor
from workflow.actas.plantilla.hallazgos import Hallazgo, aviso, error
from workflow.actas.plantilla.llenado import Fallida, llenar
from workflow.actas.plantilla.marcas import Marca, Suelta, marcas
from workflow.actas.plantilla.paquete import examinar

MARCAS = 3_000
ANIDADOS = 12
_ORDEN_DE_CIERRE = {"endfor": "for", "endif": "if"}


def revisar(data: bytes, clase: ClasePlantilla) -> tuple[Hallazgo, ...]:
    """Everything found, errors first. Nothing: it can be used as it is."""
    found = examinar(data)
    if found:
        return found
    try:
        word = open_document(io.BytesIO(data))
    except Exception:
        return (error("PLANTILLA_NO_ES_WORD"),)
    lectura = _Lector(clase)
    for raiz, parte in partes(word):
        lectura.parte(raiz, parte)
    found = (*lectura.hallazgos, *_exigencias(clase, lectura), *_costumbres(word))
    if not any(one.nivel == "error" for one in found):
        found = (*found, *_prueba(data, clase))
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.nivel != "error"))


def partes(word: Any) -> Iterator[tuple[Any, str]]:
    """The body and each header and footer, with the words for it."""
    yield word.element.body, ""
    names = {RELATIONSHIP_TYPE.HEADER: "Encabezado de página", RELATIONSHIP_TYPE.FOOTER: "Pie de página"}
    for rel in word.part.rels.values():
        if rel.reltype in names:
            yield rel.target_part._element, names[rel.reltype]


@dataclass
class _Abierto:
    orden: str
    donde: str
    alcance: Alcance


@dataclass
class _Lector:
    """Reads the marks of a template in order, with what is open at each of them."""

    clase: ClasePlantilla
    hallazgos: list[Hallazgo] = field(default_factory=list)
    usados: dict[str, bool] = field(default_factory=dict)  # name -> said always (True) or only sometimes
    cuantas: int = 0

    def parte(self, raiz: Any, parte: str) -> None:
        abiertos: list[_Abierto] = []
        for one in marcas(raiz, parte):
            self.cuantas += 1
            if self.cuantas > MARCAS:
                self.hallazgos.append(error("PLANTILLA_DEMASIADAS_MARCAS", maximo=MARCAS))
                return
            if isinstance(one, Suelta):
                self.hallazgos.append(error("PLANTILLA_LLAVES", one.donde))
            elif one.clase == "orden":
                self._orden(one, abiertos)
            elif one.clase == "valor":
                self._valor(one, abiertos)
        for left in abiertos:
            self.hallazgos.append(error("PLANTILLA_SIN_CERRAR", left.donde, orden=_escrita(left.orden)))

    def _valor(self, marca: Marca, abiertos: list[_Abierto]) -> None:
        lectura = leer_valor(marca.texto, self._alcance(abiertos), marca.donde)
        self._sumar(lectura, abiertos)
        for campo in lectura.campos:
            if campo.tipo in ("lista", "condicion"):
                codigo = "PLANTILLA_ES_LISTA" if campo.tipo == "lista" else "PLANTILLA_ES_CONDICION"
                self.hallazgos.append(error(codigo, marca.donde, campo=campo.nombre, escrito=campo.escrito))
            elif campo.tipo == "apartado" and marca.modo != "p":
                self.hallazgos.append(error("PLANTILLA_APARTADO_SOLO", marca.donde, campo=campo.nombre))

    def _orden(self, marca: Marca, abiertos: list[_Abierto]) -> None:
        palabra = marca.texto.split()[0] if marca.texto.split() else ""
        if palabra in _ORDEN_DE_CIERRE:
            if not abiertos or abiertos[-1].orden != _ORDEN_DE_CIERRE[palabra]:
                self.hallazgos.append(error("PLANTILLA_CIERRE_SOBRA", marca.donde, orden=_escrita(palabra)))
            else:
                abiertos.pop()
            return
        if palabra in ("else", "elif") and (not abiertos or abiertos[-1].orden != "if"):
            self.hallazgos.append(error("PLANTILLA_CIERRE_SOBRA", marca.donde, orden=_escrita(palabra)))
            return
        if palabra == "else":
            return
        lectura = leer_orden(marca.texto, self._alcance(abiertos), marca.donde)
        self._sumar(lectura, abiertos, dicho=False)
        if palabra in ("for", "if"):
            abiertos.append(_Abierto(palabra, marca.donde, lectura.alcance or self._alcance(abiertos)))
            if len(abiertos) > ANIDADOS:
                self.hallazgos.append(error("PLANTILLA_ANIDADA", marca.donde))

    def _alcance(self, abiertos: list[_Abierto]) -> Alcance:
        return abiertos[-1].alcance if abiertos else Alcance.inicial(self.clase.campos)

    def _sumar(self, lectura: Lectura, abiertos: list[_Abierto], *, dicho: bool = True) -> None:
        self.hallazgos.extend(lectura.hallazgos)
        siempre = dicho and not any(one.orden == "if" for one in abiertos)
        if dicho or lectura.condiciones:
            for nombre in (*lectura.nombres, *lectura.condiciones):
                self.usados[nombre] = self.usados.get(nombre, False) or siempre or nombre in lectura.condiciones


def _escrita(orden: str) -> str:
    return f"{{% {orden} … %}}" if orden in ("for", "if") else f"{{% {orden} %}}"


def _exigencias(clase: ClasePlantilla, lectura: _Lector) -> Iterator[Hallazgo]:
    """What the document has to say, by law or rule, and the template does not, or only sometimes."""
    for one in clase.exigencias:
        dichos = [lectura.usados[campo] for campo in one.campos if campo in lectura.usados]
        sugerido = _sugerido(clase.campos, one.campos[0])
        if not dichos:
            yield error(f"PLANTILLA_FALTA_{one.codigo.upper()}", campo=sugerido)
        elif not any(dichos) and one.codigo != "marca":
            yield aviso("PLANTILLA_A_VECES", exigencia=f"PLANTILLA_FALTA_{one.codigo.upper()}", campo=sugerido)


def _sugerido(campos: tuple[Campo, ...], nombre: str) -> str:
    return next((one.escrito for one in campos if one.nombre == nombre), nombre)


def _costumbres(word: Any) -> Iterator[Hallazgo]:
    """What is not wrong, but will not look as its author thinks."""
    body = word.element.body
    if any(next(body.iter(qn(tag)), None) is not None for tag in ("w:ins", "w:del", "w:moveFrom")):
        yield aviso("PLANTILLA_CON_CAMBIOS")
    if next(body.iter(qn("w:commentReference")), None) is not None:
        yield aviso("PLANTILLA_CON_COMENTARIOS")
    names = [rel.target_ref for rel in word.part.rels.values() if rel.is_external]
    if names:
        yield aviso("PLANTILLA_VINCULOS", cuantos=len(names))
    for raiz, parte in partes(word):
        for node in raiz.iter(qn("wp:docPr")):
            if not node.get("descr") and not node.get("title"):
                yield aviso("PLANTILLA_IMAGEN_SIN_TEXTO", parte)
                break


def _prueba(data: bytes, clase: ClasePlantilla) -> Iterator[Hallazgo]:
    """Fill it with each fictitious document."""
    for snapshot in clase.ejemplos():
        try:
            llenar(data, clase.campos, snapshot, clase.componer(snapshot))
        except Fallida as failed:
            yield error(failed.codigo)
            return
