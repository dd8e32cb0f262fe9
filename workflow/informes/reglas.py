"""What an activity must say to be registered, and when a report can be signed or published. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from workflow.informes.clases import TIPOS, quarter_of
from workflow.kernel.refusals import Reason

TITULO, LUGAR, DETALLE, QUIENES, PIE, TEXTO, SECCION = 200, 200, 2000, 300, 200, 300, 20_000
DIAS, FOTOS, ASISTENTES = 40, 8, 100_000
FOTO_BYTES = 6 * 1024 * 1024


@dataclass(frozen=True)
class Foto:
    """`texto`: what it shows, for who cannot see it."""

    archivo_id: int
    texto: str
    pie: str = ""


@dataclass(frozen=True)
class Datos:
    """An activity as it is registered. `fechas`: its days; none when only its quarter is known (`desde`, `hasta`).

    `asistentes`: how many people; `quienes`: who they were («representantes de…»).
    """

    tipo: str
    fechas: tuple[date, ...]
    titulo: str = ""
    hora: time | None = None
    lugar: str = ""
    detalle: str = ""
    asistentes: int | None = None
    quienes: str = ""
    organo_id: int | None = None
    desde: date | None = None
    hasta: date | None = None


def reparos(one: Datos) -> tuple[Reason, ...]:
    """Everything that is wrong with an activity; each with the field where it is mended."""
    found: list[Reason] = []
    if one.tipo not in TIPOS:
        found.append(_at("ACTIVIDAD_SIN_TIPO", "tipo"))
    if not one.fechas and (one.desde is None or one.hasta is None):
        found.append(_at("ACTIVIDAD_SIN_FECHA", "fecha"))
    if len(one.fechas) > DIAS:
        found.append(_at("ACTIVIDAD_MUCHAS_FECHAS", "fecha", maximo=DIAS))
    if len({quarter_of(dia) for dia in one.fechas}) > 1:
        found.append(_at("ACTIVIDAD_DOS_TRIMESTRES", "fecha"))
    if one.asistentes is not None and not 0 < one.asistentes <= ASISTENTES:
        found.append(_at("ACTIVIDAD_ASISTENTES", "asistentes", maximo=ASISTENTES))
    if one.quienes and one.asistentes is None:
        found.append(_at("ACTIVIDAD_QUIENES_SIN_CUANTOS", "asistentes"))
    for campo, valor, maximo in (
        ("titulo", one.titulo, TITULO),
        ("lugar", one.lugar, LUGAR),
        ("detalle", one.detalle, DETALLE),
        ("quienes", one.quienes, QUIENES),
    ):
        if len(valor) > maximo:
            found.append(_at("ACTIVIDAD_TEXTO_LARGO", campo, maximo=maximo))
    return tuple(found)


def reparos_fotos(textos: tuple[tuple[str, str], ...]) -> tuple[Reason, ...]:
    """`textos`: what each photograph shows and its caption."""
    found: list[Reason] = []
    if len(textos) > FOTOS:
        found.append(_at("FOTO_MUCHAS", "foto", maximo=FOTOS))
    if any(not texto.strip() for texto, _ in textos):
        found.append(_at("FOTO_SIN_TEXTO", "foto"))
    if any(len(texto) > TEXTO or len(pie) > PIE for texto, pie in textos):
        found.append(_at("FOTO_TEXTO_LARGO", "foto", texto=TEXTO, pie=PIE))
    return tuple(found)


def _at(code: str, campo: str, **facts: int) -> Reason:
    return Reason(code, {"campo": campo, **facts})


def estado_de(*, version: int, firmada: bool, publicada: bool) -> str:
    """Of the last version of a report: `sin_elaborar` while there is none."""
    if not version:
        return "sin_elaborar"
    return "publicado" if publicada else "firmado" if firmada else "borrador"
