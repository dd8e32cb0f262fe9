"""Initial schema: every table, and the triggers that keep the tables of facts as they were written.

Revision: 0001
Before:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES_OF_FACTS = (
    "acta_precision",
    "acta_texto",
    "acuerdo",
    "acuerdo_seguimiento",
    "acuse",
    "acuse_anulado",
    "adjunto",
    "archivo",
    "asiento",
    "asistencia_anulada",
    "asistencia_evento",
    "avance",
    "avance_evidencia",
    "avance_revision",
    "confirmacion",
    "convocatoria",
    "convocatoria_envio",
    "corte",
    "dictamen",
    "documento",
    "documento_cancelacion",
    "envio",
    "excusa",
    "expediente_paso",
    "expediente_resolucion",
    "expediente_resolucion_anulada",
    "firma_autoridad",
    "firma_autoridad_baja",
    "firma_electronica",
    "firma_etapa",
    "firma_identidad",
    "firma_lugar",
    "firma_nota",
    "firma_preparada",
    "firma_proceso",
    "firma_proceso_fin",
    "firma_regla",
    "firma_revision",
    "firmado",
    "incidencia",
    "instantanea",
    "intervencion",
    "libro_asiento",
    "membrete",
    "observacion_mensaje",
    "organo_nombre",
    "participacion",
    "plantilla",
    "votacion_anulada",
    "voto",
    "voto_calidad",
    "voto_emitido",
    "voto_particular",
)


def _protect() -> None:
    """UPDATE and DELETE are refused by the database itself."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE OR REPLACE FUNCTION ruta_solo_altas() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION USING MESSAGE = 'tabla de hechos, no se modifica ni se borra: ' || TG_TABLE_NAME, "
            "ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for table in TABLES_OF_FACTS:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_solo_altas BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION ruta_solo_altas()"
            )
            continue
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_sin_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'tabla de hechos, no se modifica ni se borra'); END"
            )


def _unprotect() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES_OF_FACTS:
            op.execute(f"DROP TRIGGER {table}_solo_altas ON {table}")
        op.execute("DROP FUNCTION ruta_solo_altas()")
        return
    for table in TABLES_OF_FACTS:
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_sin_{verb}")


