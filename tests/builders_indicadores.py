"""Published POA with goals to report, by the use cases that the pages call; and a whole year of a municipality."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.builders_expedientes import Camino, plain_documents
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes import service
from workflow.expedientes.models import Envio, Expediente, Paso, Resolucion
from workflow.indicadores.models import Avance, Gasto
from workflow.indicadores.periodos import months
from workflow.indicadores.programa import of_content
from workflow.indicadores.queries.programas import forget
from workflow.indicadores.reglas import Reporte
from workflow.indicadores.service import reportar
from workflow.people.models import Dependencia, DependenciaNombre
from workflow.poa.contenido import fingerprint

ABRIL = datetime(2026, 4, 6, 16, 0, tzinfo=UTC)  # Monday 6 April 2026, 10:00 in Fresnillo
UMBRALES = {"amarillo_desde": "70", "verde_desde": "90", "verde_hasta": "110", "amarillo_hasta": "130"}
A01, A02, C1, F1 = "actividades[A01]", "actividades[A02]", "mir[C1#1]", "mir[F1#1]"


def actividad(clave: str, meses: list[str | None], tipo_meta: str = "acumulable") -> dict[str, Any]:
    return {
        "clave": clave, "descripcion": f"Pavimentar calles, tramo {clave}", "unidad": "Calle", "tipo_meta": tipo_meta,
        "meses": meses, "medio": "Acta de entrega", "componente": "C1",
    }  # fmt: skip


def indicador(clave: str, nivel: str, frecuencia: str, metas: list[str | None], **more: Any) -> dict[str, Any]:
    return {
        "clave": clave, "nivel": nivel, "numero": 1, "indicador": f"Porcentaje de calles en buen estado, {clave}",
        "resumen": "Calles transitables", "tipo_formula": "porcentaje", "variable_1": "Calles en buen estado",
        "variable_2": "Calles revisadas", "unidad": "Porcentaje", "frecuencia": frecuencia, "sentido": "ascendente",
        "linea_base": "50", "meta_anual": metas[3],
        **{f"meta_t{n}": meta for n, meta in enumerate(metas, 1)}, **UMBRALES, **more,
    }  # fmt: skip


def contenido(**more: Any) -> dict[str, Any]:
    return {
        "identificacion": {"ejercicio": 2026, "problema_central": "Calles sin pavimento"},
        "alineacion": [{"instrumento": "pmd", "nivel": "eje", "clave": "2", "descripcion": "Ciudad ordenada"}],
        "actividades": [actividad("A01", ["10"] * 12), actividad("A02", ["0", "5", "5", *["0"] * 9])],
        "presupuesto": [],
        "mir": [
            indicador("F1", "fin", "anual", [None, None, None, "80"]),
            indicador("C1", "componente", "trimestral", ["60", "70", "75", "80"]),
        ],
        **more,
    }


class Publicado(Camino):
    """A POA of Obras Públicas, published in February."""

    def __init__(self, cast: Cast, ahora: datetime, documento: dict[str, Any] | None = None) -> None:
        forget()
        self.cast, self.ahora = cast, ahora
        with plain_documents():
            self.id = service.crear(
                "poa", "UR-050", "PP-20", 2026, "Pavimentación de calles",
                actor=cast.enlace, ahora=ahora, contenido=documento or contenido(),
            )  # fmt: skip
        self.to_published()

    def report(self, mes: str, *lineas: Reporte, ahora: datetime = ABRIL, **more: Any) -> Any:
        return reportar(self.id, mes, lineas, actor=more.pop("actor", self.cast.enlace), ahora=ahora, **more)


def linea(
    direccion: str, uno: str | None, dos: str | None = None, justificacion: str = "", motivo: str = ""
) -> Reporte:
    return Reporte(direccion, None if uno is None else Decimal(uno), dos and Decimal(dos), justificacion, motivo)


def municipio(cuantos: int = 67, indicadores: int = 506, meses: int = 12) -> None:
    """Rows of that many published POA with their reports: 42 MIR share the indicators. Deterministic."""
    forget()
    antes = datetime(2026, 1, 20, 18, 0, tzinfo=UTC)
    con_mir = 42
    for n in range(cuantos):
        unidad = Dependencia(clave=f"UR-{500 + n}", siglas=f"U{n}", tipo="Dirección", titular_cargo="Director/a")
        unidad.nombres = [DependenciaNombre(nombre=f"Dirección número {n}", desde=date(2024, 9, 15))]
        db.session.add(unidad)
        db.session.flush()
        mios = 0 if n >= con_mir else indicadores // con_mir + (1 if n < indicadores % con_mir else 0)
        documento = contenido(
            alineacion=[
                {"instrumento": "pmd", "nivel": "eje", "clave": str(n % 5 + 1), "descripcion": "Eje"},
                {"instrumento": "pmd", "nivel": "objetivo", "clave": f"{n % 5 + 1}.{n % 2 + 1}", "descripcion": "Meta"},
            ],
            actividades=[actividad(f"A{k:02d}", [str(5 + k)] * 12) for k in range(1, 9)],
            mir=[
                indicador(f"C{k}", "componente", ("trimestral", "mensual", "anual")[k % 3], ["60", "70", "75", "80"])
                for k in range(1, mios + 1)
            ]
            or None,
            presupuesto=presupuesto(n),
            identificacion={
                "ejercicio": 2026, "problema_central": "Calles", "programa_nombre": f"Programa del eje {n % 5 + 1}",
            },
        )  # fmt: skip
        publish(unidad, n, documento, antes)
        _reported(n, documento, meses)
    db.session.commit()


def presupuesto(n: int) -> list[dict[str, Any]]:
    """Three lines, of three chapters; the works only in March."""
    return [
        {"partida": "1130", "concepto": "Sueldos base", "fuente": "11", "meses": [100_000_00 + n] * 12},
        {"partida": "2610", "concepto": "Combustibles", "fuente": "15", "meses": [9_000_00] * 12},
        {"partida": "6140", "concepto": "Obra", "fuente": "25", "meses": [0, 0, 1_500_000_00, *[0] * 9]},
    ]


def publish(unidad: Dependencia, n: int, documento: dict[str, Any], antes: datetime) -> None:
    sha = fingerprint(documento)
    quien: dict[str, Any] = {"por_id": 1, "por": "Prueba", "en": antes}
    expediente = Expediente(
        id=9000 + n, folio=f"POA-2026-{n:03d}", tipo="poa", dependencia_id=unidad.id, programa=f"PP-{n % 5 + 1:02d}",
        ejercicio=2026, titulo=f"Programa número {n}", buscable="programa", etapa="borrador", etapa_desde=antes,
        etapa_por_id=1, etapa_por="Prueba", version=1, creado_en=antes, creado_por_id=1, cambiado_en=antes,
        cambiado_por="Prueba",
    )  # fmt: skip
    db.session.add(expediente)
    db.session.flush()
    envio = Envio(
        expediente_id=expediente.id, version=1, ronda=1, numero=1, clase="aprobada", contenido=documento, sha256=sha,
        cambios=[], sin_observar=[], autor_id=1, autor="Prueba", autor_cargo="Prueba", en=antes,
    )  # fmt: skip
    db.session.add(envio)
    db.session.flush()
    for name, value in {
        "v_presentada_id": envio.id, "v_revisada_id": envio.id, "v_aprobada_id": envio.id, "v_vigente_id": envio.id,
        "vigente": 1, "validado_por_id": 1, "validado_en": antes, "resuelto_en": antes.date(),
        "acuerdo_folio": f"AHC/{n:03d}/2026", "publicado_en": antes, "etapa": "publicado",
    }.items():  # fmt: skip
        setattr(expediente, name, value)
    db.session.add_all(
        [
            Resolucion(
                expediente_id=expediente.id, version=1, etapa="aprobado", votacion="aprobado", fecha=antes.date(),
                acuerdo_folio=f"AHC/{n:03d}/2026", presentada_id=envio.id, aprobada_id=envio.id, modificaciones=[],
                **quien,
            ),
            Paso(expediente_id=expediente.id, version=1, ronda=1, etapa="publicado", **quien),
        ]
    )  # fmt: skip
    db.session.flush()


def _reported(n: int, documento: dict[str, Any], meses: int) -> None:
    """Each thing reports in each of its periods, save one in thirteen, which says nothing."""
    filas = []
    for k, medida in enumerate(of_content(documento, 2026).medidas):
        for periodo in medida.periodos:
            fin = months(periodo)[-1]
            if fin > meses or (n + k + fin) % 13 == 0:
                continue
            uno = Decimal((n * 7 + k * 3 + fin) % 14 if len(medida.variables) == 1 else 40 + (n + k + fin) % 45)
            filas.append(
                {
                    "expediente_id": 9000 + n, "ejercicio": 2026, "direccion": medida.direccion, "periodo": periodo,
                    "uno": uno, "dos": Decimal(100) if len(medida.variables) > 1 else None, "justificacion": "Lluvias.",
                    "por_id": 1, "por": "Prueba", "en": datetime(2026, fin, 28, tzinfo=UTC) + timedelta(days=5),
                }
            )  # fmt: skip
    db.session.execute(db.insert(Avance), filas)
    db.session.execute(db.insert(Gasto), _spent(n, documento, meses))


def _spent(n: int, documento: dict[str, Any], meses: int) -> list[dict[str, Any]]:
    """Nine tenths of each month, save the fuel of one in seven."""
    return [
        {
            "expediente_id": 9000 + n, "ejercicio": 2026, "direccion": renglon.direccion, "periodo": f"2026-{mes:02d}",
            "centavos": renglon.meses[mes - 1] * 9 // 10, "por_id": 1, "por": "Prueba",
            "en": datetime(2026, mes, 28, tzinfo=UTC) + timedelta(days=5),
        }
        for renglon in of_content(documento, 2026).presupuesto
        for mes in range(1, meses + 1)
        if renglon.meses[mes - 1] and (renglon.partida != "2610" or (n + mes) % 7)
    ]  # fmt: skip
