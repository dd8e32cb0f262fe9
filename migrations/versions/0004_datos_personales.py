"""Personal data: who saw it, notices, ARCO requests, bloqueo and supresión, decisions of the Comité, public versions.

Revision: 0004
Before: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FACTS = (
    "arco_hecho",
    "aviso_privacidad",
    "comite_decision",
    "padron_acceso",
    "padron_bloqueo",
    "padron_publico",
    "privacidad_parametro",
    "programa_sensible",
)


def _protect(tables: tuple[str, ...]) -> None:
    """UPDATE and DELETE are refused by the database itself."""
    for table in tables:
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


def upgrade() -> None:
    op.create_table(
        "archivo_cifrado",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("llave", sa.String(length=20), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suprimido_en", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_archivo_cifrado_hash")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_archivo_cifrado")),
    )
    with op.batch_alter_table("archivo_cifrado", schema=None) as batch_op:
        batch_op.create_index("ix_archivo_cifrado_llave", ["llave"], unique=False)

    op.create_table(
        "arco_solicitud",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("folio", sa.String(length=40), nullable=False),
        sa.Column("tipo", sa.String(length=16), nullable=False),
        sa.Column("medio", sa.String(length=16), nullable=False),
        sa.Column("recibida", sa.Date(), nullable=False),
        sa.Column("dias_respuesta", sa.Integer(), nullable=False),
        sa.Column("dias_ampliacion", sa.Integer(), nullable=False),
        sa.Column("dias_efectiva", sa.Integer(), nullable=False),
        sa.Column("llave", sa.String(length=20), nullable=False),
        sa.Column("datos", sa.LargeBinary(), nullable=False),
        sa.Column("indice", sa.String(length=64), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "medio IN ('ventanilla', 'plataforma', 'correo', 'correspondencia')", name=op.f("ck_arco_solicitud_medio")
        ),
        sa.CheckConstraint(
            "tipo IN ('acceso', 'rectificacion', 'cancelacion', 'oposicion')", name=op.f("ck_arco_solicitud_tipo")
        ),
        sa.CheckConstraint("dias_respuesta >= 1", name=op.f("ck_arco_solicitud_respuesta")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arco_solicitud")),
        sa.UniqueConstraint("folio", name=op.f("uq_arco_solicitud_folio")),
    )
    with op.batch_alter_table("arco_solicitud", schema=None) as batch_op:
        batch_op.create_index("ix_arco_solicitud_indice", ["indice"], unique=False)

    op.create_table(
        "aviso_privacidad",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programa", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.String(length=300), nullable=False),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column(
            "elementos",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(huella) = 64", name=op.f("ck_aviso_privacidad_huella")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_aviso_privacidad_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aviso_privacidad")),
        sa.UniqueConstraint("programa", "version", name="uq_aviso_privacidad_version"),
    )
    op.create_table(
        "comite_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programa", sa.String(length=40), nullable=False),
        sa.Column("clase", sa.String(length=12), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("resolucion", sa.String(length=80), nullable=False),
        sa.Column("fecha", sa.Date(), nullable=False),
        sa.Column("fundamento", sa.String(length=500), nullable=False),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("clase IN ('menores', 'sensible', 'otra')", name=op.f("ck_comite_decision_clase")),
        sa.CheckConstraint(
            "decision IN ('agregar', 'seudonimizar', 'publicar')", name=op.f("ck_comite_decision_decision")
        ),
        sa.CheckConstraint("hasta IS NULL OR hasta >= desde", name=op.f("ck_comite_decision_intervalo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comite_decision")),
    )
    with op.batch_alter_table("comite_decision", schema=None) as batch_op:
        batch_op.create_index("ix_comite_decision_programa", ["programa", "id"], unique=False)

    op.create_table(
        "privacidad_parametro",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("valor", sa.String(length=40), nullable=False),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("por_confirmar", sa.Boolean(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacidad_parametro")),
    )
    with op.batch_alter_table("privacidad_parametro", schema=None) as batch_op:
        batch_op.create_index("ix_privacidad_parametro_clave", ["clave", "id"], unique=False)

    op.create_table(
        "programa_sensible",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programa", sa.String(length=40), nullable=False),
        sa.Column("sensible", sa.Boolean(), nullable=False),
        sa.Column("motivo", sa.String(length=300), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programa_sensible")),
    )
    with op.batch_alter_table("programa_sensible", schema=None) as batch_op:
        batch_op.create_index("ix_programa_sensible_programa", ["programa", "id"], unique=False)

    op.create_table(
        "arco_hecho",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("solicitud_id", sa.Integer(), nullable=False),
        sa.Column("hecho", sa.String(length=16), nullable=False),
        sa.Column("sentido", sa.String(length=16), nullable=True),
        sa.Column("dia", sa.Date(), nullable=False),
        sa.Column("detalle", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("hecho <> 'entrega' OR sha256 IS NOT NULL", name=op.f("ck_arco_hecho_entrega_con_huella")),
        sa.CheckConstraint(
            "hecho <> 'respuesta' OR sentido IS NOT NULL", name=op.f("ck_arco_hecho_respuesta_con_sentido")
        ),
        sa.CheckConstraint(
            "hecho IN ('recibida', 'identidad', 'prevencion', 'desahogo', "
            "'ampliacion', 'respuesta', 'entrega', 'cumplida', 'desistimiento')",
            name=op.f("ck_arco_hecho_hecho"),
        ),
        sa.CheckConstraint("sentido IN ('procedente', 'parcial', 'improcedente')", name=op.f("ck_arco_hecho_sentido")),
        sa.ForeignKeyConstraint(
            ["solicitud_id"], ["arco_solicitud.id"], name=op.f("fk_arco_hecho_solicitud_id_arco_solicitud")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arco_hecho")),
    )
    with op.batch_alter_table("arco_hecho", schema=None) as batch_op:
        batch_op.create_index("ix_arco_hecho_solicitud", ["solicitud_id", "id"], unique=False)

    op.create_table(
        "padron_acceso",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("accion", sa.String(length=12), nullable=False),
        sa.Column("motivo", sa.String(length=20), nullable=False),
        sa.Column("detalle", sa.String(length=300), nullable=False),
        sa.Column("alcance", sa.String(length=12), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=True),
        sa.Column("carga_id", sa.Integer(), nullable=True),
        sa.Column("fila_id", sa.Integer(), nullable=True),
        sa.Column("filas", sa.Integer(), nullable=False),
        sa.Column(
            "campos",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("solicitud_id", sa.Integer(), nullable=True),
        sa.Column("cargo", sa.String(length=200), nullable=False),
        sa.Column("roles", sa.String(length=300), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "accion IN ('ver', 'descargar', 'exportar', 'consultar')", name=op.f("ck_padron_acceso_accion")
        ),
        sa.CheckConstraint("alcance <> 'fila' OR fila_id IS NOT NULL", name=op.f("ck_padron_acceso_fila")),
        sa.CheckConstraint(
            "alcance IN ('fila', 'carga', 'con_error', 'ninguna')", name=op.f("ck_padron_acceso_alcance")
        ),
        sa.CheckConstraint("motivo <> 'otro' OR detalle <> ''", name=op.f("ck_padron_acceso_otro_con_detalle")),
        sa.CheckConstraint(
            "motivo IN ('correccion', 'atencion', 'revision', 'cruce', 'solicitud_arco', 'auditoria', 'otro')",
            name=op.f("ck_padron_acceso_motivo"),
        ),
        sa.ForeignKeyConstraint(["carga_id"], ["carga_padron.id"], name=op.f("fk_padron_acceso_carga_id_carga_padron")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_padron_acceso_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(
            ["solicitud_id"], ["arco_solicitud.id"], name=op.f("fk_padron_acceso_solicitud_id_arco_solicitud")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_padron_acceso")),
    )
    with op.batch_alter_table("padron_acceso", schema=None) as batch_op:
        batch_op.create_index("ix_padron_acceso_carga", ["carga_id"], unique=False)
        batch_op.create_index("ix_padron_acceso_expediente", ["expediente_id", "id"], unique=False)
        batch_op.create_index("ix_padron_acceso_fila", ["fila_id"], unique=False)

    op.create_table(
        "padron_publico",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("folio", sa.String(length=60), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("envio_id", sa.Integer(), nullable=False),
        sa.Column("carga_id", sa.Integer(), nullable=False),
        sa.Column("programa", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ejercicio", sa.Integer(), nullable=False),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=False),
        sa.Column("modo", sa.String(length=12), nullable=False),
        sa.Column("menores", sa.String(length=16), nullable=False),
        sa.Column("curp", sa.Boolean(), nullable=False),
        sa.Column("curp_fundamento", sa.String(length=300), nullable=True),
        sa.Column("formato", sa.String(length=60), nullable=False),
        sa.Column("celda_minima", sa.Integer(), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=False),
        sa.Column("filas", sa.Integer(), nullable=False),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.Column("xlsx_id", sa.Integer(), nullable=False),
        sa.Column("csv_id", sa.Integer(), nullable=False),
        sa.Column("fecha", sa.Date(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "menores IN ('reservados', 'agregados', 'seudonimizados', 'publicados')",
            name=op.f("ck_padron_publico_menores"),
        ),
        sa.CheckConstraint("modo IN ('nominal', 'agregado')", name=op.f("ck_padron_publico_modo")),
        sa.CheckConstraint(
            "curp_fundamento IS NOT NULL OR curp = false", name=op.f("ck_padron_publico_curp_con_fundamento")
        ),
        sa.CheckConstraint("length(huella) = 64", name=op.f("ck_padron_publico_huella")),
        sa.ForeignKeyConstraint(
            ["carga_id"], ["carga_padron.id"], name=op.f("fk_padron_publico_carga_id_carga_padron")
        ),
        sa.ForeignKeyConstraint(["csv_id"], ["archivo.id"], name=op.f("fk_padron_publico_csv_id_archivo")),
        sa.ForeignKeyConstraint(["envio_id"], ["envio.id"], name=op.f("fk_padron_publico_envio_id_envio")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_padron_publico_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(["xlsx_id"], ["archivo.id"], name=op.f("fk_padron_publico_xlsx_id_archivo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_padron_publico")),
        sa.UniqueConstraint("expediente_id", "version", name="uq_padron_publico_version"),
        sa.UniqueConstraint("folio", name=op.f("uq_padron_publico_folio")),
    )
    op.create_table(
        "padron_bloqueo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("accion", sa.String(length=10), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("carga_id", sa.Integer(), nullable=False),
        sa.Column("fila_id", sa.Integer(), nullable=True),
        sa.Column("filas", sa.Integer(), nullable=False),
        sa.Column("serie", sa.String(length=100), nullable=False),
        sa.Column("plazo_hasta", sa.Date(), nullable=True),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("solicitud_id", sa.Integer(), nullable=True),
        sa.Column(
            "prueba",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "accion <> 'bloquear' OR plazo_hasta IS NOT NULL", name=op.f("ck_padron_bloqueo_bloquear_con_plazo")
        ),
        sa.CheckConstraint(
            "accion <> 'suprimir' OR prueba IS NOT NULL", name=op.f("ck_padron_bloqueo_suprimir_con_prueba")
        ),
        sa.CheckConstraint("accion IN ('bloquear', 'levantar', 'suprimir')", name=op.f("ck_padron_bloqueo_accion")),
        sa.CheckConstraint("fundamento <> ''", name=op.f("ck_padron_bloqueo_con_fundamento")),
        sa.ForeignKeyConstraint(
            ["carga_id"], ["carga_padron.id"], name=op.f("fk_padron_bloqueo_carga_id_carga_padron")
        ),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_padron_bloqueo_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(["fila_id"], ["padron_fila.id"], name=op.f("fk_padron_bloqueo_fila_id_padron_fila")),
        sa.ForeignKeyConstraint(
            ["solicitud_id"], ["arco_solicitud.id"], name=op.f("fk_padron_bloqueo_solicitud_id_arco_solicitud")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_padron_bloqueo")),
    )
    with op.batch_alter_table("padron_bloqueo", schema=None) as batch_op:
        batch_op.create_index("ix_padron_bloqueo_carga", ["carga_id", "id"], unique=False)
        batch_op.create_index("ix_padron_bloqueo_fila", ["fila_id"], unique=False)

    with op.batch_alter_table("padron_fila", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bloqueo", sa.String(length=10), nullable=True))

    with op.batch_alter_table("padron_fila", schema=None) as batch_op:
        batch_op.create_check_constraint(op.f("ck_padron_fila_bloqueo"), "bloqueo IN ('bloqueada', 'suprimida')")
    _protect(FACTS)


def downgrade() -> None:
    with op.batch_alter_table("padron_fila", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_padron_fila_bloqueo"), type_="check")
    with op.batch_alter_table("padron_fila", schema=None) as batch_op:
        batch_op.drop_column("bloqueo")

    with op.batch_alter_table("padron_bloqueo", schema=None) as batch_op:
        batch_op.drop_index("ix_padron_bloqueo_fila")
        batch_op.drop_index("ix_padron_bloqueo_carga")

    op.drop_table("padron_bloqueo")
    op.drop_table("padron_publico")
    with op.batch_alter_table("padron_acceso", schema=None) as batch_op:
        batch_op.drop_index("ix_padron_acceso_fila")
        batch_op.drop_index("ix_padron_acceso_expediente")
        batch_op.drop_index("ix_padron_acceso_carga")

    op.drop_table("padron_acceso")
    with op.batch_alter_table("arco_hecho", schema=None) as batch_op:
        batch_op.drop_index("ix_arco_hecho_solicitud")

    op.drop_table("arco_hecho")
    with op.batch_alter_table("programa_sensible", schema=None) as batch_op:
        batch_op.drop_index("ix_programa_sensible_programa")

    op.drop_table("programa_sensible")
    with op.batch_alter_table("privacidad_parametro", schema=None) as batch_op:
        batch_op.drop_index("ix_privacidad_parametro_clave")

    op.drop_table("privacidad_parametro")
    with op.batch_alter_table("comite_decision", schema=None) as batch_op:
        batch_op.drop_index("ix_comite_decision_programa")

    op.drop_table("comite_decision")
    op.drop_table("aviso_privacidad")
    with op.batch_alter_table("arco_solicitud", schema=None) as batch_op:
        batch_op.drop_index("ix_arco_solicitud_indice")

    op.drop_table("arco_solicitud")
    with op.batch_alter_table("archivo_cifrado", schema=None) as batch_op:
        batch_op.drop_index("ix_archivo_cifrado_llave")

    op.drop_table("archivo_cifrado")