def upgrade() -> None:
    op.create_table(
        "archivo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.Column("tipo", sa.String(length=120), nullable=False),
        sa.Column("tamano", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=40), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=True),
        sa.Column("subido_por", sa.Integer(), nullable=False),
        sa.Column("subido_en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_archivo_hash")),
        sa.CheckConstraint("tamano > 0", name=op.f("ck_archivo_no_vacio")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archivo")),
    )
    with op.batch_alter_table("archivo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_archivo_expediente_id"), ["expediente_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_archivo_sha256"), ["sha256"], unique=False)

    op.create_table(
        "asiento",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cadena", sa.String(length=60), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor_nombre", sa.String(length=200), nullable=False),
        sa.Column("accion", sa.String(length=80), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=True),
        sa.Column(
            "datos",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("hash_previo", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asiento")),
        sa.UniqueConstraint("cadena", "seq", name=op.f("uq_asiento_cadena_seq")),
    )
    with op.batch_alter_table("asiento", schema=None) as batch_op:
        batch_op.create_index("ix_asiento_expediente_id", ["expediente_id", "id"], unique=False)

    op.create_table(
        "cadena",
        sa.Column("clave", sa.String(length=60), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("clave", name=op.f("pk_cadena")),
    )
    op.create_table(
        "catalogo_renglon",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("catalogo", sa.String(length=20), nullable=False),
        sa.Column("ejercicio", sa.Integer(), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("padre", sa.String(length=40), nullable=True),
        sa.Column("nombre", sa.String(length=400), nullable=False),
        sa.Column(
            "datos",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "catalogo IN ('programas', 'cog', 'fuentes', 'pmd', 'ods', 'ods_metas', 'localidades', 'dependencias')",
            name=op.f("ck_catalogo_renglon_catalogo"),
        ),
        sa.CheckConstraint("ejercicio BETWEEN 2000 AND 2100", name=op.f("ck_catalogo_renglon_ejercicio")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogo_renglon")),
        sa.UniqueConstraint("ejercicio", "catalogo", "clave", name="uq_catalogo_renglon_clave"),
    )
    op.create_table(
        "corte",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ejercicio", sa.Integer(), nullable=False),
        sa.Column("periodo", sa.String(length=7), nullable=False),
        sa.Column(
            "contenido",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_corte_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corte")),
        sa.UniqueConstraint("ejercicio", "periodo", name="uq_corte_periodo"),
    )
    op.create_table(
        "curul",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=20), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("cargo", sa.String(length=120), nullable=False),
        sa.Column("principio", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_curul")),
        sa.UniqueConstraint("clave", name=op.f("uq_curul_clave")),
    )
    op.create_table(
        "dependencia",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=20), nullable=False),
        sa.Column("siglas", sa.String(length=20), nullable=False),
        sa.Column("tipo", sa.String(length=40), nullable=False),
        sa.Column("titular_cargo", sa.String(length=160), nullable=False),
        sa.Column("padre_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["padre_id"], ["dependencia.id"], name=op.f("fk_dependencia_padre_id_dependencia")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dependencia")),
        sa.UniqueConstraint("clave", name=op.f("uq_dependencia_clave")),
    )
    op.create_table(
        "dia_inhabil",
        sa.Column("fecha", sa.Date(), nullable=False),
        sa.Column("motivo", sa.String(length=200), nullable=False),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("por_confirmar", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("fecha", name=op.f("pk_dia_inhabil")),
    )
    op.create_table(
        "firma_autoridad",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.Column("ocsp", sa.String(length=300), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("fundamento", sa.Text(), nullable=False),
        sa.Column("estado", sa.String(length=40), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("clase IN ('raiz', 'intermedia')", name=op.f("ck_firma_autoridad_clase")),
        sa.CheckConstraint("fundamento <> '' AND length(sha256) = 64", name=op.f("ck_firma_autoridad_con_fundamento")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firma_autoridad")),
        sa.UniqueConstraint("sha256", name=op.f("uq_firma_autoridad_sha256")),
    )
    op.create_table(
        "firma_identidad",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quien", sa.String(length=240), nullable=False),
        sa.Column("rfc_indice", sa.String(length=64), nullable=True),
        sa.Column("curp_indice", sa.String(length=64), nullable=True),
        sa.Column("certificado_sha256", sa.String(length=64), nullable=True),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "rfc_indice IS NOT NULL OR curp_indice IS NOT NULL OR certificado_sha256 IS NOT NULL",
            name=op.f("ck_firma_identidad_algo"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firma_identidad")),
    )
    with op.batch_alter_table("firma_identidad", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_firma_identidad_quien"), ["quien"], unique=False)

    op.create_table(
        "folio_consecutivo",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("ultimo", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folio_consecutivo")),
    )
    op.create_table(
        "organo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=20), nullable=False),
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.Column("tipo", sa.String(length=20), nullable=False),
        sa.Column("prefijo_acuerdo", sa.String(length=80), nullable=False),
        sa.Column("conduce", sa.String(length=40), nullable=False),
        sa.Column(
            "secretario",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "conduce IN ('secretaria_gobierno', 'comisiones_secretaria', 'planeacion_titular', 'transparencia')",
            name=op.f("ck_organo_conduce"),
        ),
        sa.CheckConstraint(
            "tipo IN ('cabildo', 'comision', 'comisiones_unidas', 'comite')", name=op.f("ck_organo_tipo")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organo")),
        sa.UniqueConstraint("clave", name=op.f("uq_organo_clave")),
    )
    op.create_table(
        "peticion",
        sa.Column("llave", sa.String(length=80), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("destino", sa.String(length=300), nullable=True),
        sa.PrimaryKeyConstraint("llave", name=op.f("pk_peticion")),
    )
    with op.batch_alter_table("peticion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_peticion_en"), ["en"], unique=False)

    op.create_table(
        "plazo_regla",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("etapa", sa.String(length=30), nullable=False),
        sa.Column("dias", sa.Integer(), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("por_confirmar", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "etapa IN ('borrador', 'enviado', 'en_revision', 'con_observaciones', 'validado', 'en_comisiones', 'dictaminado', 'en_cabildo', 'aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto', 'retirado', 'publicado')",
            name=op.f("ck_plazo_regla_etapa"),
        ),
        sa.CheckConstraint("dias >= 1", name=op.f("ck_plazo_regla_dias")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plazo_regla")),
        sa.UniqueConstraint("etapa", "vigente_desde", name="uq_plazo_regla_vigencia"),
    )
    op.create_table(
        "regla_ruta",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("valor", sa.String(length=40), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("por_confirmar", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regla_ruta")),
        sa.UniqueConstraint("clave", "vigente_desde", name="uq_regla_ruta_vigencia"),
    )
    op.create_table(
        "trabajo",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tipo", sa.String(length=60), nullable=False),
        sa.Column("llave", sa.String(length=160), nullable=False),
        sa.Column(
            "payload",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("objeto_tipo", sa.String(length=40), nullable=True),
        sa.Column("objeto_id", sa.Integer(), nullable=True),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column("creado_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disponible_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tomado_por", sa.String(length=80), nullable=True),
        sa.Column("tomado_hasta", sa.DateTime(timezone=True), nullable=True),
        sa.Column("intentos", sa.Integer(), nullable=False),
        sa.Column("hecho", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("terminado_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=300), nullable=True),
        sa.CheckConstraint("estado <> 'hecho' OR terminado_en IS NOT NULL", name=op.f("ck_trabajo_hecho_con_hora")),
        sa.CheckConstraint("estado <> 'tomado' OR tomado_hasta IS NOT NULL", name=op.f("ck_trabajo_tomado_con_plazo")),
        sa.CheckConstraint("estado IN ('pendiente', 'tomado', 'hecho', 'fallido')", name=op.f("ck_trabajo_estado")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trabajo")),
        sa.UniqueConstraint("llave", name=op.f("uq_trabajo_llave")),
    )
    with op.batch_alter_table("trabajo", schema=None) as batch_op:
        batch_op.create_index("ix_trabajo_objeto", ["objeto_tipo", "objeto_id"], unique=False)
        batch_op.create_index(
            "ix_trabajo_por_hacer",
            ["disponible_en"],
            unique=False,
            postgresql_where=sa.text("estado IN ('pendiente', 'tomado')"),
            sqlite_where=sa.text("estado IN ('pendiente', 'tomado')"),
        )

    op.create_table(
        "usuario",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("correo", sa.String(length=200), nullable=False),
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.Column("cargo", sa.String(length=200), nullable=False),
        sa.Column("clave_hash", sa.String(length=200), nullable=False),
        sa.Column("activo", sa.Boolean(), nullable=False),
        sa.Column("debe_cambiar_clave", sa.Boolean(), nullable=False),
        sa.Column("epoca", sa.Integer(), nullable=False),
        sa.Column("creado_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ultimo_acceso", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usuario")),
        sa.UniqueConstraint("correo", name=op.f("uq_usuario_correo")),
    )
    op.create_table(
        "acceso",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("epoca", sa.Integer(), nullable=False),
        sa.Column("creado_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expira_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cerrado_en", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_acceso_usuario_id_usuario")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_acceso")),
    )
    with op.batch_alter_table("acceso", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acceso_usuario_id"), ["usuario_id"], unique=False)

    op.create_table(
        "asignacion_rol",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("dependencia_id", sa.Integer(), nullable=True),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "rol IN ('dependencia_captura', 'dependencia_titular', 'planeacion_revisor', 'planeacion_titular', 'comisiones_secretaria', 'secretaria_gobierno', 'integrante', 'transparencia', 'auditoria', 'administrador')",
            name=op.f("ck_asignacion_rol_rol"),
        ),
        sa.CheckConstraint(
            "rol NOT IN ('dependencia_captura', 'dependencia_titular') OR dependencia_id IS NOT NULL",
            name=op.f("ck_asignacion_rol_dependencia_obligatoria"),
        ),
        sa.CheckConstraint("hasta IS NULL OR hasta >= desde", name=op.f("ck_asignacion_rol_intervalo")),
        sa.ForeignKeyConstraint(
            ["dependencia_id"], ["dependencia.id"], name=op.f("fk_asignacion_rol_dependencia_id_dependencia")
        ),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_asignacion_rol_usuario_id_usuario")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asignacion_rol")),
    )
    with op.batch_alter_table("asignacion_rol", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asignacion_rol_dependencia_id"), ["dependencia_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_asignacion_rol_usuario_id"), ["usuario_id"], unique=False)

    op.create_table(
        "calendario_llave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("llave_hash", sa.String(length=64), nullable=False),
        sa.Column("creada_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revocada_en", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "revocada_en IS NULL OR revocada_en >= creada_en", name=op.f("ck_calendario_llave_intervalo")
        ),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_calendario_llave_usuario_id_usuario")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendario_llave")),
        sa.UniqueConstraint("llave_hash", name=op.f("uq_calendario_llave_llave_hash")),
    )
    with op.batch_alter_table("calendario_llave", schema=None) as batch_op:
        batch_op.create_index(
            "uq_calendario_llave_vigente",
            ["usuario_id"],
            unique=True,
            sqlite_where=sa.text("revocada_en IS NULL"),
            postgresql_where=sa.text("revocada_en IS NULL"),
        )

    op.create_table(
        "consecutivo",
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column("serie", sa.String(length=40), nullable=False),
        sa.Column("periodo", sa.String(length=20), nullable=False),
        sa.Column("ultimo", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_consecutivo_organo_id_organo")),
        sa.PrimaryKeyConstraint("organo_id", "serie", "periodo", name=op.f("pk_consecutivo")),
    )
    op.create_table(
        "dependencia_nombre",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dependencia_id", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=True),
        sa.CheckConstraint("hasta IS NULL OR hasta >= desde", name=op.f("ck_dependencia_nombre_intervalo")),
        sa.ForeignKeyConstraint(
            ["dependencia_id"], ["dependencia.id"], name=op.f("fk_dependencia_nombre_dependencia_id_dependencia")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dependencia_nombre")),
        sa.UniqueConstraint("dependencia_id", "desde", name=op.f("uq_dependencia_nombre_dependencia_id_desde")),
    )
    with op.batch_alter_table("dependencia_nombre", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dependencia_nombre_dependencia_id"), ["dependencia_id"], unique=False)

    op.create_table(
        "expediente",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("folio", sa.String(length=40), nullable=False),
        sa.Column("tipo", sa.String(length=10), nullable=False),
        sa.Column("dependencia_id", sa.Integer(), nullable=False),
        sa.Column("programa", sa.String(length=40), nullable=False),
        sa.Column("ejercicio", sa.Integer(), nullable=False),
        sa.Column("titulo", sa.String(length=300), nullable=False),
        sa.Column("buscable", sa.String(length=500), nullable=False),
        sa.Column("etapa", sa.String(length=30), nullable=False),
        sa.Column("etapa_desde", sa.DateTime(timezone=True), nullable=False),
        sa.Column("etapa_por_id", sa.Integer(), nullable=False),
        sa.Column("etapa_por", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("vigente", sa.Integer(), nullable=True),
        sa.Column("ronda", sa.Integer(), nullable=False),
        sa.Column("reglas_version", sa.Integer(), nullable=True),
        sa.Column("sentido_dictamen", sa.String(length=40), nullable=True),
        sa.Column("acuse", sa.Boolean(), nullable=False),
        sa.Column("enviado_desde", sa.String(length=30), nullable=True),
        sa.Column("enviado_ronda", sa.Integer(), nullable=True),
        sa.Column(
            "observados",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("revisor_id", sa.Integer(), nullable=True),
        sa.Column("validado_por_id", sa.Integer(), nullable=True),
        sa.Column("validado_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tipo_cambio", sa.String(length=40), nullable=True),
        sa.Column("requiere_cabildo", sa.Boolean(), nullable=False),
        sa.Column(
            "delta",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column("v_presentada_id", sa.Integer(), nullable=True),
        sa.Column("v_revisada_id", sa.Integer(), nullable=True),
        sa.Column("v_aprobada_id", sa.Integer(), nullable=True),
        sa.Column("v_vigente_id", sa.Integer(), nullable=True),
        sa.Column("resuelto_en", sa.Date(), nullable=True),
        sa.Column("acuerdo_folio", sa.String(length=80), nullable=True),
        sa.Column("delegado", sa.Boolean(), nullable=False),
        sa.Column(
            "modificaciones",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("publicado_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("creado_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("creado_por_id", sa.Integer(), nullable=False),
        sa.Column("cambiado_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cambiado_por", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "etapa <> 'publicado' OR (vigente = version AND publicado_en IS NOT NULL)",
            name=op.f("ck_expediente_publicada_vigente"),
        ),
        sa.CheckConstraint(
            "etapa <> 'rechazado' OR resuelto_en IS NOT NULL", name=op.f("ck_expediente_rechazada_con_fecha")
        ),
        sa.CheckConstraint("etapa = 'borrador' OR v_presentada_id IS NOT NULL", name=op.f("ck_expediente_presentada")),
        sa.CheckConstraint(
            "etapa IN ('borrador', 'enviado', 'en_revision', 'con_observaciones', 'devuelto') OR (validado_por_id IS NOT NULL AND validado_en IS NOT NULL)",
            name=op.f("ck_expediente_validada_por_alguien"),
        ),
        sa.CheckConstraint(
            "etapa IN ('borrador', 'enviado', 'en_revision', 'con_observaciones', 'validado', 'en_comisiones', 'dictaminado', 'en_cabildo', 'aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto', 'retirado', 'publicado')",
            name=op.f("ck_expediente_etapa"),
        ),
        sa.CheckConstraint(
            "etapa NOT IN ('aprobado', 'aprobado_con_modificaciones', 'publicado') OR (v_aprobada_id IS NOT NULL AND resuelto_en IS NOT NULL AND (acuerdo_folio IS NOT NULL OR delegado))",
            name=op.f("ck_expediente_aprobada_con_acuerdo"),
        ),
        sa.CheckConstraint(
            "sentido_dictamen IN ('favorable', 'favorable_con_modificaciones', 'desfavorable', 'devuelto')",
            name=op.f("ck_expediente_sentido_dictamen"),
        ),
        sa.CheckConstraint("tipo IN ('poa', 'padron')", name=op.f("ck_expediente_tipo")),
        sa.CheckConstraint(
            "tipo_cambio IN ('ampliacion', 'reduccion', 'transferencia_compensada', 'recalendarizacion', 'reprogramacion_metas')",
            name=op.f("ck_expediente_tipo_cambio"),
        ),
        sa.CheckConstraint("(vigente IS NULL) = (v_vigente_id IS NULL)", name=op.f("ck_expediente_vigente_con_envio")),
        sa.CheckConstraint(
            "NOT delegado OR (version > 1 AND NOT requiere_cabildo)", name=op.f("ck_expediente_delegada_solo_menor")
        ),
        sa.CheckConstraint("version = 1 OR tipo_cambio IS NOT NULL", name=op.f("ck_expediente_modificacion_con_tipo")),
        sa.CheckConstraint("version >= 1 AND ronda >= 1 AND revision >= 1", name=op.f("ck_expediente_contadores")),
        sa.CheckConstraint("vigente IS NULL OR vigente <= version", name=op.f("ck_expediente_vigente_conocida")),
        sa.ForeignKeyConstraint(
            ["dependencia_id"], ["dependencia.id"], name=op.f("fk_expediente_dependencia_id_dependencia")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expediente")),
        sa.UniqueConstraint("folio", name=op.f("uq_expediente_folio")),
        sa.UniqueConstraint("tipo", "dependencia_id", "programa", "ejercicio", name="uq_expediente_programa_ejercicio"),
    )
    with op.batch_alter_table("expediente", schema=None) as batch_op:
        batch_op.create_index("ix_expediente_dependencia_desde", ["dependencia_id", "etapa_desde", "id"], unique=False)
        batch_op.create_index("ix_expediente_desde", ["etapa_desde", "id"], unique=False)
        batch_op.create_index("ix_expediente_etapa_desde", ["etapa", "etapa_desde", "id"], unique=False)

    op.create_table(
        "firma_autoridad_baja",
        sa.Column("autoridad_id", sa.Integer(), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_firma_autoridad_baja_con_motivo")),
        sa.ForeignKeyConstraint(
            ["autoridad_id"], ["firma_autoridad.id"], name=op.f("fk_firma_autoridad_baja_autoridad_id_firma_autoridad")
        ),
        sa.PrimaryKeyConstraint("autoridad_id", name=op.f("pk_firma_autoridad_baja")),
    )
    op.create_table(
        "firma_regla",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column("sesion_tipo", sa.String(length=20), nullable=False),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("modo", sa.String(length=20), nullable=False),
        sa.Column("orden", sa.String(length=20), nullable=False),
        sa.Column("admite_proyecto", sa.Boolean(), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("fundamento", sa.Text(), nullable=False),
        sa.Column("estado", sa.String(length=40), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "clase IN ('acta', 'dictamen', 'certificacion', 'convocatoria')", name=op.f("ck_firma_regla_clase")
        ),
        sa.CheckConstraint("fundamento <> ''", name=op.f("ck_firma_regla_con_fundamento")),
        sa.CheckConstraint("modo IN ('autografa', 'electronica')", name=op.f("ck_firma_regla_modo")),
        sa.CheckConstraint("orden IN ('estricto', 'libre', 'fe_al_final')", name=op.f("ck_firma_regla_orden")),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_firma_regla_organo_id_organo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firma_regla")),
        sa.UniqueConstraint("organo_id", "sesion_tipo", "clase", "vigente_desde", name="uq_firma_regla_dia"),
    )
    op.create_table(
        "membresia",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column("curul_id", sa.Integer(), nullable=False),
        sa.Column("cargo", sa.String(length=20), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "cargo IN ('presidencia', 'secretaria', 'sindicatura', 'regiduria', 'vocalia', 'integrante')",
            name=op.f("ck_membresia_cargo"),
        ),
        sa.CheckConstraint("hasta IS NULL OR hasta >= desde", name=op.f("ck_membresia_intervalo")),
        sa.ForeignKeyConstraint(["curul_id"], ["curul.id"], name=op.f("fk_membresia_curul_id_curul")),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_membresia_organo_id_organo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membresia")),
        sa.UniqueConstraint("organo_id", "curul_id", "desde", name=op.f("uq_membresia_organo_id_curul_id_desde")),
    )
    op.create_table(
        "membrete",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=True),
        sa.Column(
            "lineas",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("pie", sa.Text(), nullable=False),
        sa.Column("escudo_id", sa.Integer(), nullable=True),
        sa.Column("escudo_sha256", sa.String(length=64), nullable=True),
        sa.Column("escudo_texto", sa.Text(), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("fundamento", sa.Text(), nullable=False),
        sa.Column("creada_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.CheckConstraint("escudo_id IS NULL OR escudo_texto <> ''", name=op.f("ck_membrete_escudo_con_texto")),
        sa.CheckConstraint("fundamento <> ''", name=op.f("ck_membrete_con_fundamento")),
        sa.CheckConstraint("(escudo_id IS NULL) = (escudo_sha256 IS NULL)", name=op.f("ck_membrete_escudo_con_huella")),
        sa.ForeignKeyConstraint(["escudo_id"], ["archivo.id"], name=op.f("fk_membrete_escudo_id_archivo")),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_membrete_organo_id_organo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membrete")),
    )
    with op.batch_alter_table("membrete", schema=None) as batch_op:
        batch_op.create_index("ix_membrete_vigencia", ["organo_id", "vigente_desde"], unique=False)

    op.create_table(
        "organo_componente",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column("componente_id", sa.Integer(), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["componente_id"], ["organo.id"], name=op.f("fk_organo_componente_componente_id_organo")
        ),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_organo_componente_organo_id_organo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organo_componente")),
        sa.UniqueConstraint("organo_id", "componente_id", name=op.f("uq_organo_componente_organo_id_componente_id")),
        sa.UniqueConstraint("organo_id", "orden", name=op.f("uq_organo_componente_organo_id_orden")),
    )
    op.create_table(
        "organo_nombre",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=False),
        sa.Column("fundamento", sa.Text(), nullable=False),
        sa.CheckConstraint("fundamento <> ''", name=op.f("ck_organo_nombre_con_fundamento")),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_organo_nombre_organo_id_organo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organo_nombre")),
        sa.UniqueConstraint("organo_id", "hasta", name=op.f("uq_organo_nombre_organo_id_hasta")),
    )
    op.create_table(
        "organo_regla",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column(
            "reglas",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("fundamento", sa.Text(), nullable=False),
        sa.Column("estado", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_organo_regla_organo_id_organo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organo_regla")),
        sa.UniqueConstraint("organo_id", "vigente_desde", name=op.f("uq_organo_regla_organo_id_vigente_desde")),
    )
    op.create_table(
        "persona",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.Column("genero", sa.String(length=1), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("genero IN ('H', 'M')", name=op.f("ck_persona_genero")),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_persona_usuario_id_usuario")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona")),
        sa.UniqueConstraint("usuario_id", name=op.f("uq_persona_usuario_id")),
    )
    op.create_table(
        "plantilla_carga",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=40), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=True),
        sa.Column("archivo_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("fundamento", sa.Text(), nullable=False),
        sa.Column(
            "hallazgos",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("errores", sa.Integer(), nullable=False),
        sa.Column("creada_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("descartada_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("previa_id", sa.Integer(), nullable=True),
        sa.Column("previa_falla", sa.String(length=60), nullable=True),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_plantilla_carga_hash")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_plantilla_carga_archivo_id_archivo")),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_plantilla_carga_organo_id_organo")),
        sa.ForeignKeyConstraint(["previa_id"], ["archivo.id"], name=op.f("fk_plantilla_carga_previa_id_archivo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plantilla_carga")),
    )
    with op.batch_alter_table("plantilla_carga", schema=None) as batch_op:
        batch_op.create_index("ix_plantilla_carga_clase", ["clase", "organo_id"], unique=False)

    op.create_table(
        "sesion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column("organo_nombre", sa.String(length=200), nullable=False),
        sa.Column("tipo", sa.String(length=20), nullable=False),
        sa.Column("modalidad", sa.String(length=20), nullable=False),
        sa.Column("publicidad", sa.String(length=20), nullable=False),
        sa.Column("lugar", sa.String(length=300), nullable=False),
        sa.Column("domicilio", sa.String(length=300), nullable=False),
        sa.Column("sede", sa.String(length=20), nullable=False),
        sa.Column("recinto_acuerdo", sa.String(length=300), nullable=True),
        sa.Column("enlace", sa.String(length=300), nullable=False),
        sa.Column("permanente", sa.Boolean(), nullable=False),
        sa.Column("convocada_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("programada_para", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "convocatoria",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column(
            "reglas",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("fundamento", sa.Text(), nullable=False),
        sa.Column("segunda_de_id", sa.Integer(), nullable=True),
        sa.Column("estado", sa.String(length=20), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=True),
        sa.Column("acta_numero", sa.Integer(), nullable=True),
        sa.Column("periodo", sa.String(length=20), nullable=False),
        sa.Column("apertura", sa.DateTime(timezone=True), nullable=True),
        sa.Column("clausura", sa.DateTime(timezone=True), nullable=True),
        sa.Column("motivo_cierre", sa.String(length=40), nullable=True),
        sa.Column("cancelada_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelacion", sa.Text(), nullable=False),
        sa.Column("preside", sa.String(length=20), nullable=True),
        sa.Column(
            "secretario",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("orden_aprobado", sa.Boolean(), nullable=False),
        sa.Column("receso_desde", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receso_limite", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "quorum_inicial",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column(
            "quorum_final",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(estado = 'cancelada') = (cancelada_en IS NOT NULL AND cancelacion <> '')",
            name=op.f("ck_sesion_cancelada_con_motivo"),
        ),
        sa.CheckConstraint(
            "(estado IN ('clausurada', 'no_verificada')) = (clausura IS NOT NULL)",
            name=op.f("ck_sesion_cierre_con_hora"),
        ),
        sa.CheckConstraint(
            "estado IN ('convocada', 'en_curso', 'clausurada', 'no_verificada', 'cancelada')",
            name=op.f("ck_sesion_estado"),
        ),
        sa.CheckConstraint(
            "estado NOT IN ('en_curso', 'clausurada') OR (apertura IS NOT NULL AND numero IS NOT NULL AND preside IS NOT NULL)",
            name=op.f("ck_sesion_instalada_con_apertura"),
        ),
        sa.CheckConstraint("modalidad IN ('presencial', 'a_distancia', 'hibrida')", name=op.f("ck_sesion_modalidad")),
        sa.CheckConstraint("publicidad IN ('publica', 'privada')", name=op.f("ck_sesion_publicidad")),
        sa.CheckConstraint(
            "sede = 'recinto_oficial' OR recinto_acuerdo IS NOT NULL", name=op.f("ck_sesion_otra_sede_con_acuerdo")
        ),
        sa.CheckConstraint("sede IN ('recinto_oficial', 'recinto_alterno', 'itinerante')", name=op.f("ck_sesion_sede")),
        sa.CheckConstraint("tipo IN ('ordinaria', 'extraordinaria', 'solemne')", name=op.f("ck_sesion_tipo")),
        sa.CheckConstraint("clausura IS NULL OR acta_numero IS NOT NULL", name=op.f("ck_sesion_cerrada_con_acta")),
        sa.CheckConstraint("clausura IS NULL OR clausura >= apertura", name=op.f("ck_sesion_cierra_despues_de_abrir")),
        sa.CheckConstraint(
            "receso_limite IS NULL OR receso_desde IS NOT NULL", name=op.f("ck_sesion_receso_con_inicio")
        ),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_sesion_organo_id_organo")),
        sa.ForeignKeyConstraint(["segunda_de_id"], ["sesion.id"], name=op.f("fk_sesion_segunda_de_id_sesion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sesion")),
        sa.UniqueConstraint(
            "organo_id", "periodo", "acta_numero", name=op.f("uq_sesion_organo_id_periodo_acta_numero")
        ),
        sa.UniqueConstraint(
            "organo_id", "tipo", "periodo", "numero", name=op.f("uq_sesion_organo_id_tipo_periodo_numero")
        ),
    )
    with op.batch_alter_table("sesion", schema=None) as batch_op:
        batch_op.create_index("ix_sesion_programada", ["programada_para", "id"], unique=False)

    op.create_table(
        "adjunto",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=False),
        sa.Column("descripcion", sa.String(length=200), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_adjunto_archivo_id_archivo")),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"], name=op.f("fk_adjunto_expediente_id_expediente")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjunto")),
        sa.UniqueConstraint("expediente_id", "archivo_id", name="uq_adjunto_archivo"),
    )
    with op.batch_alter_table("adjunto", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adjunto_expediente_id"), ["expediente_id"], unique=False)

    op.create_table(
        "avance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("ejercicio", sa.Integer(), nullable=False),
        sa.Column("direccion", sa.String(length=120), nullable=False),
        sa.Column("periodo", sa.String(length=7), nullable=False),
        sa.Column("uno", sa.String(length=40), nullable=False),
        sa.Column("dos", sa.String(length=40), nullable=True),
        sa.Column("justificacion", sa.String(length=2000), nullable=False),
        sa.Column("rectifica_id", sa.Integer(), nullable=True),
        sa.Column("motivo", sa.String(length=1000), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "motivo IS NULL OR (motivo <> '' AND rectifica_id IS NOT NULL)",
            name=op.f("ck_avance_rectificacion_de_algo"),
        ),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"], name=op.f("fk_avance_expediente_id_expediente")),
        sa.ForeignKeyConstraint(["rectifica_id"], ["avance.id"], name=op.f("fk_avance_rectifica_id_avance")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_avance")),
    )
    with op.batch_alter_table("avance", schema=None) as batch_op:
        batch_op.create_index("ix_avance_dato", ["expediente_id", "direccion", "periodo", "id"], unique=False)
        batch_op.create_index("ix_avance_ejercicio", ["ejercicio", "id"], unique=False)

    op.create_table(
        "aviso",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("llave", sa.String(length=120), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("codigo", sa.String(length=40), nullable=False),
        sa.Column("etapa", sa.String(length=30), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("creado_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leido_en", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "codigo IN ('enviado', 'observado', 'validado', 'turnado', 'dictaminado', 'devuelto_por_comisiones', 'enlistado', 'retirado', 'tratado_en_cabildo', 'aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto_por_cabildo', 'dictamen_anulado', 'acuerdo_anulado', 'autorizado', 'acusado', 'publicado', 'movido')",
            name=op.f("ck_aviso_codigo"),
        ),
        sa.CheckConstraint(
            "etapa IN ('borrador', 'enviado', 'en_revision', 'con_observaciones', 'validado', 'en_comisiones', 'dictaminado', 'en_cabildo', 'aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto', 'retirado', 'publicado')",
            name=op.f("ck_aviso_etapa"),
        ),
        sa.CheckConstraint(
            "rol IN ('dependencia_captura', 'dependencia_titular', 'planeacion_revisor', 'planeacion_titular', 'comisiones_secretaria', 'secretaria_gobierno', 'integrante', 'transparencia', 'auditoria', 'administrador')",
            name=op.f("ck_aviso_rol"),
        ),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"], name=op.f("fk_aviso_expediente_id_expediente")),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_aviso_usuario_id_usuario")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aviso")),
        sa.UniqueConstraint("llave", name=op.f("uq_aviso_llave")),
    )
    with op.batch_alter_table("aviso", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aviso_expediente_id"), ["expediente_id"], unique=False)
        batch_op.create_index("ix_aviso_usuario_leido", ["usuario_id", "leido_en", "id"], unique=False)

    op.create_table(
        "borrador",
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column(
            "contenido",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_borrador_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("expediente_id", name=op.f("pk_borrador")),
    )
    op.create_table(
        "carga_padron",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=False),
        sa.Column("archivo_sha256", sa.String(length=64), nullable=False),
        sa.Column("reglas_version", sa.Integer(), nullable=False),
        sa.Column("reglas_huella", sa.String(length=64), nullable=False),
        sa.Column(
            "reglas",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column("estructura", sa.String(length=12), nullable=True),
        sa.Column(
            "encabezados",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column(
            "resumen",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column(
            "razones",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column("filas", sa.Integer(), nullable=False),
        sa.Column("validas", sa.Integer(), nullable=False),
        sa.Column("con_error", sa.Integer(), nullable=False),
        sa.Column("con_aviso", sa.Integer(), nullable=False),
        sa.Column("huella", sa.String(length=64), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leida_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmada_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmada_por", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "estado <> 'confirmada' OR (confirmada_en IS NOT NULL AND confirmada_por IS NOT NULL)",
            name=op.f("ck_carga_padron_confirmada_por_alguien"),
        ),
        sa.CheckConstraint(
            "estado <> 'ilegible' OR razones IS NOT NULL", name=op.f("ck_carga_padron_ilegible_con_razones")
        ),
        sa.CheckConstraint(
            "estado IN ('pendiente', 'leyendo', 'revisada', 'ilegible', 'confirmada', 'reemplazada')",
            name=op.f("ck_carga_padron_estado"),
        ),
        sa.CheckConstraint(
            "estado NOT IN ('revisada', 'confirmada') OR (resumen IS NOT NULL AND huella IS NOT NULL AND encabezados IS NOT NULL AND leida_en IS NOT NULL)",
            name=op.f("ck_carga_padron_revisada_con_resumen"),
        ),
        sa.CheckConstraint(
            "estructura IN ('persona', 'actor_social', 'poblacion')", name=op.f("ck_carga_padron_estructura")
        ),
        sa.CheckConstraint("validas + con_error = filas", name=op.f("ck_carga_padron_cuentas")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_carga_padron_archivo_id_archivo")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_carga_padron_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carga_padron")),
    )
    with op.batch_alter_table("carga_padron", schema=None) as batch_op:
        batch_op.create_index("ix_carga_padron_expediente", ["expediente_id", "id"], unique=False)

    op.create_table(
        "convocatoria",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sesion_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folio", sa.String(length=120), nullable=False),
        sa.Column(
            "contenido",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column(
            "cambios",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("reinicia", sa.Boolean(), nullable=False),
        sa.Column("emitida_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(version = 1) = (motivo = '')", name=op.f("ck_convocatoria_rectificacion_con_motivo")),
        sa.CheckConstraint("version > 1 OR reinicia", name=op.f("ck_convocatoria_primera_cuenta")),
        sa.ForeignKeyConstraint(["sesion_id"], ["sesion.id"], name=op.f("fk_convocatoria_sesion_id_sesion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_convocatoria")),
        sa.UniqueConstraint("folio", "version", name=op.f("uq_convocatoria_folio_version")),
        sa.UniqueConstraint("sesion_id", "version", name=op.f("uq_convocatoria_sesion_id_version")),
    )
    op.create_table(
        "envio",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ronda", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=12), nullable=False),
        sa.Column(
            "contenido",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reglas_version", sa.Integer(), nullable=True),
        sa.Column("base_id", sa.Integer(), nullable=True),
        sa.Column(
            "cambios",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column(
            "sin_observar",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("autor_id", sa.Integer(), nullable=False),
        sa.Column("autor", sa.String(length=200), nullable=False),
        sa.Column("autor_cargo", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("clase IN ('presentada', 'aprobada')", name=op.f("ck_envio_clase")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_envio_hash")),
        sa.ForeignKeyConstraint(["base_id"], ["envio.id"], name=op.f("fk_envio_base_id_envio")),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"], name=op.f("fk_envio_expediente_id_expediente")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_envio")),
        sa.UniqueConstraint("expediente_id", "numero", name="uq_envio_numero"),
    )
    op.create_table(
        "expediente_paso",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ronda", sa.Integer(), nullable=False),
        sa.Column("etapa", sa.String(length=30), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "etapa IN ('borrador', 'enviado', 'en_revision', 'con_observaciones', 'validado', 'en_comisiones', 'dictaminado', 'en_cabildo', 'aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto', 'retirado', 'publicado')",
            name=op.f("ck_expediente_paso_etapa"),
        ),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_expediente_paso_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expediente_paso")),
    )
    with op.batch_alter_table("expediente_paso", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expediente_paso_expediente_id"), ["expediente_id"], unique=False)

    op.create_table(
        "incidencia",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sesion_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("hora", sa.DateTime(timezone=True), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column(
            "quorum",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "clase IN ('receso', 'reanudacion', 'quorum_perdido', 'quorum_restablecido', 'sede', 'otra')",
            name=op.f("ck_incidencia_clase"),
        ),
        sa.ForeignKeyConstraint(["sesion_id"], ["sesion.id"], name=op.f("fk_incidencia_sesion_id_sesion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidencia")),
    )
    with op.batch_alter_table("incidencia", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incidencia_sesion_id"), ["sesion_id"], unique=False)

    op.create_table(
        "observacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("ronda", sa.Integer(), nullable=False),
        sa.Column("campo", sa.String(length=200), nullable=False),
        sa.Column("valor_observado", sa.Text(), nullable=True),
        sa.Column("tipo", sa.String(length=15), nullable=False),
        sa.Column("estado", sa.String(length=20), nullable=False),
        sa.Column("autor_id", sa.Integer(), nullable=False),
        sa.Column("autor", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("notificada_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cerrada_en", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(estado IN ('solventada', 'retirada')) = (cerrada_en IS NOT NULL)",
            name=op.f("ck_observacion_cerrada_con_hora"),
        ),
        sa.CheckConstraint(
            "estado IN ('abierta', 'respondida', 'solventada', 'solventada_parcial', 'no_solventada', 'retirada')",
            name=op.f("ck_observacion_estado"),
        ),
        sa.CheckConstraint("tipo IN ('bloqueante', 'recomendacion')", name=op.f("ck_observacion_tipo")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_observacion_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observacion")),
        sa.UniqueConstraint("expediente_id", "version", "numero", name="uq_observacion_numero"),
    )
    op.create_table(
        "ocupacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("curul_id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("calidad", sa.String(length=10), nullable=False),
        sa.Column("en_funciones", sa.Boolean(), nullable=False),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=True),
        sa.CheckConstraint("calidad IN ('titular', 'suplente')", name=op.f("ck_ocupacion_calidad")),
        sa.CheckConstraint("hasta IS NULL OR hasta >= desde", name=op.f("ck_ocupacion_intervalo")),
        sa.ForeignKeyConstraint(["curul_id"], ["curul.id"], name=op.f("fk_ocupacion_curul_id_curul")),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_ocupacion_persona_id_persona")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ocupacion")),
    )
    with op.batch_alter_table("ocupacion", schema=None) as batch_op:
        batch_op.create_index("ix_ocupacion_curul_desde", ["curul_id", "desde"], unique=False)
        batch_op.create_index(batch_op.f("ix_ocupacion_persona_id"), ["persona_id"], unique=False)

    op.create_table(
        "organo_miembro",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=16), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("calidad", sa.String(length=10), nullable=False),
        sa.Column("en_funciones", sa.Boolean(), nullable=False),
        sa.Column("sector", sa.String(length=30), nullable=False),
        sa.Column("puesto", sa.String(length=20), nullable=False),
        sa.Column("representa", sa.String(length=200), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=True),
        sa.CheckConstraint("calidad IN ('titular', 'suplente')", name=op.f("ck_organo_miembro_calidad")),
        sa.CheckConstraint(
            "puesto IN ('presidencia', 'secretaria', 'sindicatura', 'regiduria', 'vocalia', 'integrante')",
            name=op.f("ck_organo_miembro_puesto"),
        ),
        sa.CheckConstraint(
            "sector IN ('ayuntamiento', 'gobierno_estatal', 'gobierno_federal', 'camaras', 'colegios', 'universidades', 'sociedad_civil')",
            name=op.f("ck_organo_miembro_sector"),
        ),
        sa.CheckConstraint("hasta IS NULL OR hasta >= desde", name=op.f("ck_organo_miembro_intervalo")),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_organo_miembro_organo_id_organo")),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_organo_miembro_persona_id_persona")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organo_miembro")),
        sa.UniqueConstraint(
            "organo_id", "clave", "calidad", "desde", name=op.f("uq_organo_miembro_organo_id_clave_calidad_desde")
        ),
    )
    with op.batch_alter_table("organo_miembro", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organo_miembro_persona_id"), ["persona_id"], unique=False)

    op.create_table(
        "participacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("papel", sa.String(length=10), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("papel IN ('captura', 'envio')", name=op.f("ck_participacion_papel")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_participacion_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participacion")),
        sa.UniqueConstraint("expediente_id", "version", "usuario_id", "papel", name="uq_participacion_papel"),
    )
    op.create_table(
        "plantilla",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=40), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=True),
        sa.Column("carga_id", sa.Integer(), nullable=True),
        sa.Column("archivo_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("fundamento", sa.Text(), nullable=False),
        sa.Column("creada_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.CheckConstraint("fundamento <> ''", name=op.f("ck_plantilla_con_fundamento")),
        sa.CheckConstraint("(archivo_id IS NULL) = (carga_id IS NULL)", name=op.f("ck_plantilla_archivo_revisado")),
        sa.CheckConstraint("(archivo_id IS NULL) = (sha256 IS NULL)", name=op.f("ck_plantilla_archivo_con_huella")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_plantilla_archivo_id_archivo")),
        sa.ForeignKeyConstraint(
            ["carga_id"], ["plantilla_carga.id"], name=op.f("fk_plantilla_carga_id_plantilla_carga")
        ),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_plantilla_organo_id_organo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plantilla")),
        sa.UniqueConstraint("carga_id", name=op.f("uq_plantilla_carga_id")),
    )
    with op.batch_alter_table("plantilla", schema=None) as batch_op:
        batch_op.create_index("ix_plantilla_vigencia", ["clase", "organo_id", "vigente_desde"], unique=False)

    op.create_table(
        "plazo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ronda", sa.Integer(), nullable=False),
        sa.Column("etapa", sa.String(length=30), nullable=False),
        sa.Column("dias", sa.Integer(), nullable=False),
        sa.Column("desde", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vence", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cerrado_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("por_confirmar", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "etapa IN ('borrador', 'enviado', 'en_revision', 'con_observaciones', 'validado', 'en_comisiones', 'dictaminado', 'en_cabildo', 'aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto', 'retirado', 'publicado')",
            name=op.f("ck_plazo_etapa"),
        ),
        sa.CheckConstraint("dias >= 1 AND vence > desde", name=op.f("ck_plazo_termino")),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"], name=op.f("fk_plazo_expediente_id_expediente")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plazo")),
    )
    with op.batch_alter_table("plazo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plazo_expediente_id"), ["expediente_id"], unique=False)
        batch_op.create_index(
            "uq_plazo_abierto",
            ["expediente_id"],
            unique=True,
            postgresql_where=sa.text("cerrado_en IS NULL"),
            sqlite_where=sa.text("cerrado_en IS NULL"),
        )

    op.create_table(
        "poa_carga",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column("revision_vista", sa.Integer(), nullable=False),
        sa.Column(
            "hallazgos",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column(
            "contenido",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column(
            "resumen",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column(
            "error",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column("creado_por", sa.Integer(), nullable=False),
        sa.Column("creado_por_nombre", sa.String(length=200), nullable=False),
        sa.Column("creado_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leida_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cerrada_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cerrada_por", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(estado IN ('confirmada', 'descartada')) = (cerrada_en IS NOT NULL AND cerrada_por IS NOT NULL)",
            name=op.f("ck_poa_carga_cerrada_por_alguien"),
        ),
        sa.CheckConstraint("estado <> 'fallida' OR error IS NOT NULL", name=op.f("ck_poa_carga_fallida_con_motivo")),
        sa.CheckConstraint(
            "estado IN ('recibida', 'leida', 'fallida', 'confirmada', 'descartada')", name=op.f("ck_poa_carga_estado")
        ),
        sa.CheckConstraint(
            "estado NOT IN ('leida', 'confirmada') OR contenido IS NOT NULL",
            name=op.f("ck_poa_carga_leida_con_contenido"),
        ),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_poa_carga_archivo_id_archivo")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_poa_carga_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poa_carga")),
    )
    with op.batch_alter_table("poa_carga", schema=None) as batch_op:
        batch_op.create_index("ix_poa_carga_expediente", ["expediente_id", "id"], unique=False)

    op.create_table(
        "punto",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sesion_id", sa.Integer(), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("num_convocado", sa.Integer(), nullable=True),
        sa.Column("num_desahogado", sa.Integer(), nullable=True),
        sa.Column("tipo", sa.String(length=20), nullable=False),
        sa.Column("titulo", sa.Text(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=True),
        sa.Column(
            "expediente_ref",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column("mayoria", sa.String(length=40), nullable=True),
        sa.Column("fundamento", sa.Text(), nullable=False),
        sa.Column("adicion", sa.Text(), nullable=False),
        sa.Column("general", sa.Boolean(), nullable=False),
        sa.Column("viene_de_id", sa.Integer(), nullable=True),
        sa.Column("acta_de_id", sa.Integer(), nullable=True),
        sa.Column("presenta", sa.String(length=200), nullable=False),
        sa.Column("exposicion", sa.Text(), nullable=False),
        sa.Column("estado", sa.String(length=30), nullable=False),
        sa.Column("resultado", sa.Text(), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("abierto_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cerrado_en", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(estado IN ('pendiente', 'en_desahogo', 'retirado', 'no_desahogado')) = (num_desahogado IS NULL)",
            name=op.f("ck_punto_desahogado_con_numero"),
        ),
        sa.CheckConstraint(
            "estado IN ('pendiente', 'en_desahogo', 'desahogado', 'aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto', 'retirado', 'no_desahogado')",
            name=op.f("ck_punto_estado"),
        ),
        sa.CheckConstraint(
            "estado NOT IN ('aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto') OR resultado <> ''",
            name=op.f("ck_punto_resuelto_con_razon"),
        ),
        sa.CheckConstraint(
            "mayoria IN ('simple', 'absoluta_presentes', 'absoluta_integrantes', 'calificada_2_3_presentes', 'calificada_2_3_integrantes', 'calificada_3_4_integrantes', 'unanimidad')",
            name=op.f("ck_punto_mayoria"),
        ),
        sa.CheckConstraint(
            "tipo IN ('lista', 'orden', 'acta_anterior', 'informativo', 'votable', 'bloque', 'asuntos_generales', 'clausura')",
            name=op.f("ck_punto_tipo"),
        ),
        sa.CheckConstraint(
            "NOT general OR (expediente_id IS NULL AND num_convocado IS NULL)",
            name=op.f("ck_punto_general_sin_expediente"),
        ),
        sa.ForeignKeyConstraint(["acta_de_id"], ["sesion.id"], name=op.f("fk_punto_acta_de_id_sesion")),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"], name=op.f("fk_punto_expediente_id_expediente")),
        sa.ForeignKeyConstraint(["sesion_id"], ["sesion.id"], name=op.f("fk_punto_sesion_id_sesion")),
        sa.ForeignKeyConstraint(["viene_de_id"], ["punto.id"], name=op.f("fk_punto_viene_de_id_punto")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_punto")),
        sa.UniqueConstraint("sesion_id", "expediente_id", name=op.f("uq_punto_sesion_id_expediente_id")),
        sa.UniqueConstraint("sesion_id", "num_convocado", name=op.f("uq_punto_sesion_id_num_convocado")),
        sa.UniqueConstraint("sesion_id", "num_desahogado", name=op.f("uq_punto_sesion_id_num_desahogado")),
    )
    with op.batch_alter_table("punto", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_punto_expediente_id"), ["expediente_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_punto_viene_de_id"), ["viene_de_id"], unique=False)

    op.create_table(
        "regla_operacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("programa", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.String(length=300), nullable=False),
        sa.Column("formato", sa.String(length=40), nullable=False),
        sa.Column("vigencia", sa.Date(), nullable=False),
        sa.Column("edad_min", sa.Integer(), nullable=True),
        sa.Column("edad_max", sa.Integer(), nullable=True),
        sa.Column("edad_en", sa.String(length=80), nullable=True),
        sa.Column("pide_tutor", sa.Boolean(), nullable=False),
        sa.Column("clave", sa.String(length=200), nullable=False),
        sa.Column(
            "apartados",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("documento_id", sa.Integer(), nullable=True),
        sa.Column("publicada", sa.Date(), nullable=True),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("edad_max IS NULL OR edad_max BETWEEN 0 AND 130", name=op.f("ck_regla_operacion_edad_max")),
        sa.CheckConstraint(
            "edad_min IS NULL OR edad_max IS NULL OR edad_min <= edad_max", name=op.f("ck_regla_operacion_edades")
        ),
        sa.CheckConstraint("edad_min IS NULL OR edad_min BETWEEN 0 AND 130", name=op.f("ck_regla_operacion_edad_min")),
        sa.CheckConstraint("length(huella) = 64", name=op.f("ck_regla_operacion_huella")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_regla_operacion_version")),
        sa.ForeignKeyConstraint(["documento_id"], ["archivo.id"], name=op.f("fk_regla_operacion_documento_id_archivo")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_regla_operacion_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regla_operacion")),
        sa.UniqueConstraint("expediente_id", "version", name="uq_regla_operacion_version"),
    )
    op.create_table(
        "avance_evidencia",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("avance_id", sa.Integer(), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_avance_evidencia_archivo_id_archivo")),
        sa.ForeignKeyConstraint(["avance_id"], ["avance.id"], name=op.f("fk_avance_evidencia_avance_id_avance")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_avance_evidencia")),
    )
    with op.batch_alter_table("avance_evidencia", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_avance_evidencia_avance_id"), ["avance_id"], unique=False)

    op.create_table(
        "avance_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("avance_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=12), nullable=False),
        sa.Column("texto", sa.String(length=2000), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "decision <> 'observado' OR texto <> ''", name=op.f("ck_avance_revision_observado_con_texto")
        ),
        sa.CheckConstraint("decision IN ('aceptado', 'observado')", name=op.f("ck_avance_revision_decision")),
        sa.ForeignKeyConstraint(["avance_id"], ["avance.id"], name=op.f("fk_avance_revision_avance_id_avance")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_avance_revision")),
    )
    with op.batch_alter_table("avance_revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_avance_revision_avance_id"), ["avance_id"], unique=False)

    op.create_table(
        "expediente_resolucion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("etapa", sa.String(length=30), nullable=False),
        sa.Column("votacion", sa.String(length=40), nullable=True),
        sa.Column("fecha", sa.Date(), nullable=False),
        sa.Column("acuerdo_folio", sa.String(length=80), nullable=True),
        sa.Column("delegado", sa.Boolean(), nullable=False),
        sa.Column("presentada_id", sa.Integer(), nullable=False),
        sa.Column("aprobada_id", sa.Integer(), nullable=True),
        sa.Column(
            "modificaciones",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "etapa IN ('borrador', 'enviado', 'en_revision', 'con_observaciones', 'validado', 'en_comisiones', 'dictaminado', 'en_cabildo', 'aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto', 'retirado', 'publicado')",
            name=op.f("ck_expediente_resolucion_etapa"),
        ),
        sa.ForeignKeyConstraint(["aprobada_id"], ["envio.id"], name=op.f("fk_expediente_resolucion_aprobada_id_envio")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_expediente_resolucion_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(
            ["presentada_id"], ["envio.id"], name=op.f("fk_expediente_resolucion_presentada_id_envio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expediente_resolucion")),
    )
    with op.batch_alter_table("expediente_resolucion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expediente_resolucion_expediente_id"), ["expediente_id"], unique=False)

    op.create_table(
        "instantanea",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("objeto_tipo", sa.String(length=20), nullable=False),
        sa.Column("objeto_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folio", sa.String(length=120), nullable=False),
        sa.Column(
            "contenido",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("creada_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("plantilla_id", sa.Integer(), nullable=True),
        sa.Column("membrete_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "clase IN ('acta', 'dictamen', 'certificacion', 'convocatoria', 'acta_publica')",
            name=op.f("ck_instantanea_clase"),
        ),
        sa.CheckConstraint("objeto_tipo IN ('sesion', 'dictamen', 'acuerdo')", name=op.f("ck_instantanea_objeto_tipo")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_instantanea_hash")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_instantanea_version")),
        sa.ForeignKeyConstraint(["membrete_id"], ["membrete.id"], name=op.f("fk_instantanea_membrete_id_membrete")),
        sa.ForeignKeyConstraint(["plantilla_id"], ["plantilla.id"], name=op.f("fk_instantanea_plantilla_id_plantilla")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instantanea")),
        sa.UniqueConstraint("clase", "objeto_tipo", "objeto_id", "version", name="uq_instantanea_objeto_version"),
        sa.UniqueConstraint("folio", "version", name="uq_instantanea_folio_version"),
    )
    with op.batch_alter_table("instantanea", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_instantanea_sha256"), ["sha256"], unique=False)

    op.create_table(
        "observacion_mensaje",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("observacion_id", sa.Integer(), nullable=False),
        sa.Column("accion", sa.String(length=25), nullable=False),
        sa.Column("estado", sa.String(length=20), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("autor_id", sa.Integer(), nullable=False),
        sa.Column("autor", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "accion IN ('observar', 'responder', 'calificar', 'retirar_observacion')",
            name=op.f("ck_observacion_mensaje_accion"),
        ),
        sa.CheckConstraint(
            "estado IN ('abierta', 'respondida', 'solventada', 'solventada_parcial', 'no_solventada', 'retirada')",
            name=op.f("ck_observacion_mensaje_estado"),
        ),
        sa.ForeignKeyConstraint(
            ["observacion_id"], ["observacion.id"], name=op.f("fk_observacion_mensaje_observacion_id_observacion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observacion_mensaje")),
    )
    with op.batch_alter_table("observacion_mensaje", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_observacion_mensaje_observacion_id"), ["observacion_id"], unique=False)

    op.create_table(
        "padron_fila",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("carga_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("estado", sa.String(length=6), nullable=False),
        sa.Column("codigos", sa.Text(), nullable=False),
        sa.Column("llave", sa.String(length=20), nullable=False),
        sa.Column("datos", sa.LargeBinary(), nullable=False),
        sa.Column("indice", sa.String(length=64), nullable=True),
        sa.CheckConstraint("estado = 'valida' OR codigos <> ''", name=op.f("ck_padron_fila_estado_con_codigos")),
        sa.CheckConstraint("estado IN ('valida', 'aviso', 'error')", name=op.f("ck_padron_fila_estado")),
        sa.CheckConstraint("numero >= 1", name=op.f("ck_padron_fila_numero")),
        sa.ForeignKeyConstraint(
            ["carga_id"], ["carga_padron.id"], name=op.f("fk_padron_fila_carga_id_carga_padron"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_padron_fila")),
        sa.UniqueConstraint("carga_id", "numero", name="uq_padron_fila_numero"),
    )
    with op.batch_alter_table("padron_fila", schema=None) as batch_op:
        batch_op.create_index("ix_padron_fila_indice", ["indice"], unique=False)

    op.create_table(
        "sesion_integrante",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sesion_id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=20), nullable=False),
        sa.Column("asiento", sa.String(length=20), nullable=False),
        sa.Column("curul_id", sa.Integer(), nullable=True),
        sa.Column("miembro_id", sa.Integer(), nullable=True),
        sa.Column("sector", sa.String(length=30), nullable=True),
        sa.Column("representa", sa.String(length=200), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=True),
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.Column("genero", sa.String(length=1), nullable=False),
        sa.Column("cargo", sa.String(length=120), nullable=False),
        sa.Column("puesto", sa.String(length=20), nullable=False),
        sa.Column("situacion", sa.String(length=20), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column(
            "comisiones",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(situacion = 'vacante') = (persona_id IS NULL)", name=op.f("ck_sesion_integrante_vacante_sin_persona")
        ),
        sa.CheckConstraint(
            "puesto IN ('presidencia', 'secretaria', 'sindicatura', 'regiduria', 'vocalia', 'integrante')",
            name=op.f("ck_sesion_integrante_puesto"),
        ),
        sa.CheckConstraint(
            "situacion IN ('titular', 'suplente', 'licencia', 'vacante', 'disponible')",
            name=op.f("ck_sesion_integrante_situacion"),
        ),
        sa.CheckConstraint(
            "(curul_id IS NULL) <> (miembro_id IS NULL)", name=op.f("ck_sesion_integrante_curul_o_miembro")
        ),
        sa.ForeignKeyConstraint(["curul_id"], ["curul.id"], name=op.f("fk_sesion_integrante_curul_id_curul")),
        sa.ForeignKeyConstraint(
            ["miembro_id"], ["organo_miembro.id"], name=op.f("fk_sesion_integrante_miembro_id_organo_miembro")
        ),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_sesion_integrante_persona_id_persona")),
        sa.ForeignKeyConstraint(["sesion_id"], ["sesion.id"], name=op.f("fk_sesion_integrante_sesion_id_sesion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sesion_integrante")),
        sa.UniqueConstraint("sesion_id", "clave", name=op.f("uq_sesion_integrante_sesion_id_clave")),
    )
    with op.batch_alter_table("sesion_integrante", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sesion_integrante_persona_id"), ["persona_id"], unique=False)

    op.create_table(
        "votacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("punto_id", sa.Integer(), nullable=False),
        sa.Column("asunto", sa.String(length=20), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=True),
        sa.Column("serie", sa.Integer(), nullable=False),
        sa.Column("grupo", sa.String(length=20), nullable=False),
        sa.Column("ronda", sa.Integer(), nullable=False),
        sa.Column("tipo", sa.String(length=20), nullable=False),
        sa.Column("mayoria", sa.String(length=40), nullable=False),
        sa.Column("hora", sa.DateTime(timezone=True), nullable=False),
        sa.Column("preside", sa.String(length=20), nullable=False),
        sa.Column("calidad_de", sa.String(length=20), nullable=True),
        sa.Column("propuesta", sa.String(length=40), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column(
            "resolutivos",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("fundamento", sa.Text(), nullable=False),
        sa.Column("resultado", sa.String(length=40), nullable=False),
        sa.Column("motivo", sa.String(length=40), nullable=False),
        sa.Column("etiqueta", sa.String(length=60), nullable=True),
        sa.Column("razon", sa.Text(), nullable=False),
        sa.Column("quorum_requerido", sa.Integer(), nullable=False),
        sa.Column("quorum_presentes", sa.Integer(), nullable=False),
        sa.Column("base_tipo", sa.String(length=20), nullable=False),
        sa.Column("base_valor", sa.Integer(), nullable=False),
        sa.Column("requeridos", sa.Integer(), nullable=False),
        sa.Column("integrantes", sa.Integer(), nullable=False),
        sa.Column("en_funciones", sa.Integer(), nullable=False),
        sa.Column("electorado", sa.Integer(), nullable=False),
        sa.Column("excusados", sa.Integer(), nullable=False),
        sa.Column("ausentes", sa.Integer(), nullable=False),
        sa.Column("a_favor", sa.Integer(), nullable=False),
        sa.Column("en_contra", sa.Integer(), nullable=False),
        sa.Column("abstencion", sa.Integer(), nullable=False),
        sa.Column("nulos", sa.Integer(), nullable=False),
        sa.Column(
            "por_candidatura",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column("validos_candidatura", sa.Integer(), nullable=False),
        sa.Column("electo", sa.String(length=200), nullable=True),
        sa.Column(
            "contenido",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column(
            "cuerpo",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("registrada_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decidida_en", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(asunto = 'reserva') = (expediente_id IS NOT NULL)", name=op.f("ck_votacion_reserva_de_expediente")
        ),
        sa.CheckConstraint("(resultado = 'electo') = (electo IS NOT NULL)", name=op.f("ck_votacion_electo_con_nombre")),
        sa.CheckConstraint(
            "(resultado = 'pendiente_voto_calidad') = (decidida_en IS NULL)",
            name=op.f("ck_votacion_decidida_con_resultado"),
        ),
        sa.CheckConstraint("asunto IN ('punto', 'retiro', 'adicion', 'reserva')", name=op.f("ck_votacion_asunto")),
        sa.CheckConstraint(
            "mayoria IN ('simple', 'absoluta_presentes', 'absoluta_integrantes', 'calificada_2_3_presentes', 'calificada_2_3_integrantes', 'calificada_3_4_integrantes', 'unanimidad')",
            name=op.f("ck_votacion_mayoria"),
        ),
        sa.CheckConstraint("razon <> ''", name=op.f("ck_votacion_con_razon")),
        sa.CheckConstraint(
            "resultado <> 'aprobado' OR motivo = 'empate_voto_calidad' OR a_favor >= requeridos",
            name=op.f("ck_votacion_aprobada_con_votos"),
        ),
        sa.CheckConstraint(
            "resultado IN ('aprobado', 'rechazado', 'empate', 'empate_a_repetir', 'diferido', 'pendiente_voto_calidad', 'electo', 'segunda_vuelta')",
            name=op.f("ck_votacion_resultado"),
        ),
        sa.CheckConstraint("tipo IN ('economica', 'nominal', 'cedula')", name=op.f("ck_votacion_tipo")),
        sa.CheckConstraint(
            "a_favor + en_contra + abstencion + nulos + validos_candidatura = electorado",
            name=op.f("ck_votacion_votos_cuadran"),
        ),
        sa.CheckConstraint("electorado + excusados + ausentes = en_funciones", name=op.f("ck_votacion_cuerpo_cuadra")),
        sa.CheckConstraint("quorum_presentes >= quorum_requerido", name=op.f("ck_votacion_con_quorum")),
        sa.CheckConstraint("ronda IN (1, 2)", name=op.f("ck_votacion_ronda")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_votacion_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(["punto_id"], ["punto.id"], name=op.f("fk_votacion_punto_id_punto")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votacion")),
        sa.UniqueConstraint(
            "punto_id", "asunto", "serie", "grupo", "ronda", name=op.f("uq_votacion_punto_id_asunto_serie_grupo_ronda")
        ),
    )
    op.create_table(
        "votacion_electronica",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sesion_id", sa.Integer(), nullable=False),
        sa.Column("punto_id", sa.Integer(), nullable=False),
        sa.Column("vuelta", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=True),
        sa.Column(
            "propuesta",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("preside", sa.String(length=20), nullable=False),
        sa.Column("abierta_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("abierta_por_id", sa.Integer(), nullable=False),
        sa.Column("cierre", sa.String(length=20), nullable=True),
        sa.Column("cerrada_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cerrada_por_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("cierre IN ('contada', 'sin_efecto')", name=op.f("ck_votacion_electronica_cierre")),
        sa.CheckConstraint(
            "(cierre IS NULL) = (cerrada_en IS NULL)", name=op.f("ck_votacion_electronica_cierre_con_hora")
        ),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_votacion_electronica_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(["punto_id"], ["punto.id"], name=op.f("fk_votacion_electronica_punto_id_punto")),
        sa.ForeignKeyConstraint(["sesion_id"], ["sesion.id"], name=op.f("fk_votacion_electronica_sesion_id_sesion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votacion_electronica")),
        sa.UniqueConstraint("punto_id", "vuelta", name=op.f("uq_votacion_electronica_punto_id_vuelta")),
    )
    with op.batch_alter_table("votacion_electronica", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_votacion_electronica_sesion_id"), ["sesion_id"], unique=False)
        batch_op.create_index(
            "uq_votacion_electronica_abierta",
            ["punto_id"],
            unique=True,
            sqlite_where=sa.text("cerrada_en IS NULL"),
            postgresql_where=sa.text("cerrada_en IS NULL"),
        )

    op.create_table(
        "acta",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sesion_id", sa.Integer(), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column("tipo", sa.String(length=20), nullable=False),
        sa.Column("periodo", sa.String(length=20), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("folio", sa.String(length=120), nullable=False),
        sa.Column("estado", sa.String(length=20), nullable=False),
        sa.Column("instantanea_id", sa.Integer(), nullable=False),
        sa.Column("creada_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("aprobada_en", sa.Date(), nullable=True),
        sa.Column("aprobada_por", sa.String(length=80), nullable=True),
        sa.Column("aprobada_votacion_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(estado = 'aprobada') = (aprobada_en IS NOT NULL)", name=op.f("ck_acta_aprobada_con_fecha")
        ),
        sa.CheckConstraint("estado IN ('proyecto', 'aprobada')", name=op.f("ck_acta_estado")),
        sa.CheckConstraint("tipo IN ('acta', 'constancia')", name=op.f("ck_acta_tipo")),
        sa.CheckConstraint("numero >= 1 AND version >= 1", name=op.f("ck_acta_contadores")),
        sa.ForeignKeyConstraint(
            ["aprobada_votacion_id"], ["votacion.id"], name=op.f("fk_acta_aprobada_votacion_id_votacion")
        ),
        sa.ForeignKeyConstraint(
            ["instantanea_id"], ["instantanea.id"], name=op.f("fk_acta_instantanea_id_instantanea")
        ),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_acta_organo_id_organo")),
        sa.ForeignKeyConstraint(["sesion_id"], ["sesion.id"], name=op.f("fk_acta_sesion_id_sesion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acta")),
        sa.UniqueConstraint("aprobada_votacion_id", name=op.f("uq_acta_aprobada_votacion_id")),
        sa.UniqueConstraint("folio", name=op.f("uq_acta_folio")),
        sa.UniqueConstraint("organo_id", "periodo", "tipo", "numero", name="uq_acta_numero"),
        sa.UniqueConstraint("sesion_id", name=op.f("uq_acta_sesion_id")),
    )
    op.create_table(
        "acuerdo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column("anio", sa.Integer(), nullable=False),
        sa.Column("consecutivo", sa.Integer(), nullable=False),
        sa.Column("folio", sa.String(length=80), nullable=False),
        sa.Column("sesion_id", sa.Integer(), nullable=False),
        sa.Column("punto_id", sa.Integer(), nullable=False),
        sa.Column("votacion_id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=True),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column(
            "resolutivos",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("etiqueta", sa.String(length=60), nullable=True),
        sa.Column("tomado_en", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"], name=op.f("fk_acuerdo_expediente_id_expediente")),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_acuerdo_organo_id_organo")),
        sa.ForeignKeyConstraint(["punto_id"], ["punto.id"], name=op.f("fk_acuerdo_punto_id_punto")),
        sa.ForeignKeyConstraint(["sesion_id"], ["sesion.id"], name=op.f("fk_acuerdo_sesion_id_sesion")),
        sa.ForeignKeyConstraint(["votacion_id"], ["votacion.id"], name=op.f("fk_acuerdo_votacion_id_votacion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acuerdo")),
        sa.UniqueConstraint("folio", name=op.f("uq_acuerdo_folio")),
        sa.UniqueConstraint("organo_id", "anio", "consecutivo", name=op.f("uq_acuerdo_organo_id_anio_consecutivo")),
        sa.UniqueConstraint("votacion_id", "expediente_id", name=op.f("uq_acuerdo_votacion_id_expediente_id")),
    )
    with op.batch_alter_table("acuerdo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acuerdo_expediente_id"), ["expediente_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_acuerdo_punto_id"), ["punto_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_acuerdo_sesion_id"), ["sesion_id"], unique=False)
        batch_op.create_index(
            "uq_acuerdo_votacion",
            ["votacion_id"],
            unique=True,
            sqlite_where=sa.text("expediente_id IS NULL"),
            postgresql_where=sa.text("expediente_id IS NULL"),
        )

    op.create_table(
        "acuse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("convocatoria_id", sa.Integer(), nullable=False),
        sa.Column("integrante_id", sa.Integer(), nullable=False),
        sa.Column("medio", sa.String(length=12), nullable=False),
        sa.Column("recibido_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recibio", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("medio IN ('sistema', 'correo', 'oficio', 'estrados')", name=op.f("ck_acuse_medio")),
        sa.CheckConstraint("recibio <> ''", name=op.f("ck_acuse_con_quien")),
        sa.CheckConstraint("recibido_en <= en", name=op.f("ck_acuse_ya_recibido")),
        sa.ForeignKeyConstraint(
            ["convocatoria_id"], ["convocatoria.id"], name=op.f("fk_acuse_convocatoria_id_convocatoria")
        ),
        sa.ForeignKeyConstraint(
            ["integrante_id"], ["sesion_integrante.id"], name=op.f("fk_acuse_integrante_id_sesion_integrante")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acuse")),
    )
    with op.batch_alter_table("acuse", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acuse_convocatoria_id"), ["convocatoria_id"], unique=False)

    op.create_table(
        "asistencia_evento",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sesion_id", sa.Integer(), nullable=False),
        sa.Column("integrante_id", sa.Integer(), nullable=False),
        sa.Column("evento", sa.String(length=20), nullable=False),
        sa.Column("hora", sa.DateTime(timezone=True), nullable=False),
        sa.Column("motivo", sa.String(length=300), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "evento IN ('presente', 'justifica', 'retardo', 'entra', 'sale', 'licencia', 'suplente', 'reincorpora')",
            name=op.f("ck_asistencia_evento_evento"),
        ),
        sa.ForeignKeyConstraint(
            ["integrante_id"],
            ["sesion_integrante.id"],
            name=op.f("fk_asistencia_evento_integrante_id_sesion_integrante"),
        ),
        sa.ForeignKeyConstraint(["sesion_id"], ["sesion.id"], name=op.f("fk_asistencia_evento_sesion_id_sesion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asistencia_evento")),
    )
    with op.batch_alter_table("asistencia_evento", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asistencia_evento_sesion_id"), ["sesion_id"], unique=False)

    op.create_table(
        "confirmacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sesion_id", sa.Integer(), nullable=False),
        sa.Column("integrante_id", sa.Integer(), nullable=False),
        sa.Column("asiste", sa.Boolean(), nullable=False),
        sa.Column("motivo", sa.String(length=300), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("asiste OR motivo <> ''", name=op.f("ck_confirmacion_ausencia_con_motivo")),
        sa.ForeignKeyConstraint(
            ["integrante_id"], ["sesion_integrante.id"], name=op.f("fk_confirmacion_integrante_id_sesion_integrante")
        ),
        sa.ForeignKeyConstraint(["sesion_id"], ["sesion.id"], name=op.f("fk_confirmacion_sesion_id_sesion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmacion")),
    )
    with op.batch_alter_table("confirmacion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_confirmacion_sesion_id"), ["sesion_id"], unique=False)

    op.create_table(
        "convocatoria_envio",
        sa.Column("convocatoria_id", sa.Integer(), nullable=False),
        sa.Column("integrante_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=12), nullable=False),
        sa.Column("enviado_en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("clase IN ('convocatoria', 'cancelacion')", name=op.f("ck_convocatoria_envio_clase")),
        sa.ForeignKeyConstraint(
            ["convocatoria_id"], ["convocatoria.id"], name=op.f("fk_convocatoria_envio_convocatoria_id_convocatoria")
        ),
        sa.ForeignKeyConstraint(
            ["integrante_id"],
            ["sesion_integrante.id"],
            name=op.f("fk_convocatoria_envio_integrante_id_sesion_integrante"),
        ),
        sa.PrimaryKeyConstraint("convocatoria_id", "integrante_id", "clase", name=op.f("pk_convocatoria_envio")),
    )
    op.create_table(
        "dictamen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column("anio", sa.Integer(), nullable=False),
        sa.Column("consecutivo", sa.Integer(), nullable=True),
        sa.Column("folio", sa.String(length=80), nullable=True),
        sa.Column("sesion_id", sa.Integer(), nullable=False),
        sa.Column("punto_id", sa.Integer(), nullable=False),
        sa.Column("votacion_id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("resultado", sa.String(length=30), nullable=False),
        sa.Column("sentido", sa.String(length=40), nullable=True),
        sa.Column("razon", sa.Text(), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("emitido_en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(resultado = 'dictamen_aprobado') = (folio IS NOT NULL AND sentido IS NOT NULL)",
            name=op.f("ck_dictamen_aprobado_con_folio"),
        ),
        sa.CheckConstraint(
            "resultado IN ('dictamen_aprobado', 'dictamen_no_aprobado', 'segunda_ronda', 'turnado_al_pleno', 'pendiente_voto_calidad', 'sin_quorum', 'sin_reunion_conjunta', 'captura_invalida')",
            name=op.f("ck_dictamen_resultado"),
        ),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_dictamen_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_dictamen_organo_id_organo")),
        sa.ForeignKeyConstraint(["punto_id"], ["punto.id"], name=op.f("fk_dictamen_punto_id_punto")),
        sa.ForeignKeyConstraint(["sesion_id"], ["sesion.id"], name=op.f("fk_dictamen_sesion_id_sesion")),
        sa.ForeignKeyConstraint(["votacion_id"], ["votacion.id"], name=op.f("fk_dictamen_votacion_id_votacion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dictamen")),
        sa.UniqueConstraint("folio", "expediente_id", name=op.f("uq_dictamen_folio_expediente_id")),
        sa.UniqueConstraint(
            "organo_id",
            "anio",
            "consecutivo",
            "expediente_id",
            name=op.f("uq_dictamen_organo_id_anio_consecutivo_expediente_id"),
        ),
        sa.UniqueConstraint("votacion_id", "expediente_id", name=op.f("uq_dictamen_votacion_id_expediente_id")),
    )
    with op.batch_alter_table("dictamen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dictamen_expediente_id"), ["expediente_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dictamen_folio"), ["folio"], unique=False)
        batch_op.create_index(batch_op.f("ix_dictamen_punto_id"), ["punto_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dictamen_sesion_id"), ["sesion_id"], unique=False)

    op.create_table(
        "documento",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("objeto_tipo", sa.String(length=20), nullable=False),
        sa.Column("objeto_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("formato", sa.String(length=8), nullable=False),
        sa.Column("instantanea_id", sa.Integer(), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("creado_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("plantilla_sha256", sa.String(length=64), nullable=True),
        sa.Column("plantilla_falla", sa.String(length=60), nullable=True),
        sa.CheckConstraint(
            "clase IN ('acta', 'dictamen', 'certificacion', 'convocatoria', 'acta_publica')",
            name=op.f("ck_documento_clase"),
        ),
        sa.CheckConstraint("formato IN ('pdf', 'docx')", name=op.f("ck_documento_formato")),
        sa.CheckConstraint("objeto_tipo IN ('sesion', 'dictamen', 'acuerdo')", name=op.f("ck_documento_objeto_tipo")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_documento_archivo_id_archivo")),
        sa.ForeignKeyConstraint(
            ["instantanea_id"], ["instantanea.id"], name=op.f("fk_documento_instantanea_id_instantanea")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documento")),
        sa.UniqueConstraint("clase", "objeto_tipo", "objeto_id", "version", "formato", name="uq_documento_unico"),
    )
    with op.batch_alter_table("documento", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documento_instantanea_id"), ["instantanea_id"], unique=False)

    op.create_table(
        "documento_cancelacion",
        sa.Column("instantanea_id", sa.Integer(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_documento_cancelacion_con_motivo")),
        sa.ForeignKeyConstraint(
            ["instantanea_id"], ["instantanea.id"], name=op.f("fk_documento_cancelacion_instantanea_id_instantanea")
        ),
        sa.PrimaryKeyConstraint("instantanea_id", name=op.f("pk_documento_cancelacion")),
    )
    op.create_table(
        "excusa",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("punto_id", sa.Integer(), nullable=False),
        sa.Column("integrante_id", sa.Integer(), nullable=False),
        sa.Column("causa", sa.Text(), nullable=False),
        sa.Column("hora", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["integrante_id"], ["sesion_integrante.id"], name=op.f("fk_excusa_integrante_id_sesion_integrante")
        ),
        sa.ForeignKeyConstraint(["punto_id"], ["punto.id"], name=op.f("fk_excusa_punto_id_punto")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excusa")),
        sa.UniqueConstraint("punto_id", "integrante_id", name=op.f("uq_excusa_punto_id_integrante_id")),
    )
    op.create_table(
        "expediente_resolucion_anulada",
        sa.Column("resolucion_id", sa.Integer(), nullable=False),
        sa.Column("motivo", sa.String(length=500), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_expediente_resolucion_anulada_con_motivo")),
        sa.ForeignKeyConstraint(
            ["resolucion_id"],
            ["expediente_resolucion.id"],
            name=op.f("fk_expediente_resolucion_anulada_resolucion_id_expediente_resolucion"),
        ),
        sa.PrimaryKeyConstraint("resolucion_id", name=op.f("pk_expediente_resolucion_anulada")),
    )
    op.create_table(
        "firma_nota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instantanea_id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("estado", sa.String(length=20), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("estado = 'firmo' OR nota <> ''", name=op.f("ck_firma_nota_sin_firma_con_nota")),
        sa.CheckConstraint("estado IN ('firmo', 'se_nego', 'ausente')", name=op.f("ck_firma_nota_estado")),
        sa.ForeignKeyConstraint(
            ["instantanea_id"], ["instantanea.id"], name=op.f("fk_firma_nota_instantanea_id_instantanea")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firma_nota")),
    )
    with op.batch_alter_table("firma_nota", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_firma_nota_instantanea_id"), ["instantanea_id"], unique=False)

    op.create_table(
        "firma_proceso",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instantanea_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("orden", sa.String(length=20), nullable=False),
        sa.Column("da_fe", sa.Integer(), nullable=True),
        sa.Column("fundamento", sa.Text(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("numero >= 1 AND fundamento <> ''", name=op.f("ck_firma_proceso_con_fundamento")),
        sa.CheckConstraint("orden IN ('estricto', 'libre', 'fe_al_final')", name=op.f("ck_firma_proceso_orden")),
        sa.ForeignKeyConstraint(
            ["instantanea_id"], ["instantanea.id"], name=op.f("fk_firma_proceso_instantanea_id_instantanea")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firma_proceso")),
        sa.UniqueConstraint("instantanea_id", "numero", name="uq_firma_proceso_numero"),
    )
    op.create_table(
        "firmado",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instantanea_id", sa.Integer(), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_firmado_archivo_id_archivo")),
        sa.ForeignKeyConstraint(
            ["instantanea_id"], ["instantanea.id"], name=op.f("fk_firmado_instantanea_id_instantanea")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firmado")),
        sa.UniqueConstraint("instantanea_id", "sha256", name="uq_firmado_archivo"),
    )
    with op.batch_alter_table("firmado", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_firmado_instantanea_id"), ["instantanea_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_firmado_sha256"), ["sha256"], unique=False)

    op.create_table(
        "intervencion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("punto_id", sa.Integer(), nullable=False),
        sa.Column("integrante_id", sa.Integer(), nullable=True),
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.Column("cargo", sa.String(length=200), nullable=False),
        sa.Column("hora", sa.DateTime(timezone=True), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("literal", sa.Boolean(), nullable=False),
        sa.Column("tramite", sa.Text(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["integrante_id"], ["sesion_integrante.id"], name=op.f("fk_intervencion_integrante_id_sesion_integrante")
        ),
        sa.ForeignKeyConstraint(["punto_id"], ["punto.id"], name=op.f("fk_intervencion_punto_id_punto")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervencion")),
    )
    with op.batch_alter_table("intervencion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intervencion_punto_id"), ["punto_id"], unique=False)

    op.create_table(
        "votacion_anulada",
        sa.Column("votacion_id", sa.Integer(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("hora", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_votacion_anulada_con_motivo")),
        sa.ForeignKeyConstraint(
            ["votacion_id"], ["votacion.id"], name=op.f("fk_votacion_anulada_votacion_id_votacion")
        ),
        sa.PrimaryKeyConstraint("votacion_id", name=op.f("pk_votacion_anulada")),
    )
    op.create_table(
        "voto",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("votacion_id", sa.Integer(), nullable=False),
        sa.Column("integrante_id", sa.Integer(), nullable=False),
        sa.Column("sentido", sa.String(length=12), nullable=False),
        sa.CheckConstraint("sentido IN ('a_favor', 'en_contra', 'abstencion')", name=op.f("ck_voto_sentido")),
        sa.ForeignKeyConstraint(
            ["integrante_id"], ["sesion_integrante.id"], name=op.f("fk_voto_integrante_id_sesion_integrante")
        ),
        sa.ForeignKeyConstraint(["votacion_id"], ["votacion.id"], name=op.f("fk_voto_votacion_id_votacion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voto")),
        sa.UniqueConstraint("votacion_id", "integrante_id", name=op.f("uq_voto_votacion_id_integrante_id")),
    )
    with op.batch_alter_table("voto", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_voto_integrante_id"), ["integrante_id"], unique=False)

    op.create_table(
        "voto_calidad",
        sa.Column("votacion_id", sa.Integer(), nullable=False),
        sa.Column("integrante_id", sa.Integer(), nullable=False),
        sa.Column("sentido", sa.String(length=12), nullable=False),
        sa.Column("hora", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("sentido IN ('a_favor', 'en_contra')", name=op.f("ck_voto_calidad_sentido")),
        sa.ForeignKeyConstraint(
            ["integrante_id"], ["sesion_integrante.id"], name=op.f("fk_voto_calidad_integrante_id_sesion_integrante")
        ),
        sa.ForeignKeyConstraint(["votacion_id"], ["votacion.id"], name=op.f("fk_voto_calidad_votacion_id_votacion")),
        sa.PrimaryKeyConstraint("votacion_id", name=op.f("pk_voto_calidad")),
    )
    op.create_table(
        "voto_emitido",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("urna_id", sa.Integer(), nullable=False),
        sa.Column("grupo", sa.String(length=20), nullable=False),
        sa.Column("asiento", sa.String(length=20), nullable=False),
        sa.Column("integrante_id", sa.Integer(), nullable=False),
        sa.Column("sentido", sa.String(length=12), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("sentido IN ('a_favor', 'en_contra', 'abstencion')", name=op.f("ck_voto_emitido_sentido")),
        sa.ForeignKeyConstraint(
            ["integrante_id"], ["sesion_integrante.id"], name=op.f("fk_voto_emitido_integrante_id_sesion_integrante")
        ),
        sa.ForeignKeyConstraint(
            ["urna_id"], ["votacion_electronica.id"], name=op.f("fk_voto_emitido_urna_id_votacion_electronica")
        ),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_voto_emitido_usuario_id_usuario")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voto_emitido")),
        sa.UniqueConstraint("urna_id", "grupo", "asiento", name=op.f("uq_voto_emitido_urna_id_grupo_asiento")),
    )
    op.create_table(
        "acta_precision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("acta_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("dice", sa.Text(), nullable=False),
        sa.Column("debe_decir", sa.Text(), nullable=False),
        sa.Column("solicita", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("clase <> 'objecion' OR dice = ''", name=op.f("ck_acta_precision_objecion_sin_dice")),
        sa.CheckConstraint("clase IN ('precision', 'objecion')", name=op.f("ck_acta_precision_clase")),
        sa.CheckConstraint("debe_decir <> '' AND solicita <> ''", name=op.f("ck_acta_precision_completa")),
        sa.ForeignKeyConstraint(["acta_id"], ["acta.id"], name=op.f("fk_acta_precision_acta_id_acta")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acta_precision")),
    )
    with op.batch_alter_table("acta_precision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acta_precision_acta_id"), ["acta_id"], unique=False)

    op.create_table(
        "acta_texto",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("acta_id", sa.Integer(), nullable=False),
        sa.Column("seccion", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_acta_texto_revision")),
        sa.ForeignKeyConstraint(["acta_id"], ["acta.id"], name=op.f("fk_acta_texto_acta_id_acta")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acta_texto")),
        sa.UniqueConstraint("acta_id", "seccion", "revision", name="uq_acta_texto_revision"),
    )
    op.create_table(
        "acuerdo_seguimiento",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("acuerdo_id", sa.Integer(), nullable=False),
        sa.Column("responsable_id", sa.Integer(), nullable=False),
        sa.Column("vence", sa.Date(), nullable=True),
        sa.Column("estado", sa.String(length=20), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=True),
        sa.Column("sesion_id", sa.Integer(), nullable=True),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "estado <> 'cumplido' OR nota <> '' OR archivo_id IS NOT NULL",
            name=op.f("ck_acuerdo_seguimiento_cumplido_con_evidencia"),
        ),
        sa.CheckConstraint(
            "estado <> 'sin_efecto' OR nota <> ''", name=op.f("ck_acuerdo_seguimiento_sin_efecto_con_motivo")
        ),
        sa.CheckConstraint(
            "estado IN ('asignado', 'en_proceso', 'cumplido', 'sin_efecto')", name=op.f("ck_acuerdo_seguimiento_estado")
        ),
        sa.CheckConstraint("sesion_id IS NULL OR nota <> ''", name=op.f("ck_acuerdo_seguimiento_informado_con_nota")),
        sa.ForeignKeyConstraint(["acuerdo_id"], ["acuerdo.id"], name=op.f("fk_acuerdo_seguimiento_acuerdo_id_acuerdo")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_acuerdo_seguimiento_archivo_id_archivo")),
        sa.ForeignKeyConstraint(
            ["responsable_id"], ["dependencia.id"], name=op.f("fk_acuerdo_seguimiento_responsable_id_dependencia")
        ),
        sa.ForeignKeyConstraint(["sesion_id"], ["sesion.id"], name=op.f("fk_acuerdo_seguimiento_sesion_id_sesion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acuerdo_seguimiento")),
        sa.UniqueConstraint("acuerdo_id", "sesion_id", name=op.f("uq_acuerdo_seguimiento_acuerdo_id_sesion_id")),
    )
    with op.batch_alter_table("acuerdo_seguimiento", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acuerdo_seguimiento_acuerdo_id"), ["acuerdo_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_acuerdo_seguimiento_sesion_id"), ["sesion_id"], unique=False)

    op.create_table(
        "acuse_anulado",
        sa.Column("acuse_id", sa.Integer(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_acuse_anulado_con_motivo")),
        sa.ForeignKeyConstraint(["acuse_id"], ["acuse.id"], name=op.f("fk_acuse_anulado_acuse_id_acuse")),
        sa.PrimaryKeyConstraint("acuse_id", name=op.f("pk_acuse_anulado")),
    )
    op.create_table(
        "asistencia_anulada",
        sa.Column("evento_id", sa.Integer(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_asistencia_anulada_con_motivo")),
        sa.ForeignKeyConstraint(
            ["evento_id"], ["asistencia_evento.id"], name=op.f("fk_asistencia_anulada_evento_id_asistencia_evento")
        ),
        sa.PrimaryKeyConstraint("evento_id", name=op.f("pk_asistencia_anulada")),
    )
    op.create_table(
        "firma_etapa",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proceso_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("numero >= 0 AND length(sha256) = 64", name=op.f("ck_firma_etapa_numero")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_firma_etapa_archivo_id_archivo")),
        sa.ForeignKeyConstraint(
            ["proceso_id"], ["firma_proceso.id"], name=op.f("fk_firma_etapa_proceso_id_firma_proceso")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firma_etapa")),
        sa.UniqueConstraint("proceso_id", "numero", name="uq_firma_etapa_numero"),
    )
    with op.batch_alter_table("firma_etapa", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_firma_etapa_sha256"), ["sha256"], unique=False)

    op.create_table(
        "firma_lugar",
        sa.Column("proceso_id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("quien", sa.String(length=240), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_firma_lugar_persona_id_persona")),
        sa.ForeignKeyConstraint(
            ["proceso_id"], ["firma_proceso.id"], name=op.f("fk_firma_lugar_proceso_id_firma_proceso")
        ),
        sa.PrimaryKeyConstraint("proceso_id", "clave", name=op.f("pk_firma_lugar")),
    )
    with op.batch_alter_table("firma_lugar", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_firma_lugar_persona_id"), ["persona_id"], unique=False)

    op.create_table(
        "firma_preparada",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proceso_id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=False),
        sa.Column("inicio", sa.Integer(), nullable=False),
        sa.Column("fin", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("atributos", sa.Text(), nullable=False),
        sa.Column("certificado", sa.LargeBinary(), nullable=False),
        sa.Column("certificado_sha256", sa.String(length=64), nullable=False),
        sa.Column("cadena", sa.Text(), nullable=False),
        sa.Column("sello", sa.Text(), nullable=False),
        sa.Column("identidad", sa.String(length=20), nullable=False),
        sa.Column("vigencia", sa.String(length=20), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "identidad IN ('rfc', 'curp', 'nombre', 'confirmada', 'por_confirmar')",
            name=op.f("ck_firma_preparada_identidad"),
        ),
        sa.CheckConstraint(
            "vigencia IN ('vigente', 'revocado', 'desconocido', 'no_comprobada')",
            name=op.f("ck_firma_preparada_vigencia"),
        ),
        sa.CheckConstraint("fin > inicio AND length(digest) = 64", name=op.f("ck_firma_preparada_hueco")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_firma_preparada_archivo_id_archivo")),
        sa.ForeignKeyConstraint(
            ["proceso_id"], ["firma_proceso.id"], name=op.f("fk_firma_preparada_proceso_id_firma_proceso")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firma_preparada")),
    )
    with op.batch_alter_table("firma_preparada", schema=None) as batch_op:
        batch_op.create_index("ix_firma_preparada_proceso_clave", ["proceso_id", "clave"], unique=False)

    op.create_table(
        "firma_proceso_fin",
        sa.Column("proceso_id", sa.Integer(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_firma_proceso_fin_con_motivo")),
        sa.ForeignKeyConstraint(
            ["proceso_id"], ["firma_proceso.id"], name=op.f("fk_firma_proceso_fin_proceso_id_firma_proceso")
        ),
        sa.PrimaryKeyConstraint("proceso_id", name=op.f("pk_firma_proceso_fin")),
    )
    op.create_table(
        "libro_asiento",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column("periodo", sa.String(length=20), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("acta_id", sa.Integer(), nullable=False),
        sa.Column("folio", sa.String(length=120), nullable=False),
        sa.Column("instantanea_sha256", sa.String(length=64), nullable=False),
        sa.Column("documento_id", sa.Integer(), nullable=False),
        sa.Column("archivo_sha256", sa.String(length=64), nullable=False),
        sa.Column("foja_inicial", sa.Integer(), nullable=False),
        sa.Column("foja_final", sa.Integer(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hash_previo", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("foja_inicial >= 1 AND foja_final >= foja_inicial", name=op.f("ck_libro_asiento_fojas")),
        sa.CheckConstraint("orden >= 1 AND length(hash) = 64", name=op.f("ck_libro_asiento_encadenado")),
        sa.ForeignKeyConstraint(["acta_id"], ["acta.id"], name=op.f("fk_libro_asiento_acta_id_acta")),
        sa.ForeignKeyConstraint(
            ["documento_id"], ["documento.id"], name=op.f("fk_libro_asiento_documento_id_documento")
        ),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_libro_asiento_organo_id_organo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_libro_asiento")),
        sa.UniqueConstraint("acta_id", name=op.f("uq_libro_asiento_acta_id")),
        sa.UniqueConstraint("organo_id", "periodo", "foja_inicial", name="uq_libro_asiento_foja"),
        sa.UniqueConstraint("organo_id", "periodo", "orden", name="uq_libro_asiento_orden"),
    )
    op.create_table(
        "punto_expediente",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("punto_id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("estado", sa.String(length=30), nullable=False),
        sa.Column("reservado", sa.Boolean(), nullable=False),
        sa.Column("reserva_de", sa.String(length=200), nullable=False),
        sa.Column("reserva_motivo", sa.Text(), nullable=False),
        sa.Column(
            "referencia",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column("votacion_id", sa.Integer(), nullable=True),
        sa.Column("acuerdo_id", sa.Integer(), nullable=True),
        sa.Column("dictamen_id", sa.Integer(), nullable=True),
        sa.Column("razon", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(acuerdo_id IS NOT NULL OR dictamen_id IS NOT NULL) = (estado IN ('aprobado', 'aprobado_con_modificaciones', 'devuelto'))",
            name=op.f("ck_punto_expediente_aprobado_con_acuerdo"),
        ),
        sa.CheckConstraint(
            "(estado IN ('pendiente', 'retirado')) = (votacion_id IS NULL)",
            name=op.f("ck_punto_expediente_resuelto_con_votacion"),
        ),
        sa.CheckConstraint(
            "estado IN ('pendiente', 'aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto', 'retirado', 'turnado')",
            name=op.f("ck_punto_expediente_estado"),
        ),
        sa.CheckConstraint(
            "acuerdo_id IS NULL OR dictamen_id IS NULL", name=op.f("ck_punto_expediente_acuerdo_o_dictamen")
        ),
        sa.ForeignKeyConstraint(["acuerdo_id"], ["acuerdo.id"], name=op.f("fk_punto_expediente_acuerdo_id_acuerdo")),
        sa.ForeignKeyConstraint(
            ["dictamen_id"], ["dictamen.id"], name=op.f("fk_punto_expediente_dictamen_id_dictamen")
        ),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_punto_expediente_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(["punto_id"], ["punto.id"], name=op.f("fk_punto_expediente_punto_id_punto")),
        sa.ForeignKeyConstraint(
            ["votacion_id"], ["votacion.id"], name=op.f("fk_punto_expediente_votacion_id_votacion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_punto_expediente")),
        sa.UniqueConstraint("punto_id", "expediente_id", name=op.f("uq_punto_expediente_punto_id_expediente_id")),
    )
    with op.batch_alter_table("punto_expediente", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_punto_expediente_expediente_id"), ["expediente_id"], unique=False)

    op.create_table(
        "voto_particular",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dictamen_id", sa.Integer(), nullable=False),
        sa.Column("integrante_id", sa.Integer(), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("texto <> ''", name=op.f("ck_voto_particular_con_texto")),
        sa.ForeignKeyConstraint(["dictamen_id"], ["dictamen.id"], name=op.f("fk_voto_particular_dictamen_id_dictamen")),
        sa.ForeignKeyConstraint(
            ["integrante_id"], ["sesion_integrante.id"], name=op.f("fk_voto_particular_integrante_id_sesion_integrante")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voto_particular")),
        sa.UniqueConstraint("dictamen_id", "integrante_id", name="uq_voto_particular_integrante"),
    )
    op.create_table(
        "firma_electronica",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proceso_id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("etapa_id", sa.Integer(), nullable=False),
        sa.Column("preparada_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.String(length=60), nullable=False),
        sa.Column("titular", sa.String(length=300), nullable=False),
        sa.Column("emisor", sa.String(length=300), nullable=False),
        sa.Column("firmada_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["etapa_id"], ["firma_etapa.id"], name=op.f("fk_firma_electronica_etapa_id_firma_etapa")
        ),
        sa.ForeignKeyConstraint(
            ["preparada_id"], ["firma_preparada.id"], name=op.f("fk_firma_electronica_preparada_id_firma_preparada")
        ),
        sa.ForeignKeyConstraint(
            ["proceso_id"], ["firma_proceso.id"], name=op.f("fk_firma_electronica_proceso_id_firma_proceso")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firma_electronica")),
        sa.UniqueConstraint("etapa_id", name=op.f("uq_firma_electronica_etapa_id")),
        sa.UniqueConstraint("preparada_id", name=op.f("uq_firma_electronica_preparada_id")),
        sa.UniqueConstraint("proceso_id", "clave", name="uq_firma_electronica_clave"),
    )
    op.create_table(
        "firma_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("firma_id", sa.Integer(), nullable=False),
        sa.Column("resultado", sa.String(length=20), nullable=False),
        sa.Column("vigencia", sa.String(length=20), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "resultado IN ('valida', 'alterada', 'sin_confianza', 'revocada', 'ilegible')",
            name=op.f("ck_firma_revision_resultado"),
        ),
        sa.CheckConstraint(
            "vigencia IN ('vigente', 'revocado', 'desconocido', 'no_comprobada')",
            name=op.f("ck_firma_revision_vigencia"),
        ),
        sa.ForeignKeyConstraint(
            ["firma_id"], ["firma_electronica.id"], name=op.f("fk_firma_revision_firma_id_firma_electronica")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firma_revision")),
    )
    with op.batch_alter_table("firma_revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_firma_revision_firma_id"), ["firma_id"], unique=False)

    _protect()


def downgrade() -> None:
    _unprotect()
    with op.batch_alter_table("firma_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_firma_revision_firma_id"))

    op.drop_table("firma_revision")
    op.drop_table("firma_electronica")
    op.drop_table("voto_particular")
    with op.batch_alter_table("punto_expediente", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_punto_expediente_expediente_id"))

    op.drop_table("punto_expediente")
    op.drop_table("libro_asiento")
    op.drop_table("firma_proceso_fin")
    with op.batch_alter_table("firma_preparada", schema=None) as batch_op:
        batch_op.drop_index("ix_firma_preparada_proceso_clave")

    op.drop_table("firma_preparada")
    with op.batch_alter_table("firma_lugar", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_firma_lugar_persona_id"))

    op.drop_table("firma_lugar")
    with op.batch_alter_table("firma_etapa", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_firma_etapa_sha256"))

    op.drop_table("firma_etapa")
    op.drop_table("asistencia_anulada")
    op.drop_table("acuse_anulado")
    with op.batch_alter_table("acuerdo_seguimiento", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_acuerdo_seguimiento_sesion_id"))
        batch_op.drop_index(batch_op.f("ix_acuerdo_seguimiento_acuerdo_id"))

    op.drop_table("acuerdo_seguimiento")
    op.drop_table("acta_texto")
    with op.batch_alter_table("acta_precision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_acta_precision_acta_id"))

    op.drop_table("acta_precision")
    op.drop_table("voto_emitido")
    op.drop_table("voto_calidad")
    with op.batch_alter_table("voto", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_voto_integrante_id"))

    op.drop_table("voto")
    op.drop_table("votacion_anulada")
    with op.batch_alter_table("intervencion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_intervencion_punto_id"))

    op.drop_table("intervencion")
    with op.batch_alter_table("firmado", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_firmado_sha256"))
        batch_op.drop_index(batch_op.f("ix_firmado_instantanea_id"))

    op.drop_table("firmado")
    op.drop_table("firma_proceso")
    with op.batch_alter_table("firma_nota", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_firma_nota_instantanea_id"))

    op.drop_table("firma_nota")
    op.drop_table("expediente_resolucion_anulada")
    op.drop_table("excusa")
    op.drop_table("documento_cancelacion")
    with op.batch_alter_table("documento", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documento_instantanea_id"))

    op.drop_table("documento")
    with op.batch_alter_table("dictamen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dictamen_sesion_id"))
        batch_op.drop_index(batch_op.f("ix_dictamen_punto_id"))
        batch_op.drop_index(batch_op.f("ix_dictamen_folio"))
        batch_op.drop_index(batch_op.f("ix_dictamen_expediente_id"))

    op.drop_table("dictamen")
    op.drop_table("convocatoria_envio")
    with op.batch_alter_table("confirmacion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_confirmacion_sesion_id"))

    op.drop_table("confirmacion")
    with op.batch_alter_table("asistencia_evento", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asistencia_evento_sesion_id"))

    op.drop_table("asistencia_evento")
    with op.batch_alter_table("acuse", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_acuse_convocatoria_id"))

    op.drop_table("acuse")
    with op.batch_alter_table("acuerdo", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_acuerdo_votacion",
            sqlite_where=sa.text("expediente_id IS NULL"),
            postgresql_where=sa.text("expediente_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_acuerdo_sesion_id"))
        batch_op.drop_index(batch_op.f("ix_acuerdo_punto_id"))
        batch_op.drop_index(batch_op.f("ix_acuerdo_expediente_id"))

    op.drop_table("acuerdo")
    op.drop_table("acta")
    with op.batch_alter_table("votacion_electronica", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_votacion_electronica_abierta",
            sqlite_where=sa.text("cerrada_en IS NULL"),
            postgresql_where=sa.text("cerrada_en IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_votacion_electronica_sesion_id"))

    op.drop_table("votacion_electronica")
    op.drop_table("votacion")
    with op.batch_alter_table("sesion_integrante", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sesion_integrante_persona_id"))

    op.drop_table("sesion_integrante")
    with op.batch_alter_table("padron_fila", schema=None) as batch_op:
        batch_op.drop_index("ix_padron_fila_indice")

    op.drop_table("padron_fila")
    with op.batch_alter_table("observacion_mensaje", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_observacion_mensaje_observacion_id"))

    op.drop_table("observacion_mensaje")
    with op.batch_alter_table("instantanea", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_instantanea_sha256"))

    op.drop_table("instantanea")
    with op.batch_alter_table("expediente_resolucion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expediente_resolucion_expediente_id"))

    op.drop_table("expediente_resolucion")
    with op.batch_alter_table("avance_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_avance_revision_avance_id"))

    op.drop_table("avance_revision")
    with op.batch_alter_table("avance_evidencia", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_avance_evidencia_avance_id"))

    op.drop_table("avance_evidencia")
    op.drop_table("regla_operacion")
    with op.batch_alter_table("punto", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_punto_viene_de_id"))
        batch_op.drop_index(batch_op.f("ix_punto_expediente_id"))

    op.drop_table("punto")
    with op.batch_alter_table("poa_carga", schema=None) as batch_op:
        batch_op.drop_index("ix_poa_carga_expediente")

    op.drop_table("poa_carga")
    with op.batch_alter_table("plazo", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_plazo_abierto",
            postgresql_where=sa.text("cerrado_en IS NULL"),
            sqlite_where=sa.text("cerrado_en IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_plazo_expediente_id"))

    op.drop_table("plazo")
    with op.batch_alter_table("plantilla", schema=None) as batch_op:
        batch_op.drop_index("ix_plantilla_vigencia")

    op.drop_table("plantilla")
    op.drop_table("participacion")
    with op.batch_alter_table("organo_miembro", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organo_miembro_persona_id"))

    op.drop_table("organo_miembro")
    with op.batch_alter_table("ocupacion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ocupacion_persona_id"))
        batch_op.drop_index("ix_ocupacion_curul_desde")

    op.drop_table("ocupacion")
    op.drop_table("observacion")
    with op.batch_alter_table("incidencia", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incidencia_sesion_id"))

    op.drop_table("incidencia")
    with op.batch_alter_table("expediente_paso", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expediente_paso_expediente_id"))

    op.drop_table("expediente_paso")
    op.drop_table("envio")
    op.drop_table("convocatoria")
    with op.batch_alter_table("carga_padron", schema=None) as batch_op:
        batch_op.drop_index("ix_carga_padron_expediente")

    op.drop_table("carga_padron")
    op.drop_table("borrador")
    with op.batch_alter_table("aviso", schema=None) as batch_op:
        batch_op.drop_index("ix_aviso_usuario_leido")
        batch_op.drop_index(batch_op.f("ix_aviso_expediente_id"))

    op.drop_table("aviso")
    with op.batch_alter_table("avance", schema=None) as batch_op:
        batch_op.drop_index("ix_avance_ejercicio")
        batch_op.drop_index("ix_avance_dato")

    op.drop_table("avance")
    with op.batch_alter_table("adjunto", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adjunto_expediente_id"))

    op.drop_table("adjunto")
    with op.batch_alter_table("sesion", schema=None) as batch_op:
        batch_op.drop_index("ix_sesion_programada")

    op.drop_table("sesion")
    with op.batch_alter_table("plantilla_carga", schema=None) as batch_op:
        batch_op.drop_index("ix_plantilla_carga_clase")

    op.drop_table("plantilla_carga")
    op.drop_table("persona")
    op.drop_table("organo_regla")
    op.drop_table("organo_nombre")
    op.drop_table("organo_componente")
    with op.batch_alter_table("membrete", schema=None) as batch_op:
        batch_op.drop_index("ix_membrete_vigencia")

    op.drop_table("membrete")
    op.drop_table("membresia")
    op.drop_table("firma_regla")
    op.drop_table("firma_autoridad_baja")
    with op.batch_alter_table("expediente", schema=None) as batch_op:
        batch_op.drop_index("ix_expediente_etapa_desde")
        batch_op.drop_index("ix_expediente_desde")
        batch_op.drop_index("ix_expediente_dependencia_desde")

    op.drop_table("expediente")
    with op.batch_alter_table("dependencia_nombre", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dependencia_nombre_dependencia_id"))

    op.drop_table("dependencia_nombre")
    op.drop_table("consecutivo")
    with op.batch_alter_table("calendario_llave", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_calendario_llave_vigente",
            sqlite_where=sa.text("revocada_en IS NULL"),
            postgresql_where=sa.text("revocada_en IS NULL"),
        )

    op.drop_table("calendario_llave")
    with op.batch_alter_table("asignacion_rol", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asignacion_rol_usuario_id"))
        batch_op.drop_index(batch_op.f("ix_asignacion_rol_dependencia_id"))

    op.drop_table("asignacion_rol")
    with op.batch_alter_table("acceso", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_acceso_usuario_id"))

    op.drop_table("acceso")
    op.drop_table("usuario")
    with op.batch_alter_table("trabajo", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_trabajo_por_hacer",
            postgresql_where=sa.text("estado IN ('pendiente', 'tomado')"),
            sqlite_where=sa.text("estado IN ('pendiente', 'tomado')"),
        )
        batch_op.drop_index("ix_trabajo_objeto")

    op.drop_table("trabajo")
    op.drop_table("regla_ruta")
    op.drop_table("plazo_regla")
    with op.batch_alter_table("peticion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_peticion_en"))

    op.drop_table("peticion")
    op.drop_table("organo")
    op.drop_table("folio_consecutivo")
    with op.batch_alter_table("firma_identidad", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_firma_identidad_quien"))

    op.drop_table("firma_identidad")
    op.drop_table("firma_autoridad")
    op.drop_table("dia_inhabil")
    op.drop_table("dependencia")
    op.drop_table("curul")
    op.drop_table("corte")
    op.drop_table("catalogo_renglon")
    op.drop_table("cadena")
    with op.batch_alter_table("asiento", schema=None) as batch_op:
        batch_op.drop_index("ix_asiento_expediente_id")

    op.drop_table("asiento")
    with op.batch_alter_table("archivo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_archivo_sha256"))
        batch_op.drop_index(batch_op.f("ix_archivo_expediente_id"))

    op.drop_table("archivo")
