"""What anybody may know of a document by its folio: what it is, its hashes and what it is worth today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from workflow.actas.clases import document_state
from workflow.actas.models import Cancelacion, Documento, Firmado, Instantanea
from workflow.actas.queries.firmas_electronicas import ProcesoVista, proceso
from workflow.db import db
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotFound
from workflow.sesiones.models import Acuerdo, VotacionAnulada

HUELLA_CORTA = 16  # hexadecimal digits of the hash that the QR carries


@dataclass(frozen=True)
class ArchivoVerificable:
    """One file that was issued, or the scan of the signed paper (`formato` «firmado»)."""

    formato: str
    sha256: str


@dataclass(frozen=True)
class FirmaVerificable:
    """Who signed with a certificate, or why not: what the document itself says, and what was found."""

    nombre: str
    cargo: str
    estado: str
    numero: str = ""
    firmada_en: datetime | None = None
    resultado: str = ""
    vigencia: str = ""


@dataclass(frozen=True)
class VersionVerificable:
    version: int
    estado: str  # proyecto | vigente | sustituido | cancelado
    elaborada: datetime
    contenido_sha256: str
    archivos: tuple[ArchivoVerificable, ...]
    firmas: tuple[FirmaVerificable, ...] = ()
    etapas: tuple[ArchivoVerificable, ...] = ()  # the PDF before its last signature, as each one left it


@dataclass(frozen=True)
class Verificable:
    """`versiones`: the newest first. Nothing here is anybody's personal data."""

    folio: str
    clase: str
    organo: str
    fecha: date
    versiones: tuple[VersionVerificable, ...]

    @property
    def vale(self) -> VersionVerificable:
        """The one that is worth something today; the newest when none is in force."""
        return next((one for one in self.versiones if one.estado == "vigente"), self.versiones[0])

    def version_of(self, huella: str) -> VersionVerificable | None:
        """The version whose content begins with that hash, as printed under the QR."""
        wanted = huella.strip().lower()
        if len(wanted) < HUELLA_CORTA:
            return None
        return next((one for one in self.versiones if one.contenido_sha256.startswith(wanted)), None)


def verificable(folio: str) -> Verificable:
    """The document of a folio, whatever its state. NotFound FOLIO_DESCONOCIDO, the same for every folio not issued."""
    rows = list(
        db.session.scalars(select(Instantanea).where(Instantanea.folio == folio).order_by(Instantanea.version.desc()))
    )
    if not rows:
        raise NotFound("FOLIO_DESCONOCIDO")
    last = rows[0]
    return Verificable(
        folio=folio,
        clase=last.clase,
        organo=str(last.contenido.get("organo", {}).get("nombre", "")),
        fecha=_day(last),
        versiones=_versions(rows),
    )


def _versions(rows: Sequence[Instantanea]) -> tuple[VersionVerificable, ...]:
    ids = [row.id for row in rows]
    cancelled = set(db.session.scalars(select(Cancelacion.instantanea_id).where(Cancelacion.instantanea_id.in_(ids))))
    cancelled |= set(db.session.scalars(certified_without_effect().where(Instantanea.id.in_(ids))))
    files = _files(ids)
    signed = {one: proceso(one) for one in ids}
    vigente = _in_force(rows, files)
    return tuple(
        VersionVerificable(
            version=row.version,
            estado=document_state(
                cancelado=row.id in cancelled, ultima=place <= vigente, proyecto=_is_project(row, files)
            ),
            elaborada=row.creada_en,
            contenido_sha256=row.sha256,
            archivos=(*_last_stage(signed[row.id]), *files.get(row.id, ())),
            firmas=_signatures(signed[row.id]),
            etapas=_earlier_stages(signed[row.id]),
        )
        for place, row in enumerate(rows)
    )


def _in_force(rows: Sequence[Instantanea], files: Mapping[int, Sequence[ArchivoVerificable]]) -> int:
    """Place of the version that later ones do not replace: the last; of a quarterly report, the last one signed."""
    if rows[0].clase != "informe":
        return 0
    return next((place for place, row in enumerate(rows) if not _is_project(row, files)), 0)


def _is_project(row: Instantanea, files: Mapping[int, Sequence[ArchivoVerificable]]) -> bool:
    """As its snapshot says; a quarterly report, while its signed scan is not there."""
    if row.clase == "informe":
        return all(one.formato != "firmado" for one in files.get(row.id, ()))
    return bool(row.contenido.get("estado") == "proyecto")


def _last_stage(found: ProcesoVista | None) -> tuple[ArchivoVerificable, ...]:
    if found is None or not found.firmadas:
        return ()
    return (ArchivoVerificable("firmado_electronico", found.etapas[-1].sha256),)


def _earlier_stages(found: ProcesoVista | None) -> tuple[ArchivoVerificable, ...]:
    if found is None or not found.firmadas:
        return ()
    return tuple(ArchivoVerificable("firmado_electronico", one.sha256) for one in found.etapas[1:-1])


def _signatures(found: ProcesoVista | None) -> tuple[FirmaVerificable, ...]:
    """Those who signed or will not; nobody is shown as owing a signature to the public."""
    if found is None or not found.firmadas:
        return ()
    return tuple(
        FirmaVerificable(
            one.nombre,
            one.cargo,
            one.estado,
            one.firma.numero if one.firma else "",
            one.firma.firmada_en if one.firma else None,
            one.firma.resultado if one.firma else "",
            one.firma.vigencia if one.firma else "",
        )
        for one in found.lugares
        if one.firma or one.estado in ("se_nego", "ausente")
    )


def certified_without_effect() -> Select[tuple[int]]:
    """Ids of the certificaciones of acuerdos whose vote was annulled: they are worth nothing."""
    return (
        select(Instantanea.id)
        .join(Acuerdo, Acuerdo.id == Instantanea.objeto_id)
        .join(VotacionAnulada, VotacionAnulada.votacion_id == Acuerdo.votacion_id)
        .where(Instantanea.clase == "certificacion")
    )


def _files(ids: Sequence[int]) -> dict[int, list[ArchivoVerificable]]:
    found: dict[int, list[ArchivoVerificable]] = {}
    made = select(Documento.instantanea_id, Documento.formato, Documento.sha256).where(
        Documento.instantanea_id.in_(ids)
    )
    for instantanea, formato, sha256 in db.session.execute(made.order_by(Documento.formato.desc())):
        found.setdefault(instantanea, []).append(ArchivoVerificable(formato, sha256))
    signed = select(Firmado.instantanea_id, Firmado.sha256).where(Firmado.instantanea_id.in_(ids)).order_by(Firmado.id)
    for instantanea, sha256 in db.session.execute(signed):
        found.setdefault(instantanea, []).append(ArchivoVerificable("firmado", sha256))
    return found


def _day(row: Instantanea) -> date:
    """The day that the document bears: of the session, of the vote, or of issue."""
    held: dict[str, Any] = row.contenido
    for value in (held.get("sesion", {}).get("apertura"), held.get("fecha"), held.get("expedida")):
        if isinstance(value, str):
            return local_date(datetime.fromisoformat(value)) if "T" in value else date.fromisoformat(value)
    return local_date(row.creada_en)
