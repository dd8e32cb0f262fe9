"""A padrón dossier with its rules, and uploads read as the worker reads them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import current_app

from tests.cast import Cast
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Borrador
from workflow.expedientes.models import Expediente as ExpedienteRow
from workflow.jobs.handlers import HANDLERS, JobContext
from workflow.jobs.padron import inscribir, leer
from workflow.padron import service
from workflow.padron.cifrado import Llavero, llavero

MUESTRA = Path(__file__).resolve().parents[1] / "workflow" / "demo" / "fresnillo" / "padron"
EXIGIDOS = (
    "objetivo", "poblacion", "temporalidad", "apoyos", "requisitos", "coordinacion", "metas", "seguimiento",
    "transparencia", "quejas",
)  # fmt: skip
"""What cannot be missing in the rules of a programme of modality S."""
TEXTOS = {codigo: f"Texto ficticio del apartado {codigo}." for codigo in EXIGIDOS}
REGLAS: dict[str, Any] = {
    "nombre": "Reglas de operación de becas municipales",
    "vigencia_reglas": "2026-01-26",
    "edad_min": 6,
    "edad_max": 22,
    "edad_en": "FH_ALTA",
    "pide_tutor": True,
    "clave": "CURP + NB_PERIODO_CORRES",
    "formato": "PUB Personas",
    "apartados": TEXTOS | {"objetivo": "Que nadie deje la escuela por falta de dinero."},
}
SENCILLAS: dict[str, Any] = {
    "nombre": "Reglas de operación de apoyos",
    "vigencia_reglas": "2026-01-01",
    "edad_en": "FECHA ENTREGA",
    "edad_min": 18,
    "clave": "CURP",
    "apartados": TEXTOS,
}
ANA = "PEXA900215MZSXXN00"
LUPE = "TORG641201HZSRSD01"
ENCABEZADO = "CURP,NOMBRE COMPLETO,MONTO,FECHA ENTREGA,OBSERVACIONES"


def csv_de(*filas: str) -> bytes:
    return "\r\n".join([ENCABEZADO, *filas, ""]).encode()


BUENO = csv_de(f"{ANA},ANA PEÑA,450,05/02/2026,", f"{LUPE},DE LA TORRE RIOS JOSE GUADALUPE,450,05/02/2026,")
CON_ERRORES = csv_de(
    f"{ANA},ANA PEÑA,450,05/02/2026,",
    f"{LUPE},DE LA TORRE RIOS JOSE GUADALUPE,CORTESIA,05/02/2026,=1+1",
    f"{ANA},PEÑA ANA,450,06/02/2026,",
)


OTRA = "PXDA950312MZSDMN00"
COMPLETO = "FOLIO,CURP,NOMBRE COMPLETO,MONTO,FECHA ENTREGA,OBSERVACIONES"
MOVIMIENTOS = f"MOVIMIENTO,MOTIVO_BAJA,CURP_ANTERIOR,{COMPLETO}"
DE_ANA = f"A1,{ANA},ANA PEÑA,450,05/02/2026,"
DE_LUPE = f"A2,{LUPE},DE LA TORRE RIOS JOSE GUADALUPE,450,05/02/2026,"
DE_OTRA = f"A3,{OTRA},PEDRERO DOMINGUEZ MA. DE LOS ANGELES,450,12/03/2026,"


def csv(encabezado: str, *filas: str) -> bytes:
    """A file with folios, whole (COMPLETO) or of movements."""
    return "\r\n".join([encabezado, *filas, ""]).encode()


class Expediente:
    """One padrón dossier of Educación, and the acts of its enlace, a minute each."""

    def __init__(self, cast: Cast, ahora: datetime, reglas: dict[str, Any] | None = SENCILLAS) -> None:
        self.cast, self.ahora = cast, ahora
        self.actor = cast.enlace_educacion
        self.id = expedientes.crear(
            "padron", "UR-043", "PP-25", 2026, "Becas municipales", actor=self.actor, ahora=ahora
        )
        if reglas is not None:
            service.guardar_reglas(self.id, reglas, actor=self.actor, ahora=self.tick())

    def tick(self) -> datetime:
        self.ahora += timedelta(minutes=1)
        return self.ahora

    def upload(self, data: bytes, nombre: str = "padron.csv") -> int:
        return service.subir(self.id, data, nombre=nombre, actor=self.actor, ahora=self.tick())

    def read(self, carga_id: int) -> None:
        read(carga_id, self.tick())

    def confirm(self, carga_id: int, motivo_bajas: str | None = "otra") -> None:
        service.confirmar(carga_id, motivo_bajas=motivo_bajas, actor=self.actor, ahora=self.tick())

    def loaded(self, data: bytes = BUENO, motivo_bajas: str | None = "otra") -> int:
        carga_id = self.upload(data)
        self.read(carga_id)
        self.confirm(carga_id, motivo_bajas)
        return carga_id

    def modify(self, tipo_cambio: str = "altas_y_bajas") -> None:
        """The next version, over the one in force."""
        self.do("titular_educacion", "abrir_modificacion", tipo_cambio=tipo_cambio, motivo="Movimientos del mes")

    def do(self, who: str, accion: str, **parametros: Any) -> expedientes.Resultado:
        return expedientes.actuar(
            self.id, accion, actor=getattr(self.cast, who), ahora=self.tick(), parametros=parametros
        )

    def approve(self) -> None:
        """From the draft to the Cabildo's approval."""
        for who, accion in (
            ("titular_educacion", "enviar"),
            ("revisora", "tomar_revision"),
            ("planeacion", "validar"),
            ("planeacion", "turnar"),
        ):
            self.do(who, accion)
        expedientes.apply_dictamen(
            self.id, resultado="dictamen_aprobado", sentido="favorable", origen=("sesion", 7),
            actor=self.cast.comisiones, ahora=self.tick(),
        )  # fmt: skip
        expedientes.enlistar(
            self.id, sesion="ordinaria", seccion="asuntos_especificos", origen=("sesion", 12),
            actor=self.cast.gobierno, ahora=self.tick(),
        )  # fmt: skip
        expedientes.apply_resolution(
            self.id, votacion="aprobado", origen=("votacion", 31), acuerdo_folio="AHC/012/2026",
            actor=self.cast.gobierno, ahora=self.tick(),
        )  # fmt: skip

    def publish(self) -> None:
        """Approved, published, and its enrolments made as the worker makes them."""
        self.approve()
        self.do("transparencia", "publicar", archivo="v_aprobada", version_publica="confirmada_por_comite")
        self.enroll()

    def enroll(self) -> None:
        envio_id = db.session.get_one(ExpedienteRow, self.id).v_vigente_id
        inscribir({"envio_id": envio_id}, JobContext(1, self.tick(), current_app.config["RUTA"], lambda *_: None))

    @property
    def contenido(self) -> dict[str, Any]:
        db.session.expire_all()
        return db.session.get_one(Borrador, self.id).contenido


def read(carga_id: int, ahora: datetime, avances: list[tuple[int, int | None]] | None = None) -> None:
    """What the worker does with the reading of an upload."""
    assert HANDLERS["padron.leer"] is leer
    seen: list[tuple[int, int | None]] = [] if avances is None else avances

    def progress(hecho: int, total: int | None) -> None:
        seen.append((hecho, total))

    leer({"carga_id": carga_id}, JobContext(1, ahora, current_app.config["RUTA"], progress))


def llaves() -> Llavero:
    return llavero(current_app.config["RUTA"].padron_keys)


def numbers(filas: Sequence[Any]) -> list[int]:
    return [fila.numero for fila in filas]
