"""Review desk, clocks, the whole POA and MIR, sessions at a distance: new tables and columns; nothing kept is rewritten.

Revision: 0002
Before: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NEW_FACTS = (
    "acta_aprobacion_anulada",
    "agenda_actividad",
    "agenda_hecho",
    "calendario_cambio",
    "catalogo_version",
    "expediente_cambio_aprobado",
    "informe",
    "informe_publicacion",
    "informe_texto",
    "oficio",
    "plazo_hecho",
    "poa_libro_emitido",
    "poa_matriz_propuesta",
    "poa_matriz_respuesta",
    "revision_asignacion",
    "revision_hallazgo_decision",
    "revision_propuesta",
    "revision_punto",
    "revision_respuesta",
    "revision_texto",
    "revision_umbral",
    "transferencia",
    "transferencia_expediente",
    "turno",
    "turno_regla",
)
# Tables of facts that this revision rebuilds on SQLite, which takes their triggers away.
CHANGED_FACTS = ("asistencia_evento", "avance", "documento", "expediente_resolucion", "instantanea", "libro_asiento")


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


def _unprotect(tables: tuple[str, ...]) -> None:
    for table in tables:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP TRIGGER IF EXISTS {table}_solo_altas ON {table}")
            continue
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER IF EXISTS {table}_sin_{verb}")


def upgrade() -> None:
    _unprotect(CHANGED_FACTS)
    op.create_table(
        "agenda_actividad",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_actividad")),
    )
    op.create_table(
        "calendario_cambio",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("accion", sa.String(length=10), nullable=False),
        sa.Column(
            "fechas",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("motivo", sa.String(length=500), nullable=False),
        sa.Column("recorridos", sa.Integer(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("accion IN ('alta', 'baja')", name=op.f("ck_calendario_cambio_accion")),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_calendario_cambio_con_motivo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendario_cambio")),
    )
    op.create_table(
        "informe",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ejercicio", sa.Integer(), nullable=False),
        sa.Column("trimestre", sa.Integer(), nullable=False),
        sa.Column("folio", sa.String(length=60), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.CheckConstraint("trimestre BETWEEN 1 AND 4", name=op.f("ck_informe_trimestre")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_informe")),
        sa.UniqueConstraint("ejercicio", "trimestre", name="uq_informe_trimestre"),
        sa.UniqueConstraint("folio", name=op.f("uq_informe_folio")),
    )
    op.create_table(
        "lote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("accion", sa.String(length=30), nullable=False),
        sa.Column(
            "parametros",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("accion IN ('tomar_revision', 'turnar', 'publicar')", name=op.f("ck_lote_accion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lote")),
    )
    with op.batch_alter_table("lote", schema=None) as batch_op:
        batch_op.create_index("ix_lote_por", ["por_id", "id"], unique=False)

    op.create_table(
        "revision_punto",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("edicion", sa.Integer(), nullable=False),
        sa.Column("tipo", sa.String(length=10), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("pregunta", sa.String(length=400), nullable=False),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("activo", sa.Boolean(), nullable=False),
        sa.Column("por_confirmar", sa.Boolean(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("pregunta <> '' AND fundamento <> ''", name=op.f("ck_revision_punto_con_fundamento")),
        sa.CheckConstraint("tipo IN ('poa', 'padron')", name=op.f("ck_revision_punto_tipo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_punto")),
        sa.UniqueConstraint("clave", "edicion", name="uq_revision_punto_edicion"),
    )
    op.create_table(
        "revision_texto",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("edicion", sa.Integer(), nullable=False),
        sa.Column("tipo", sa.String(length=10), nullable=False),
        sa.Column("categoria", sa.String(length=60), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("tipo_observacion", sa.String(length=15), nullable=False),
        sa.Column("activo", sa.Boolean(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("texto <> '' AND categoria <> ''", name=op.f("ck_revision_texto_con_texto")),
        sa.CheckConstraint("tipo IN ('poa', 'padron')", name=op.f("ck_revision_texto_tipo")),
        sa.CheckConstraint(
            "tipo_observacion IN ('bloqueante', 'recomendacion')", name=op.f("ck_revision_texto_tipo_observacion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_texto")),
        sa.UniqueConstraint("clave", "edicion", name="uq_revision_texto_edicion"),
    )
    op.create_table(
        "revision_umbral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("valor", sa.Integer(), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("por_confirmar", sa.Boolean(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "clave IN ('meta_lejana', 'indicador_parecido', 'personales_anual', 'presupuesto_sin_metas')",
            name=op.f("ck_revision_umbral_clave"),
        ),
        sa.CheckConstraint("fundamento <> ''", name=op.f("ck_revision_umbral_con_fundamento")),
        sa.CheckConstraint("valor >= 0", name=op.f("ck_revision_umbral_no_negativo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_umbral")),
    )
    with op.batch_alter_table("revision_umbral", schema=None) as batch_op:
        batch_op.create_index("ix_revision_umbral_clave", ["clave", "vigente_desde", "id"], unique=False)

    op.create_table(
        "agenda_hecho",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actividad_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("tipo", sa.String(length=30), nullable=False),
        sa.Column("titulo", sa.String(length=200), nullable=False),
        sa.Column(
            "fechas",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=False),
        sa.Column("hora", sa.Time(), nullable=True),
        sa.Column("lugar", sa.String(length=200), nullable=False),
        sa.Column("detalle", sa.Text(), nullable=False),
        sa.Column("asistentes", sa.Integer(), nullable=True),
        sa.Column("quienes", sa.String(length=300), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=True),
        sa.Column(
            "fotos",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("retirada", sa.String(length=300), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "tipo IN ('copladem', 'evaluacion', 'capacitacion', 'comite', 'comisiones', 'capacitacion_recibida', 'reunion', 'gabinete', 'auditoria', 'cabildo', 'evento', 'representacion', 'honores', 'visita', 'gira')",
            name=op.f("ck_agenda_hecho_tipo"),
        ),
        sa.CheckConstraint("asistentes IS NULL OR asistentes > 0", name=op.f("ck_agenda_hecho_asistentes")),
        sa.CheckConstraint("desde <= hasta AND revision >= 1", name=op.f("ck_agenda_hecho_en_orden")),
        sa.ForeignKeyConstraint(
            ["actividad_id"], ["agenda_actividad.id"], name=op.f("fk_agenda_hecho_actividad_id_agenda_actividad")
        ),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_agenda_hecho_organo_id_organo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_hecho")),
        sa.UniqueConstraint("actividad_id", "revision", name="uq_agenda_hecho_revision"),
    )
    with op.batch_alter_table("agenda_hecho", schema=None) as batch_op:
        batch_op.create_index("ix_agenda_hecho_dias", ["desde", "hasta"], unique=False)

    op.create_table(
        "catalogo_carga",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("catalogo", sa.String(length=20), nullable=False),
        sa.Column("ejercicio", sa.Integer(), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=False),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column(
            "filas",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column(
            "fallas",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("version_vista", sa.Integer(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cerrada_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cerrada_por", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(estado = 'revisada') = (cerrada_en IS NULL AND cerrada_por IS NULL)",
            name=op.f("ck_catalogo_carga_cerrada"),
        ),
        sa.CheckConstraint(
            "catalogo IN ('programas', 'cog', 'fuentes', 'pmd', 'ods', 'ods_metas', 'localidades', 'dependencias', 'funcional', 'tipo_gasto')",
            name=op.f("ck_catalogo_carga_catalogo"),
        ),
        sa.CheckConstraint("estado IN ('revisada', 'aplicada', 'descartada')", name=op.f("ck_catalogo_carga_estado")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_catalogo_carga_archivo_id_archivo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogo_carga")),
    )
    with op.batch_alter_table("catalogo_carga", schema=None) as batch_op:
        batch_op.create_index("ix_catalogo_carga_lista", ["ejercicio", "catalogo", "id"], unique=False)

    op.create_table(
        "catalogo_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("catalogo", sa.String(length=20), nullable=False),
        sa.Column("ejercicio", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("origen", sa.String(length=10), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=True),
        sa.Column("copia_de", sa.Integer(), nullable=True),
        sa.Column(
            "filas",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("renglones", sa.Integer(), nullable=False),
        sa.Column("nuevos", sa.Integer(), nullable=False),
        sa.Column("cambiados", sa.Integer(), nullable=False),
        sa.Column("quitados", sa.Integer(), nullable=False),
        sa.Column("nota", sa.String(length=500), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "catalogo IN ('programas', 'cog', 'fuentes', 'pmd', 'ods', 'ods_metas', 'localidades', 'dependencias', 'funcional', 'tipo_gasto')",
            name=op.f("ck_catalogo_version_catalogo"),
        ),
        sa.CheckConstraint(
            "origen <> 'archivo' OR archivo_id IS NOT NULL", name=op.f("ck_catalogo_version_de_archivo")
        ),
        sa.CheckConstraint("origen <> 'copia' OR copia_de IS NOT NULL", name=op.f("ck_catalogo_version_de_copia")),
        sa.CheckConstraint("origen IN ('carga', 'archivo', 'copia')", name=op.f("ck_catalogo_version_origen")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_catalogo_version_hash")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_catalogo_version_archivo_id_archivo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogo_version")),
        sa.UniqueConstraint("ejercicio", "catalogo", "numero", name="uq_catalogo_version_numero"),
    )
    op.create_table(
        "informe_texto",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("informe_id", sa.Integer(), nullable=False),
        sa.Column("seccion", sa.String(length=20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "seccion IN ('presentacion', 'fundamento', 'planeacion', 'capacidades', 'coordinacion', 'participacion', 'vinculacion', 'conclusiones')",
            name=op.f("ck_informe_texto_seccion"),
        ),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_informe_texto_revision")),
        sa.ForeignKeyConstraint(["informe_id"], ["informe.id"], name=op.f("fk_informe_texto_informe_id_informe")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_informe_texto")),
        sa.UniqueConstraint("informe_id", "seccion", "revision", name="uq_informe_texto_revision"),
    )
    op.create_table(
        "paquete",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("formato", sa.String(length=10), nullable=False),
        sa.Column("titulo", sa.String(length=200), nullable=False),
        sa.Column(
            "expedientes",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column(
            "envios",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("archivo_id", sa.Integer(), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hecho_en", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("formato IN ('pdf', 'zip')", name=op.f("ck_paquete_formato")),
        sa.CheckConstraint("(archivo_id IS NULL) = (hecho_en IS NULL)", name=op.f("ck_paquete_hecho_con_archivo")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_paquete_archivo_id_archivo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paquete")),
    )
    with op.batch_alter_table("paquete", schema=None) as batch_op:
        batch_op.create_index("ix_paquete_por", ["por_id", "id"], unique=False)

    op.create_table(
        "suplencia",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("suplente_id", sa.Integer(), nullable=False),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=True),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("fundamento <> ''", name=op.f("ck_suplencia_con_fundamento")),
        sa.CheckConstraint("hasta IS NULL OR hasta >= desde", name=op.f("ck_suplencia_intervalo")),
        sa.CheckConstraint("suplente_id <> usuario_id", name=op.f("ck_suplencia_otra_persona")),
        sa.ForeignKeyConstraint(["suplente_id"], ["usuario.id"], name=op.f("fk_suplencia_suplente_id_usuario")),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_suplencia_usuario_id_usuario")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suplencia")),
    )
    with op.batch_alter_table("suplencia", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suplencia_suplente_id"), ["suplente_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suplencia_usuario_id"), ["usuario_id"], unique=False)

    op.create_table(
        "transferencia",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=10), nullable=False),
        sa.Column("de_id", sa.Integer(), nullable=False),
        sa.Column("a_id", sa.Integer(), nullable=False),
        sa.Column("fecha", sa.Date(), nullable=False),
        sa.Column("motivo", sa.String(length=500), nullable=False),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("clase IN ('fusion', 'escision', 'cambio')", name=op.f("ck_transferencia_clase")),
        sa.CheckConstraint("motivo <> '' AND fundamento <> ''", name=op.f("ck_transferencia_con_fundamento")),
        sa.CheckConstraint("de_id <> a_id", name=op.f("ck_transferencia_a_otra")),
        sa.ForeignKeyConstraint(["a_id"], ["dependencia.id"], name=op.f("fk_transferencia_a_id_dependencia")),
        sa.ForeignKeyConstraint(["de_id"], ["dependencia.id"], name=op.f("fk_transferencia_de_id_dependencia")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transferencia")),
    )
    with op.batch_alter_table("transferencia", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transferencia_a_id"), ["a_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_transferencia_de_id"), ["de_id"], unique=False)

    op.create_table(
        "turno_regla",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tipo", sa.String(length=10), nullable=True),
        sa.Column("dependencia_id", sa.Integer(), nullable=True),
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("fundamento", sa.Text(), nullable=False),
        sa.Column("estado", sa.String(length=40), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("fundamento <> ''", name=op.f("ck_turno_regla_con_fundamento")),
        sa.CheckConstraint("tipo IN ('poa', 'padron')", name=op.f("ck_turno_regla_tipo")),
        sa.ForeignKeyConstraint(
            ["dependencia_id"], ["dependencia.id"], name=op.f("fk_turno_regla_dependencia_id_dependencia")
        ),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_turno_regla_organo_id_organo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turno_regla")),
    )
    op.create_table(
        "lote_renglon",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lote_id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column(
            "motivos",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("en", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(estado = 'pendiente') = (en IS NULL)", name=op.f("ck_lote_renglon_con_hora")),
        sa.CheckConstraint("estado IN ('pendiente', 'hecho', 'rechazado')", name=op.f("ck_lote_renglon_estado")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_lote_renglon_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(["lote_id"], ["lote.id"], name=op.f("fk_lote_renglon_lote_id_lote")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lote_renglon")),
        sa.UniqueConstraint("lote_id", "expediente_id", name="uq_lote_renglon_expediente"),
    )
    with op.batch_alter_table("lote_renglon", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lote_renglon_lote_id"), ["lote_id"], unique=False)

    op.create_table(
        "poa_libro_emitido",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column(
            "contenido",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("emitido_por", sa.Integer(), nullable=False),
        sa.Column("emitido_en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(huella) = 64", name=op.f("ck_poa_libro_emitido_huella")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_poa_libro_emitido_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poa_libro_emitido")),
        sa.UniqueConstraint("expediente_id", "huella", name="uq_poa_libro_emitido_huella"),
    )
    op.create_table(
        "poa_matriz_propuesta",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lider_id", sa.Integer(), nullable=False),
        sa.Column("de_id", sa.Integer(), nullable=False),
        sa.Column("programa", sa.String(length=40), nullable=False),
        sa.Column("clave", sa.String(length=10), nullable=False),
        sa.Column("dato", sa.String(length=10), nullable=False),
        sa.Column("dice", sa.String(length=4000), nullable=False),
        sa.Column("propone", sa.String(length=4000), nullable=False),
        sa.Column("motivo", sa.String(length=2000), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("dato IN ('resumen', 'supuesto', 'otro')", name=op.f("ck_poa_matriz_propuesta_dato")),
        sa.CheckConstraint("propone <> '' AND motivo <> ''", name=op.f("ck_poa_matriz_propuesta_con_motivo")),
        sa.CheckConstraint("lider_id <> de_id", name=op.f("ck_poa_matriz_propuesta_de_otra_unidad")),
        sa.ForeignKeyConstraint(["de_id"], ["expediente.id"], name=op.f("fk_poa_matriz_propuesta_de_id_expediente")),
        sa.ForeignKeyConstraint(
            ["lider_id"], ["expediente.id"], name=op.f("fk_poa_matriz_propuesta_lider_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poa_matriz_propuesta")),
    )
    with op.batch_alter_table("poa_matriz_propuesta", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poa_matriz_propuesta_de_id"), ["de_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_poa_matriz_propuesta_lider_id"), ["lider_id"], unique=False)

    op.create_table(
        "revision_asignacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revisor_id", sa.Integer(), nullable=False),
        sa.Column("anterior_id", sa.Integer(), nullable=True),
        sa.Column("motivo", sa.String(length=300), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_revision_asignacion_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(["revisor_id"], ["usuario.id"], name=op.f("fk_revision_asignacion_revisor_id_usuario")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_asignacion")),
    )
    with op.batch_alter_table("revision_asignacion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_asignacion_expediente_id"), ["expediente_id"], unique=False)

    op.create_table(
        "transferencia_expediente",
        sa.Column("transferencia_id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_transferencia_expediente_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(
            ["transferencia_id"],
            ["transferencia.id"],
            name=op.f("fk_transferencia_expediente_transferencia_id_transferencia"),
        ),
        sa.PrimaryKeyConstraint("transferencia_id", "expediente_id", name=op.f("pk_transferencia_expediente")),
    )
    with op.batch_alter_table("transferencia_expediente", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transferencia_expediente_expediente_id"), ["expediente_id"], unique=False)

    op.create_table(
        "turno",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("organo_id", sa.Integer(), nullable=False),
        sa.Column(
            "comisiones",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("cambio", sa.Boolean(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.CheckConstraint("cambio = (motivo <> '')", name=op.f("ck_turno_cambio_con_motivo")),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"], name=op.f("fk_turno_expediente_id_expediente")),
        sa.ForeignKeyConstraint(["organo_id"], ["organo.id"], name=op.f("fk_turno_organo_id_organo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turno")),
    )
    with op.batch_alter_table("turno", schema=None) as batch_op:
        batch_op.create_index("ix_turno_expediente", ["expediente_id", "id"], unique=False)

    op.create_table(
        "expediente_cambio_aprobado",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("presentada_id", sa.Integer(), nullable=False),
        sa.Column("campo", sa.String(length=200), nullable=False),
        sa.Column("dice", sa.Text(), nullable=True),
        sa.Column("debe_decir", sa.Text(), nullable=True),
        sa.Column("valor", sa.Text(), nullable=False),
        sa.Column("modificacion", sa.Text(), nullable=False),
        sa.Column("retira_id", sa.Integer(), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_expediente_cambio_aprobado_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(
            ["presentada_id"], ["envio.id"], name=op.f("fk_expediente_cambio_aprobado_presentada_id_envio")
        ),
        sa.ForeignKeyConstraint(
            ["retira_id"],
            ["expediente_cambio_aprobado.id"],
            name=op.f("fk_expediente_cambio_aprobado_retira_id_expediente_cambio_aprobado"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expediente_cambio_aprobado")),
        sa.UniqueConstraint("retira_id", name=op.f("uq_expediente_cambio_aprobado_retira_id")),
    )
    with op.batch_alter_table("expediente_cambio_aprobado", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_expediente_cambio_aprobado_expediente_id"), ["expediente_id"], unique=False
        )

    op.create_table(
        "oficio",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("tipo", sa.String(length=15), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ronda", sa.Integer(), nullable=False),
        sa.Column("envio_id", sa.Integer(), nullable=False),
        sa.Column("folio", sa.String(length=60), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.CheckConstraint("tipo IN ('observaciones', 'validacion')", name=op.f("ck_oficio_tipo")),
        sa.CheckConstraint("version >= 1 AND ronda >= 1", name=op.f("ck_oficio_contadores")),
        sa.ForeignKeyConstraint(["envio_id"], ["envio.id"], name=op.f("fk_oficio_envio_id_envio")),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"], name=op.f("fk_oficio_expediente_id_expediente")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oficio")),
        sa.UniqueConstraint("expediente_id", "tipo", "version", "ronda", "en", name="uq_oficio_acto"),
        sa.UniqueConstraint("folio", name=op.f("uq_oficio_folio")),
    )
    with op.batch_alter_table("oficio", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_oficio_expediente_id"), ["expediente_id"], unique=False)

    op.create_table(
        "plazo_hecho",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plazo_id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("dias", sa.Integer(), nullable=True),
        sa.Column("motivo", sa.String(length=500), nullable=False),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("antes", sa.DateTime(timezone=True), nullable=True),
        sa.Column("despues", sa.DateTime(timezone=True), nullable=True),
        sa.Column("de_id", sa.Integer(), nullable=True),
        sa.Column("cambio_id", sa.Integer(), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(clase = 'calendario') = (cambio_id IS NOT NULL)", name=op.f("ck_plazo_hecho_calendario_con_cambio")
        ),
        sa.CheckConstraint(
            "(clase IN ('prorroga_concedida', 'prorroga_negada')) = (de_id IS NOT NULL)",
            name=op.f("ck_plazo_hecho_respuesta_a_algo"),
        ),
        sa.CheckConstraint(
            "(clase IN ('prorroga_pedida', 'prorroga_concedida')) = (dias IS NOT NULL AND dias >= 1)",
            name=op.f("ck_plazo_hecho_dias"),
        ),
        sa.CheckConstraint(
            "clase <> 'suspension' OR fundamento <> ''", name=op.f("ck_plazo_hecho_suspension_con_fundamento")
        ),
        sa.CheckConstraint(
            "clase IN ('suspension', 'reanudacion', 'prorroga_pedida', 'prorroga_concedida', 'prorroga_negada', 'calendario')",
            name=op.f("ck_plazo_hecho_clase"),
        ),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_plazo_hecho_con_motivo")),
        sa.ForeignKeyConstraint(
            ["cambio_id"], ["calendario_cambio.id"], name=op.f("fk_plazo_hecho_cambio_id_calendario_cambio")
        ),
        sa.ForeignKeyConstraint(["de_id"], ["plazo_hecho.id"], name=op.f("fk_plazo_hecho_de_id_plazo_hecho")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_plazo_hecho_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(["plazo_id"], ["plazo.id"], name=op.f("fk_plazo_hecho_plazo_id_plazo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plazo_hecho")),
        sa.UniqueConstraint("de_id", name=op.f("uq_plazo_hecho_de_id")),
    )
    with op.batch_alter_table("plazo_hecho", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plazo_hecho_cambio_id"), ["cambio_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plazo_hecho_expediente_id"), ["expediente_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plazo_hecho_plazo_id"), ["plazo_id"], unique=False)

    op.create_table(
        "poa_matriz_respuesta",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("propuesta_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=False),
        sa.Column("texto", sa.String(length=2000), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "decision <> 'rechazada' OR texto <> ''", name=op.f("ck_poa_matriz_respuesta_rechazada_con_motivo")
        ),
        sa.CheckConstraint(
            "decision IN ('aceptada', 'rechazada', 'retirada')", name=op.f("ck_poa_matriz_respuesta_decision")
        ),
        sa.ForeignKeyConstraint(
            ["propuesta_id"],
            ["poa_matriz_propuesta.id"],
            name=op.f("fk_poa_matriz_respuesta_propuesta_id_poa_matriz_propuesta"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poa_matriz_respuesta")),
        sa.UniqueConstraint("propuesta_id", name=op.f("uq_poa_matriz_respuesta_propuesta_id")),
    )
    op.create_table(
        "revision_hallazgo_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("envio_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("codigo", sa.String(length=60), nullable=False),
        sa.Column("campo", sa.String(length=200), nullable=False),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.String(length=12), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("observacion", sa.String(length=12), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(decision = 'aceptado') = (observacion IS NOT NULL)",
            name=op.f("ck_revision_hallazgo_decision_aceptado_con_observacion"),
        ),
        sa.CheckConstraint(
            "decision <> 'descartado' OR motivo <> ''", name=op.f("ck_revision_hallazgo_decision_descartado_con_motivo")
        ),
        sa.CheckConstraint(
            "decision IN ('aceptado', 'descartado', 'reabierto')", name=op.f("ck_revision_hallazgo_decision_decision")
        ),
        sa.CheckConstraint("length(huella) = 64", name=op.f("ck_revision_hallazgo_decision_huella")),
        sa.ForeignKeyConstraint(["envio_id"], ["envio.id"], name=op.f("fk_revision_hallazgo_decision_envio_id_envio")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_revision_hallazgo_decision_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_hallazgo_decision")),
    )
    with op.batch_alter_table("revision_hallazgo_decision", schema=None) as batch_op:
        batch_op.create_index("ix_revision_hallazgo_decision_expediente", ["expediente_id", "id"], unique=False)

    op.create_table(
        "revision_propuesta",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("envio_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("accion", sa.String(length=10), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("accion IN ('proponer', 'devolver')", name=op.f("ck_revision_propuesta_accion")),
        sa.CheckConstraint("nota <> ''", name=op.f("ck_revision_propuesta_con_nota")),
        sa.ForeignKeyConstraint(["envio_id"], ["envio.id"], name=op.f("fk_revision_propuesta_envio_id_envio")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_revision_propuesta_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_propuesta")),
    )
    with op.batch_alter_table("revision_propuesta", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_propuesta_expediente_id"), ["expediente_id"], unique=False)

    op.create_table(
        "revision_respuesta",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("envio_id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("pregunta", sa.String(length=400), nullable=False),
        sa.Column("respuesta", sa.String(length=10), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("respuesta = 'cumple' OR nota <> ''", name=op.f("ck_revision_respuesta_con_nota")),
        sa.CheckConstraint(
            "respuesta IN ('cumple', 'no_cumple', 'no_aplica')", name=op.f("ck_revision_respuesta_respuesta")
        ),
        sa.ForeignKeyConstraint(["envio_id"], ["envio.id"], name=op.f("fk_revision_respuesta_envio_id_envio")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_revision_respuesta_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_respuesta")),
    )
    with op.batch_alter_table("revision_respuesta", schema=None) as batch_op:
        batch_op.create_index("ix_revision_respuesta_expediente", ["expediente_id", "id"], unique=False)

    op.create_table(
        "informe_publicacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("informe_id", sa.Integer(), nullable=False),
        sa.Column("instantanea_id", sa.Integer(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["informe_id"], ["informe.id"], name=op.f("fk_informe_publicacion_informe_id_informe")),
        sa.ForeignKeyConstraint(
            ["instantanea_id"], ["instantanea.id"], name=op.f("fk_informe_publicacion_instantanea_id_instantanea")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_informe_publicacion")),
        sa.UniqueConstraint("instantanea_id", name=op.f("uq_informe_publicacion_instantanea_id")),
    )
    with op.batch_alter_table("informe_publicacion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_informe_publicacion_informe_id"), ["informe_id"], unique=False)

    op.create_table(
        "acta_aprobacion_anulada",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("acta_id", sa.Integer(), nullable=False),
        sa.Column("votacion_id", sa.Integer(), nullable=False),
        sa.Column("instantanea_id", sa.Integer(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_acta_aprobacion_anulada_con_motivo")),
        sa.ForeignKeyConstraint(["acta_id"], ["acta.id"], name=op.f("fk_acta_aprobacion_anulada_acta_id_acta")),
        sa.ForeignKeyConstraint(
            ["instantanea_id"], ["instantanea.id"], name=op.f("fk_acta_aprobacion_anulada_instantanea_id_instantanea")
        ),
        sa.ForeignKeyConstraint(
            ["votacion_id"], ["votacion.id"], name=op.f("fk_acta_aprobacion_anulada_votacion_id_votacion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acta_aprobacion_anulada")),
        sa.UniqueConstraint("instantanea_id", name=op.f("uq_acta_aprobacion_anulada_instantanea_id")),
        sa.UniqueConstraint("votacion_id", name=op.f("uq_acta_aprobacion_anulada_votacion_id")),
    )
    with op.batch_alter_table("acta_aprobacion_anulada", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acta_aprobacion_anulada_acta_id"), ["acta_id"], unique=False)

    with op.batch_alter_table("asistencia_evento", schema=None) as batch_op:
        batch_op.add_column(sa.Column("modo", sa.String(length=12), nullable=True))

    with op.batch_alter_table("avance", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "otras",
                sa.JSON(none_as_null=True).with_variant(
                    postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
                ),
                nullable=True,
            )
        )

    with op.batch_alter_table("aviso", schema=None) as batch_op:
        batch_op.add_column(sa.Column("suple_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("vence", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_aviso_suple_id_usuario"), "usuario", ["suple_id"], ["id"])

    with op.batch_alter_table("dependencia_nombre", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fundamento", sa.String(length=300), nullable=True))

    with op.batch_alter_table("expediente", schema=None) as batch_op:
        batch_op.add_column(sa.Column("motivo_cambio", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("surte_efectos", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("integrado_por_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("verificado_por_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("verificado_en", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_expediente_ejercicio_desde", ["ejercicio", "etapa_desde", "id"], unique=False)

    with op.batch_alter_table("expediente_resolucion", schema=None) as batch_op:
        batch_op.add_column(sa.Column("vigente_desde", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("integra_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_expediente_resolucion_integra_id_expediente_resolucion"),
            "expediente_resolucion",
            ["integra_id"],
            ["id"],
        )

    with op.batch_alter_table("libro_asiento", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_libro_asiento_acta_id"), type_="unique")
        batch_op.create_unique_constraint("uq_libro_asiento_version", ["acta_id", "instantanea_sha256"])

    with op.batch_alter_table("plazo", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lado", sa.String(length=15), nullable=True))
        batch_op.add_column(sa.Column("origen_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("abierto_en", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("pausado_en", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("responsable_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("dependencia_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("ejercicio", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("tipo", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("naturales", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("habiles", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("pausados", sa.Integer(), nullable=True))
        batch_op.create_index(
            "ix_plazo_corriendo",
            ["vence", "id"],
            unique=False,
            postgresql_where=sa.text("cerrado_en IS NULL"),
            sqlite_where=sa.text("cerrado_en IS NULL"),
        )
        batch_op.create_index(
            "ix_plazo_dias",
            ["etapa", "lado", "dependencia_id", "responsable_id", "habiles", "ejercicio", "tipo", "pausados"],
            unique=False,
            postgresql_where=sa.text("habiles IS NOT NULL"),
            sqlite_where=sa.text("habiles IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_plazo_origen_id"), ["origen_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_plazo_dependencia_id_dependencia"), "dependencia", ["dependencia_id"], ["id"]
        )

    with op.batch_alter_table("poa_carga", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origen", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("marcado_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_poa_carga_marcado_id_archivo"), "archivo", ["marcado_id"], ["id"])
    with op.batch_alter_table("asistencia_evento", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_asistencia_evento_evento"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_asistencia_evento_cambio_con_modo"), "evento <> 'cambia_modo' OR modo IS NOT NULL"
        )
        batch_op.create_check_constraint(
            op.f("ck_asistencia_evento_evento"),
            "evento IN ('presente', 'justifica', 'retardo', 'entra', 'sale', 'licencia', 'suplente', 'reincorpora', 'cambia_modo')",
        )
        batch_op.create_check_constraint(op.f("ck_asistencia_evento_modo"), "modo IN ('presencial', 'a_distancia')")
    with op.batch_alter_table("aviso", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_aviso_codigo"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_aviso_codigo"),
            "codigo IN ('enviado', 'observado', 'validado', 'turnado', 'dictaminado', 'devuelto_por_comisiones', 'enlistado', 'retirado', 'tratado_en_cabildo', 'aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto_por_cabildo', 'dictamen_anulado', 'acuerdo_anulado', 'autorizado', 'texto_fijado', 'acusado', 'texto_verificado', 'publicado', 'matriz_propuesta', 'matriz_respuesta', 'matriz_sin_componente', 'revision_asignada', 'validacion_propuesta', 'propuesta_devuelta', 'movido', 'plazo_por_vencer', 'plazo_vence_hoy', 'plazo_vencido', 'plazo_escalado', 'plazo_sin_persona', 'plazo_en_pausa', 'plazo_suspendido', 'plazo_reanudado', 'plazo_recorrido', 'prorroga_pedida', 'prorroga_concedida', 'prorroga_negada')",
        )
    with op.batch_alter_table("catalogo_renglon", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_catalogo_renglon_catalogo"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_catalogo_renglon_catalogo"),
            "catalogo IN ('programas', 'cog', 'fuentes', 'pmd', 'ods', 'ods_metas', 'localidades', 'dependencias', 'funcional', 'tipo_gasto')",
        )
    with op.batch_alter_table("documento", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_documento_clase"), type_="check")
        batch_op.drop_constraint(op.f("ck_documento_objeto_tipo"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_documento_clase"),
            "clase IN ('acta', 'dictamen', 'certificacion', 'convocatoria', 'acta_publica', 'oficio', 'informe')",
        )
        batch_op.create_check_constraint(
            op.f("ck_documento_objeto_tipo"), "objeto_tipo IN ('sesion', 'dictamen', 'acuerdo', 'oficio', 'informe')"
        )
    with op.batch_alter_table("instantanea", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_instantanea_clase"), type_="check")
        batch_op.drop_constraint(op.f("ck_instantanea_objeto_tipo"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_instantanea_clase"),
            "clase IN ('acta', 'dictamen', 'certificacion', 'convocatoria', 'acta_publica', 'oficio', 'informe')",
        )
        batch_op.create_check_constraint(
            op.f("ck_instantanea_objeto_tipo"), "objeto_tipo IN ('sesion', 'dictamen', 'acuerdo', 'oficio', 'informe')"
        )
    with op.batch_alter_table("organo", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_organo_tipo"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_organo_tipo"), "tipo IN ('cabildo', 'comision', 'comisiones_unidas', 'comite', 'consejo')"
        )
    with op.batch_alter_table("plazo", schema=None) as batch_op:
        batch_op.create_check_constraint(
            op.f("ck_plazo_lado"), "lado IN ('dependencia', 'planeacion', 'comisiones', 'gobierno', 'transparencia')"
        )
    _protect(CHANGED_FACTS)
    _protect(NEW_FACTS)


def downgrade() -> None:
    _unprotect(CHANGED_FACTS)
    _unprotect(NEW_FACTS)
    with op.batch_alter_table("plazo", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_plazo_lado"), type_="check")
    with op.batch_alter_table("organo", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_organo_tipo"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_organo_tipo"), "tipo IN ('cabildo', 'comision', 'comisiones_unidas', 'comite')"
        )
    with op.batch_alter_table("instantanea", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_instantanea_clase"), type_="check")
        batch_op.drop_constraint(op.f("ck_instantanea_objeto_tipo"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_instantanea_clase"),
            "clase IN ('acta', 'dictamen', 'certificacion', 'convocatoria', 'acta_publica')",
        )
        batch_op.create_check_constraint(
            op.f("ck_instantanea_objeto_tipo"), "objeto_tipo IN ('sesion', 'dictamen', 'acuerdo')"
        )
    with op.batch_alter_table("documento", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_documento_clase"), type_="check")
        batch_op.drop_constraint(op.f("ck_documento_objeto_tipo"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_documento_clase"), "clase IN ('acta', 'dictamen', 'certificacion', 'convocatoria', 'acta_publica')"
        )
        batch_op.create_check_constraint(
            op.f("ck_documento_objeto_tipo"), "objeto_tipo IN ('sesion', 'dictamen', 'acuerdo')"
        )
    with op.batch_alter_table("catalogo_renglon", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_catalogo_renglon_catalogo"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_catalogo_renglon_catalogo"),
            "catalogo IN ('programas', 'cog', 'fuentes', 'pmd', 'ods', 'ods_metas', 'localidades', 'dependencias')",
        )
    with op.batch_alter_table("aviso", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_aviso_codigo"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_aviso_codigo"),
            "codigo IN ('enviado', 'observado', 'validado', 'turnado', 'dictaminado', 'devuelto_por_comisiones', 'enlistado', 'retirado', 'tratado_en_cabildo', 'aprobado', 'aprobado_con_modificaciones', 'rechazado', 'devuelto_por_cabildo', 'dictamen_anulado', 'acuerdo_anulado', 'autorizado', 'acusado', 'publicado', 'movido')",
        )
    with op.batch_alter_table("asistencia_evento", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_asistencia_evento_cambio_con_modo"), type_="check")
        batch_op.drop_constraint(op.f("ck_asistencia_evento_evento"), type_="check")
        batch_op.drop_constraint(op.f("ck_asistencia_evento_modo"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_asistencia_evento_evento"),
            "evento IN ('presente', 'justifica', 'retardo', 'entra', 'sale', 'licencia', 'suplente', 'reincorpora')",
        )
    with op.batch_alter_table("poa_carga", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_poa_carga_marcado_id_archivo"), type_="foreignkey")
        batch_op.drop_column("marcado_id")
        batch_op.drop_column("origen")

    with op.batch_alter_table("plazo", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_plazo_dependencia_id_dependencia"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_plazo_origen_id"))
        batch_op.drop_index(
            "ix_plazo_dias",
            postgresql_where=sa.text("habiles IS NOT NULL"),
            sqlite_where=sa.text("habiles IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_plazo_corriendo",
            postgresql_where=sa.text("cerrado_en IS NULL"),
            sqlite_where=sa.text("cerrado_en IS NULL"),
        )
        batch_op.drop_column("pausados")
        batch_op.drop_column("habiles")
        batch_op.drop_column("naturales")
        batch_op.drop_column("tipo")
        batch_op.drop_column("ejercicio")
        batch_op.drop_column("dependencia_id")
        batch_op.drop_column("responsable_id")
        batch_op.drop_column("pausado_en")
        batch_op.drop_column("abierto_en")
        batch_op.drop_column("origen_id")
        batch_op.drop_column("lado")

    with op.batch_alter_table("libro_asiento", schema=None) as batch_op:
        batch_op.drop_constraint("uq_libro_asiento_version", type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_libro_asiento_acta_id"), ["acta_id"])

    with op.batch_alter_table("expediente_resolucion", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_expediente_resolucion_integra_id_expediente_resolucion"), type_="foreignkey"
        )
        batch_op.drop_column("integra_id")
        batch_op.drop_column("vigente_desde")

    with op.batch_alter_table("expediente", schema=None) as batch_op:
        batch_op.drop_index("ix_expediente_ejercicio_desde")
        batch_op.drop_column("verificado_en")
        batch_op.drop_column("verificado_por_id")
        batch_op.drop_column("integrado_por_id")
        batch_op.drop_column("surte_efectos")
        batch_op.drop_column("motivo_cambio")

    with op.batch_alter_table("dependencia_nombre", schema=None) as batch_op:
        batch_op.drop_column("fundamento")

    with op.batch_alter_table("aviso", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_aviso_suple_id_usuario"), type_="foreignkey")
        batch_op.drop_column("vence")
        batch_op.drop_column("suple_id")

    with op.batch_alter_table("avance", schema=None) as batch_op:
        batch_op.drop_column("otras")

    with op.batch_alter_table("asistencia_evento", schema=None) as batch_op:
        batch_op.drop_column("modo")

    with op.batch_alter_table("acta_aprobacion_anulada", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_acta_aprobacion_anulada_acta_id"))

    op.drop_table("acta_aprobacion_anulada")
    with op.batch_alter_table("informe_publicacion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_informe_publicacion_informe_id"))

    op.drop_table("informe_publicacion")
    with op.batch_alter_table("revision_respuesta", schema=None) as batch_op:
        batch_op.drop_index("ix_revision_respuesta_expediente")

    op.drop_table("revision_respuesta")
    with op.batch_alter_table("revision_propuesta", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_propuesta_expediente_id"))

    op.drop_table("revision_propuesta")
    with op.batch_alter_table("revision_hallazgo_decision", schema=None) as batch_op:
        batch_op.drop_index("ix_revision_hallazgo_decision_expediente")

    op.drop_table("revision_hallazgo_decision")
    op.drop_table("poa_matriz_respuesta")
    with op.batch_alter_table("plazo_hecho", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plazo_hecho_plazo_id"))
        batch_op.drop_index(batch_op.f("ix_plazo_hecho_expediente_id"))
        batch_op.drop_index(batch_op.f("ix_plazo_hecho_cambio_id"))

    op.drop_table("plazo_hecho")
    with op.batch_alter_table("oficio", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_oficio_expediente_id"))

    op.drop_table("oficio")
    with op.batch_alter_table("expediente_cambio_aprobado", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expediente_cambio_aprobado_expediente_id"))

    op.drop_table("expediente_cambio_aprobado")
    with op.batch_alter_table("turno", schema=None) as batch_op:
        batch_op.drop_index("ix_turno_expediente")

    op.drop_table("turno")
    with op.batch_alter_table("transferencia_expediente", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transferencia_expediente_expediente_id"))

    op.drop_table("transferencia_expediente")
    with op.batch_alter_table("revision_asignacion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_asignacion_expediente_id"))

    op.drop_table("revision_asignacion")
    with op.batch_alter_table("poa_matriz_propuesta", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poa_matriz_propuesta_lider_id"))
        batch_op.drop_index(batch_op.f("ix_poa_matriz_propuesta_de_id"))

    op.drop_table("poa_matriz_propuesta")
    op.drop_table("poa_libro_emitido")
    with op.batch_alter_table("lote_renglon", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lote_renglon_lote_id"))

    op.drop_table("lote_renglon")
    op.drop_table("turno_regla")
    with op.batch_alter_table("transferencia", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transferencia_de_id"))
        batch_op.drop_index(batch_op.f("ix_transferencia_a_id"))

    op.drop_table("transferencia")
    with op.batch_alter_table("suplencia", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suplencia_usuario_id"))
        batch_op.drop_index(batch_op.f("ix_suplencia_suplente_id"))

    op.drop_table("suplencia")
    with op.batch_alter_table("paquete", schema=None) as batch_op:
        batch_op.drop_index("ix_paquete_por")

    op.drop_table("paquete")
    op.drop_table("informe_texto")
    op.drop_table("catalogo_version")
    with op.batch_alter_table("catalogo_carga", schema=None) as batch_op:
        batch_op.drop_index("ix_catalogo_carga_lista")

    op.drop_table("catalogo_carga")
    with op.batch_alter_table("agenda_hecho", schema=None) as batch_op:
        batch_op.drop_index("ix_agenda_hecho_dias")

    op.drop_table("agenda_hecho")
    with op.batch_alter_table("revision_umbral", schema=None) as batch_op:
        batch_op.drop_index("ix_revision_umbral_clave")

    op.drop_table("revision_umbral")
    op.drop_table("revision_texto")
    op.drop_table("revision_punto")
    with op.batch_alter_table("lote", schema=None) as batch_op:
        batch_op.drop_index("ix_lote_por")

    op.drop_table("lote")
    op.drop_table("informe")
    op.drop_table("calendario_cambio")
    op.drop_table("agenda_actividad")
    _protect(CHANGED_FACTS)
