"""Publishing a padrón: asked for by Transparencia, made in the background from the encrypted rows, kept and hashed."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from workflow.archivos.service import keep
from workflow.archivos.tipos import CSV, XLSX
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.hashes import sha256
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused
from workflow.outbox.service import leave
from workflow.padron.cifrado import Llavero
from workflow.padron.privacidad.accesos import con_datos_personales
from workflow.padron.publico.models import PadronPublico
from workflow.padron.publico.politica import nota
from workflow.padron.publico.queries import OBJETO, envio_vigente, politica_de, publicables
from workflow.padron.publico.version import filas, fugas
from workflow.people.models import Dependencia
from workflow.sipot.formato import Campo, Formato
from workflow.sipot.libro import libro
from workflow.sipot.llenado import llenar
from workflow.sipot.queries import vigente

PUBLICAN = ("transparencia",)
TRABAJO = "padron.publicar"
LIMITE = 200 * 1024 * 1024  # of our own making: a hundred thousand people with their note in each row
COLUMNAS = {
    "nombre": "Nombre(s)",
    "primer_apellido": "Primer apellido",
    "segundo_apellido": "Segundo apellido",
    "sexo": "Sexo",
    "razon_social": "Denominación social",
    "beneficio": "Monto, recurso, beneficio o apoyo",
    "fecha": "Fecha en que se volvió beneficiaria",
    "unidad_territorial": "Unidad territorial",
    "edad": "Edad",
}


@dataclass(frozen=True)
class Pedido:
    """What a public version is asked to cover. `curp`: the legal switch of this report (LGCG 67), with its basis."""

    ejercicio: int
    trimestre: int
    curp: bool = False
    curp_fundamento: str = ""

    @property
    def desde(self) -> date:
        return date(self.ejercicio, self.trimestre * 3 - 2, 1)

    @property
    def hasta(self) -> date:
        end = date(self.ejercicio + 1, 1, 1) if self.trimestre == 4 else date(self.ejercicio, self.trimestre * 3 + 1, 1)
        return date.fromordinal(end.toordinal() - 1)


@use_case
def pedir(expediente_id: int, pedido: Pedido, *, actor: Actor, ahora: datetime, llave: str | None = None) -> None:
    """Leave a public version to be made. Raises NotAllowed, Refused (none in force) or Invalid with every reason."""
    if not actor.has(*PUBLICAN):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    faltas = []
    if pedido.trimestre not in (1, 2, 3, 4) or not 2000 <= pedido.ejercicio <= 2200:
        faltas.append(Reason("PUBLICO_SIN_PERIODO"))
    elif pedido.desde > local_date(ahora):
        faltas.append(Reason("PUBLICO_PERIODO_FUTURO"))
    if pedido.curp and not 10 <= len(pedido.curp_fundamento) <= 300:
        faltas.append(Reason("PUBLICO_CURP_SIN_FUNDAMENTO"))
    if con_datos_personales(pedido.curp_fundamento):
        faltas.append(Reason("TEXTO_CON_DATOS_PERSONALES"))
    if faltas:
        raise Invalid(faltas)
    envio = envio_vigente(expediente_id)
    if envio is None or not envio.contenido.get("padron"):
        raise Refused("PUBLICO_SIN_VIGENTE")
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/padron/publico")
    record("padron:publicar", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"paso": "pide", "ejercicio": pedido.ejercicio, "trimestre": pedido.trimestre, "curp": pedido.curp,
                  "curp_fundamento": pedido.curp_fundamento})  # fmt: skip
    leave(
        TRABAJO,
        llave=f"{TRABAJO}:{expediente_id}:{pedido.ejercicio}-{pedido.trimestre}:{ahora.timestamp():.0f}",
        payload={"expediente_id": expediente_id, "usuario_id": actor.usuario_id, "ejercicio": pedido.ejercicio,
                 "trimestre": pedido.trimestre, "curp": pedido.curp, "curp_fundamento": pedido.curp_fundamento,
                 "pedida": ahora.isoformat()},
        ahora=ahora,
        objeto=(OBJETO, expediente_id),
    )  # fmt: skip


@use_case
def publicar(
    expediente_id: int,
    pedido: Pedido,
    *,
    municipio: str,
    direccion: str,
    llavero: Llavero,
    actor: Actor,
    ahora: datetime,
    pedida: datetime,
) -> str | None:
    """Make the files and their fact. Returns the folio; None when the same request was already made.

    Raises Refused (PUBLICO_CON_DATOS) when anything personal would go out: then nothing is published.
    """
    expediente = lock(Expediente, expediente_id)
    envio, hoy = envio_vigente(expediente_id), local_date(ahora)
    if envio is None:
        raise Refused("PUBLICO_SIN_VIGENTE")
    suyas = select(PadronPublico.id).where(PadronPublico.expediente_id == expediente_id)
    if db.session.scalar(suyas.where(PadronPublico.desde == pedido.desde, PadronPublico.en >= pedida).limit(1)):
        return None
    ultima = select(func.max(PadronPublico.version)).where(PadronPublico.expediente_id == expediente_id)
    version = (db.session.scalar(ultima) or 0) + 1
    elegida = politica_de(expediente.programa, hoy, curp=pedido.curp, curp_fundamento=pedido.curp_fundamento)
    folio = f"{expediente.folio}-PUB-{version:02d}".replace("/", "-")
    originales = list(publicables(expediente_id, pedido.desde, pedido.hasta, llavero))
    publicadas = filas(originales, elegida, municipio)
    halladas = fugas(
        publicadas, (one.registro for one in originales), con_curp=elegida.curp,
        con_menores=elegida.menores == "publicados",
    )  # fmt: skip
    if halladas:
        raise Refused("PUBLICO_CON_DATOS", clases=halladas)
    area, texto = _area(expediente, hoy), nota(elegida, folio, hoy)
    comun = _comunes(expediente, pedido, area, texto, hoy, direccion)
    xlsx, plano, formato = _archivos(folio, expediente_id, publicadas, comun, elegida.curp, actor, ahora)
    row = PadronPublico(
        folio=folio, expediente_id=expediente_id, envio_id=envio.id, carga_id=envio.contenido["padron"]["carga_id"],
        programa=expediente.programa, version=version, ejercicio=pedido.ejercicio, desde=pedido.desde,
        hasta=pedido.hasta, modo=elegida.modo, menores=elegida.menores, curp=elegida.curp,
        curp_fundamento=pedido.curp_fundamento or None, formato=formato,
        celda_minima=elegida.celda_minima, nota=texto, area=area, filas=len(publicadas),
        huella=sha256([{**fila, "fecha": str(fila["fecha"])} for fila in publicadas]), xlsx_id=xlsx, csv_id=plano,
        fecha=hoy, por_id=actor.usuario_id, por=actor.nombre, en=ahora,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    record("padron:publicar", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"paso": "publica", "folio": folio, "filas": row.filas, "huella": row.huella, "modo": row.modo,
                  "menores": row.menores, "curp": row.curp})  # fmt: skip
    return folio


def _archivos(
    folio: str,
    expediente_id: int,
    publicadas: Sequence[Mapping[str, Any]],
    comun: Mapping[str, Any],
    curp: bool,
    actor: Actor,
    ahora: datetime,
) -> tuple[int, int, str]:
    """The workbook and the plain text, kept; and which format the workbook has."""
    hoy = local_date(ahora)
    vista = vigente("padron", hoy)
    formato = _con_curp(vista.formato, curp)
    hojas = llenar(formato, [{**comun, "beneficiarios": publicadas}])
    xlsx = keep(
        libro(formato, hojas, fecha=hoy), nombre=f"{folio}.xlsx", actor=actor, ahora=ahora, clase="padron_publico",
        tipos=frozenset({XLSX}), expediente_id=expediente_id, limite=LIMITE,
    )  # fmt: skip
    plano = keep(
        _csv(publicadas, comun, con_curp=curp), nombre=f"{folio}.csv", actor=actor, ahora=ahora,
        clase="padron_publico", tipos=frozenset({CSV}), expediente_id=expediente_id, limite=LIMITE,
    )  # fmt: skip
    return xlsx, plano, f"{vista.id}:{vista.sha256[:16]}"


def _area(expediente: Expediente, hoy: date) -> str:
    return db.session.get_one(Dependencia, expediente.dependencia_id).nombre_en(hoy)


def _comunes(
    expediente: Expediente, pedido: Pedido, area: str, texto: str, hoy: date, direccion: str
) -> dict[str, Any]:
    return {
        "ejercicio": pedido.ejercicio, "inicio": pedido.desde, "termino": pedido.hasta, "ambito": "Local",
        "tipo_programa": "Programas de subsidio", "programa": f"{expediente.titulo} ({expediente.programa})",
        "informacion_estadistica": direccion, "area": area, "actualizado": hoy, "nota": texto,
    }  # fmt: skip


def _con_curp(formato: Formato, curp: bool) -> Formato:
    """With the legal switch, the child sheet has one more column at its end."""
    if not curp:
        return formato

    def wider(campo: Campo) -> Campo:
        if campo.tabla is None:
            return campo
        campos = (*campo.tabla.campos, Campo("CURP (LGCG, artículo 67)", fuente="curp"))
        return replace(campo, tabla=replace(campo.tabla, campos=campos))

    return replace(formato, campos=tuple(wider(campo) for campo in formato.campos))


def _csv(publicadas: Sequence[Mapping[str, Any]], comun: Mapping[str, Any], *, con_curp: bool) -> bytes:
    """One row per person (or total) with the programme, the period, the area and the note in each: it stands alone."""
    columnas = {**COLUMNAS, **({"curp": "CURP"} if con_curp else {})}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["Ejercicio", "Inicio del periodo", "Término del periodo", "Programa", *columnas.values(),
                     "Área responsable", "Fecha de actualización", "Nota"])  # fmt: skip
    for fila in publicadas:
        writer.writerow([
            comun["ejercicio"], f"{comun['inicio']:%d/%m/%Y}", f"{comun['termino']:%d/%m/%Y}", comun["programa"],
            *(_celda(fila.get(clave)) for clave in columnas),
            comun["area"], f"{comun['actualizado']:%d/%m/%Y}", comun["nota"],
        ])  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def _celda(valor: Any) -> Any:
    return f"{valor:%d/%m/%Y}" if isinstance(valor, date) else ("" if valor is None else valor)
