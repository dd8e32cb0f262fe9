"""Tables of the padrones: the rules of operation, each upload, and its rows with personal data encrypted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Json, UtcDateTime, append_only, codes, db
from workflow.padron.catalogos import REGLAS_COMPATIBILIDAD
from workflow.padron.codigos import ESTADOS_FILA
from workflow.padron.criterios import CAUSAS_BAJA
from workflow.padron.encabezados import ESTRUCTURAS
from workflow.padron.identidad import MOTIVOS_SIN_CURP
from workflow.padron.privacidad.bloqueo import ESTADOS as BLOQUEOS
from workflow.padron.reglas import CLASES_CARGA, ESTADOS_CARGA, MOVIMIENTOS


class ReglaOperacion(db.Model):  # type: ignore[name-defined]
    """A version of the reglas de operación of a dossier's programme. Ages in years; `clave`: headers of the key.

    A version that was ever sent is not touched again: the next change makes another one. Only where and when it was
    published is written afterwards. `criterios`: as `criterios.documento_de`; `modalidad`: that of the programme.
    """

    __tablename__ = "regla_operacion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    programa: Mapped[str] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer)
    nombre: Mapped[str] = mapped_column(String(300))
    formato: Mapped[str] = mapped_column(String(40))
    vigencia: Mapped[date] = mapped_column(Date)
    edad_min: Mapped[int | None] = mapped_column(Integer)
    edad_max: Mapped[int | None] = mapped_column(Integer)
    edad_en: Mapped[str | None] = mapped_column(String(80))
    pide_tutor: Mapped[bool] = mapped_column(Boolean, default=False)
    clave: Mapped[str] = mapped_column(String(200))
    apartados: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    documento_id: Mapped[int | None] = mapped_column(ForeignKey("archivo.id"))
    publicada: Mapped[date | None] = mapped_column(Date)
    publicada_en: Mapped[str | None] = mapped_column(String(200))
    vigencia_hasta: Mapped[date | None] = mapped_column(Date)
    modalidad: Mapped[str | None] = mapped_column(String(1))
    criterios: Mapped[dict[str, Any] | None] = mapped_column(Json)
    huella: Mapped[str] = mapped_column(String(64))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("expediente_id", "version", name="uq_regla_operacion_version"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("edad_min IS NULL OR edad_min BETWEEN 0 AND 130", name="edad_min"),
        CheckConstraint("edad_max IS NULL OR edad_max BETWEEN 0 AND 130", name="edad_max"),
        CheckConstraint("edad_min IS NULL OR edad_max IS NULL OR edad_min <= edad_max", name="edades"),
        CheckConstraint("length(huella) = 64", name="huella"),
        CheckConstraint("vigencia_hasta IS NULL OR vigencia_hasta >= vigencia", name="vigencia"),
    )


class CargaPadron(db.Model):  # type: ignore[name-defined]
    """One file uploaded for a dossier, read in the background, checked by a person, confirmed or replaced.

    `resumen`: the report of the check (codes and row numbers, no personal data). `razones`: why it could not be read.
    `clase`: the whole padrón or only its movements; `base_id`: the envio in force it was compared with; `delta`: what
    it changes of it (see `movimientos.Delta`); `motivo_bajas`: of those who are missing in a whole padrón.
    `columnas`: what its columns are (`Columnas.documento`), decided once. `muestra`: its first rows, encrypted, while
    nobody confirmed it. While it is read: `avance`, how far it is, and `turno`, whose the reading is.
    """

    __tablename__ = "carga_padron"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    archivo_id: Mapped[int] = mapped_column(ForeignKey("archivo.id"))
    archivo_sha256: Mapped[str] = mapped_column(String(64))
    reglas_version: Mapped[int] = mapped_column(Integer)
    reglas_huella: Mapped[str] = mapped_column(String(64))
    reglas: Mapped[dict[str, Any]] = mapped_column(Json)
    estado: Mapped[str] = mapped_column(String(12), default="pendiente")
    estructura: Mapped[str | None] = mapped_column(String(12))
    encabezados: Mapped[list[str] | None] = mapped_column(Json)
    resumen: Mapped[dict[str, Any] | None] = mapped_column(Json)
    razones: Mapped[list[Any] | None] = mapped_column(Json)
    filas: Mapped[int] = mapped_column(Integer, default=0)
    validas: Mapped[int] = mapped_column(Integer, default=0)
    con_error: Mapped[int] = mapped_column(Integer, default=0)
    con_aviso: Mapped[int] = mapped_column(Integer, default=0)
    huella: Mapped[str | None] = mapped_column(String(64))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)
    leida_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmada_en: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmada_por: Mapped[str | None] = mapped_column(String(200))
    clase: Mapped[str] = mapped_column(String(12), default="completo", server_default="completo")
    base_id: Mapped[int | None] = mapped_column(Integer)
    delta: Mapped[dict[str, Any] | None] = mapped_column(Json)
    motivo_bajas: Mapped[str | None] = mapped_column(String(30))
    columnas: Mapped[dict[str, Any] | None] = mapped_column(Json)
    muestra: Mapped[bytes | None] = mapped_column(LargeBinary)
    muestra_llave: Mapped[str | None] = mapped_column(String(20))
    avance: Mapped[dict[str, Any] | None] = mapped_column(Json)
    turno: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))

    __table_args__ = (
        codes("estado", ESTADOS_CARGA),
        codes("clase", CLASES_CARGA),
        codes("motivo_bajas", CAUSAS_BAJA),
        codes("estructura", ESTRUCTURAS),
        CheckConstraint("validas + con_error = filas", name="cuentas"),
        CheckConstraint(
            "estado NOT IN ('revisada', 'confirmada') OR (resumen IS NOT NULL AND huella IS NOT NULL "
            "AND encabezados IS NOT NULL AND leida_en IS NOT NULL)",
            name="revisada_con_resumen",
        ),
        CheckConstraint("estado <> 'ilegible' OR razones IS NOT NULL", name="ilegible_con_razones"),
        CheckConstraint(
            "estado <> 'confirmada' OR (confirmada_en IS NOT NULL AND confirmada_por IS NOT NULL)",
            name="confirmada_por_alguien",
        ),
        Index("ix_carga_padron_expediente", "expediente_id", "id"),
    )


class ColumnasRecordadas(db.Model):  # type: ignore[name-defined]
    """What a person of a dependencia said that the columns of a header mean (`mapeo.firma`), for the next file."""

    __tablename__ = "columnas_recordadas"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    dependencia: Mapped[str] = mapped_column(String(20))
    firma: Mapped[str] = mapped_column(String(64))
    estructura: Mapped[str] = mapped_column(String(12))
    roles: Mapped[dict[str, int]] = mapped_column(Json)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("estructura", ESTRUCTURAS),
        UniqueConstraint("dependencia", "firma", name="uq_columnas_recordadas_firma"),
    )


class PadronFila(db.Model):  # type: ignore[name-defined]
    """One row of an upload. `datos`: its cells, encrypted with the key `llave`; `indice`: keyed index of its CURP.

    `clave`, `nombre`, `hogar`, `telefono`, `contenido`: keyed indexes (`Llavero.indice_de`) of the record's key, of
    name and birth date, of the address, of the telephone and of the cells as they came; `nacimiento`, of the birth
    date; `tutor`, of the guardian's CURP, as `indice`. In clear only what says who nobody is: sexo, edad in years on
    `dia`, CVEGEO of the locality, `monto` in centavos, `sin_curp`, why there is no CURP.

    `bloqueo`: bloqueada is kept and nobody uses it; suprimida keeps nothing but its place. Both are left out of every
    read that does not ask for them (`privacidad/models.py`).

    `movimiento`: what the row does to the padrón it was compared with, and `motivo` why, in a baja. `clave_anterior`:
    the key under which the same person is there; `folio`: what the dependencia numbers them with (both keyed indexes).

    The rows of an upload count only while that upload is the confirmed one of its dossier.
    """

    __tablename__ = "padron_fila"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    carga_id: Mapped[int] = mapped_column(ForeignKey("carga_padron.id", ondelete="CASCADE"))
    numero: Mapped[int] = mapped_column(Integer)
    estado: Mapped[str] = mapped_column(String(6))
    codigos: Mapped[str] = mapped_column(Text, default="")
    llave: Mapped[str] = mapped_column(String(20))
    datos: Mapped[bytes] = mapped_column(LargeBinary)
    indice: Mapped[str | None] = mapped_column(String(64))
    clave: Mapped[str | None] = mapped_column(String(32))
    nombre: Mapped[str | None] = mapped_column(String(32))
    hogar: Mapped[str | None] = mapped_column(String(32))
    telefono: Mapped[str | None] = mapped_column(String(32))
    contenido: Mapped[str | None] = mapped_column(String(32))
    nacimiento: Mapped[str | None] = mapped_column(String(32))
    tutor: Mapped[str | None] = mapped_column(String(64))
    sin_curp: Mapped[str | None] = mapped_column(String(20))
    sexo: Mapped[str | None] = mapped_column(String(1))
    edad: Mapped[int | None] = mapped_column(SmallInteger)
    dia: Mapped[date | None] = mapped_column(Date)
    cvegeo: Mapped[str | None] = mapped_column(String(9))
    monto: Mapped[int | None] = mapped_column(BigInteger)
    movimiento: Mapped[str | None] = mapped_column(String(10))
    bloqueo: Mapped[str | None] = mapped_column(String(10))
    motivo: Mapped[str | None] = mapped_column(String(30))
    clave_anterior: Mapped[str | None] = mapped_column(String(32))
    folio: Mapped[str | None] = mapped_column(String(32))

    __table_args__ = (
        codes("estado", ESTADOS_FILA),
        codes("movimiento", MOVIMIENTOS),
        codes("bloqueo", BLOQUEOS),
        codes("sin_curp", MOTIVOS_SIN_CURP),
        UniqueConstraint("carga_id", "numero", name="uq_padron_fila_numero"),
        CheckConstraint("numero >= 1", name="numero"),
        CheckConstraint("estado = 'valida' OR codigos <> ''", name="estado_con_codigos"),
        Index("ix_padron_fila_indice", "indice"),
        Index("ix_padron_fila_nombre", "nombre"),
        Index("ix_padron_fila_hogar", "hogar"),
        Index(
            "ix_padron_fila_bloqueo",
            "bloqueo",
            postgresql_where=text("bloqueo IS NOT NULL"),
            sqlite_where=text("bloqueo IS NOT NULL"),
        ),
        Index("ix_padron_fila_tutor", "tutor"),
    )


class Inscripcion(db.Model):  # type: ignore[name-defined]
    """Somebody (or something) in the padrón that is in force, under the rules of operation of its alta.

    `clave`: keyed index of the record's key; `fila_id`: the row with its data today; `version`: that of the dossier
    with which it came in. Its history is in `padron_movimiento`; one that left stays, with the day.
    """

    __tablename__ = "inscripcion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    clave: Mapped[str] = mapped_column(String(32))
    persona: Mapped[str | None] = mapped_column(String(64))
    fila_id: Mapped[int] = mapped_column(ForeignKey("padron_fila.id"))
    version: Mapped[int] = mapped_column(Integer)
    reglas_version: Mapped[int] = mapped_column(Integer)
    desde: Mapped[date] = mapped_column(Date)
    hasta: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (
        CheckConstraint("hasta IS NULL OR hasta >= desde", name="fechas"),
        Index(
            "uq_inscripcion_vigente",
            "expediente_id",
            "clave",
            unique=True,
            postgresql_where=text("hasta IS NULL"),
            sqlite_where=text("hasta IS NULL"),
        ),
        Index("ix_inscripcion_persona", "persona"),
        Index("ix_inscripcion_fila", "fila_id"),
    )


class PadronMovimiento(db.Model):  # type: ignore[name-defined]
    """An alta, baja or correction that came into force with a version of the dossier. `fila_id`: the row that says it
    (none for a baja by absence in a whole padrón).
    """

    __tablename__ = "padron_movimiento"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    inscripcion_id: Mapped[int] = mapped_column(ForeignKey("inscripcion.id"))
    clase: Mapped[str] = mapped_column(String(10))
    envio_id: Mapped[int] = mapped_column(ForeignKey("envio.id"))
    fila_id: Mapped[int | None] = mapped_column(ForeignKey("padron_fila.id"))
    reglas_version: Mapped[int] = mapped_column(Integer)
    dia: Mapped[date] = mapped_column(Date)
    motivo: Mapped[str | None] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("clase", MOVIMIENTOS),
        UniqueConstraint("inscripcion_id", "envio_id", "clase", name="uq_padron_movimiento_envio"),
        Index("ix_padron_movimiento_envio", "envio_id", "clase"),
    )


class CompatibilidadPrograma(db.Model):  # type: ignore[name-defined]
    """What two programmes are to each other from a day on; the latest one counts. `programa_a` < `programa_b`."""

    __tablename__ = "compatibilidad_programa"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    programa_a: Mapped[str] = mapped_column(String(40))
    programa_b: Mapped[str] = mapped_column(String(40))
    regla: Mapped[str] = mapped_column(String(14))
    tope: Mapped[int | None] = mapped_column(BigInteger)
    fundamento: Mapped[str] = mapped_column(String(300))
    vigente_desde: Mapped[date] = mapped_column(Date)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("regla", REGLAS_COMPATIBILIDAD),
        CheckConstraint("programa_a < programa_b", name="par"),
        CheckConstraint("(regla = 'tope_conjunto') = (tope IS NOT NULL)", name="tope"),
        Index("ix_compatibilidad_programa_par", "programa_a", "programa_b", "vigente_desde", "id"),
    )


class ReglaTraslado(db.Model):  # type: ignore[name-defined]
    """A decision by which those in force under a version of the rules pass to another one, from a day on."""

    __tablename__ = "regla_traslado"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    de_version: Mapped[int] = mapped_column(Integer)
    a_version: Mapped[int] = mapped_column(Integer)
    dia: Mapped[date] = mapped_column(Date)
    fundamento: Mapped[str] = mapped_column(String(300))
    cuantas: Mapped[int] = mapped_column(Integer)
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("de_version <> a_version", name="otra"),
        Index("ix_regla_traslado_expediente", "expediente_id", "id"),
    )


append_only("padron_movimiento")
append_only("compatibilidad_programa")
append_only("regla_traslado")
