"""A padrón from the file of its dependencia to the draft of the dossier, on both databases."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from tests.builders_padron import (
    ANA,
    BUENO,
    CON_ERRORES,
    LUPE,
    MUESTRA,
    REGLAS,
    SENCILLAS,
    Expediente,
    csv_de,
    llaves,
    read,
)
from tests.cast import Cast
from workflow.audit.models import Asiento
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.queries import ficha
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused
from workflow.outbox.models import Trabajo
from workflow.padron import queries, service
from workflow.padron.models import CargaPadron, PadronFila, ReglaOperacion


@pytest.fixture
def expediente(cast: Cast, ahora: datetime) -> Expediente:
    return Expediente(cast, ahora)


def rows(carga_id: int) -> int:
    return db.session.scalar(select(func.count()).select_from(PadronFila).where(PadronFila.carga_id == carga_id)) or 0


@pytest.mark.usefixtures("app")
def test_el_padron_de_becas_de_la_muestra_entra_con_sus_cuentas(cast: Cast, ahora: datetime) -> None:
    becas = Expediente(cast, ahora, REGLAS)
    carga_id = becas.upload((MUESTRA / "becas.xlsx").read_bytes(), "becas.xlsx")
    avances: list[tuple[int, int | None]] = []
    read(carga_id, becas.tick(), avances)
    becas.confirm(carga_id)
    esperado = json.loads((MUESTRA / "expected.json").read_text(encoding="utf-8"))["archivos"]["becas.xlsx"]
    carga = queries.carga(carga_id, becas.id)
    assert (carga.estado, carga.filas, carga.validas, carga.con_error, carga.con_aviso) == (
        "confirmada",
        1200,
        1140,
        60,
        132,
    )
    assert {h.codigo: h.n for h in carga.errores} == {c: h["n"] for c, h in esperado["errores"].items()}
    assert rows(carga_id) == 1200
    padron = becas.contenido["padron"]
    assert (padron["filas"], padron["validas"], padron["con_error"]) == (1200, 1140, 60)
    assert padron["avisos"] == {codigo: hallado["n"] for codigo, hallado in esperado["avisos"].items()}
    assert avances[0] == (0, None)
    assert avances[-1] == (1200, 1200)


@pytest.mark.usefixtures("app")
def test_las_reglas_y_su_version_quedan_en_el_expediente(expediente: Expediente) -> None:
    reglas = expediente.contenido["reglas"]
    assert (reglas["version"], reglas["clave"], reglas["edad_min"]) == (1, "CURP", 18)
    vista = ficha(expediente.id, expediente.actor, local_date(expediente.ahora))
    assert {accion.accion: accion.ok for accion in vista.acciones}.get("enviar") is not True
    service.guardar_reglas(expediente.id, SENCILLAS | {"edad_min": 21}, actor=expediente.actor, ahora=expediente.tick())
    assert expediente.contenido["reglas"]["version"] == 1
    assert expediente.contenido["reglas"]["edad_min"] == 21
    assert db.session.scalar(select(func.count()).select_from(ReglaOperacion)) == 1


@pytest.mark.usefixtures("app")
def test_unas_reglas_ya_enviadas_no_se_reescriben_nace_otra_version(expediente: Expediente, cast: Cast) -> None:
    expediente.loaded()
    for who, accion in (("titular_educacion", "enviar"), ("titular_educacion", "recuperar")):
        expedientes.actuar(expediente.id, accion, actor=getattr(cast, who), ahora=expediente.tick())
    version = service.guardar_reglas(
        expediente.id, SENCILLAS | {"edad_min": 21}, actor=expediente.actor, ahora=expediente.tick()
    )
    assert version == 2
    assert list(db.session.scalars(select(ReglaOperacion.edad_min).order_by(ReglaOperacion.version))) == [18, 21]


@pytest.mark.usefixtures("app")
def test_las_reglas_incompletas_se_rechazan_con_todas_sus_faltas(cast: Cast, ahora: datetime) -> None:
    sin = Expediente(cast, ahora, None)
    with pytest.raises(Invalid) as error:
        service.guardar_reglas(sin.id, {"edad_min": 30, "edad_max": 20}, actor=sin.actor, ahora=sin.tick())
    assert error.value.codes == [
        "REGLAS_NOMBRE_FALTANTE", "REGLAS_EDADES_CRUZADAS", "REGLAS_VIGENCIA_FALTANTE", "REGLAS_EDAD_SIN_COLUMNA",
        "REGLAS_CLAVE_FALTANTE",
    ]  # fmt: skip
    assert sin.contenido == {"reglas": {}, "padron": {}}


@pytest.mark.usefixtures("app")
def test_sin_reglas_no_se_sube_un_padron(cast: Cast, ahora: datetime) -> None:
    sin = Expediente(cast, ahora, None)
    with pytest.raises(Refused, match="REGLAS_FALTANTES"):
        sin.upload(BUENO)


@pytest.mark.usefixtures("app")
def test_el_mismo_archivo_dos_veces_no_cambia_nada(expediente: Expediente) -> None:
    carga_id = expediente.loaded()
    antes = expediente.contenido
    assert expediente.upload(BUENO) == carga_id
    expediente.read(carga_id)
    expediente.confirm(carga_id)
    assert expediente.contenido == antes
    assert rows(carga_id) == 2
    assert db.session.scalar(select(func.count()).select_from(CargaPadron)) == 1
    assert db.session.scalar(select(func.count()).select_from(Trabajo).where(Trabajo.tipo == "padron.leer")) == 1


@pytest.mark.usefixtures("app")
def test_leer_dos_veces_la_misma_carga_deja_las_mismas_filas(expediente: Expediente) -> None:
    carga_id = expediente.upload(CON_ERRORES)
    expediente.read(carga_id)
    huella = queries.carga(carga_id, expediente.id)
    expediente.read(carga_id)
    assert rows(carga_id) == 3
    assert queries.carga(carga_id, expediente.id) == huella


@pytest.mark.usefixtures("app")
def test_las_filas_con_error_se_cuentan_y_no_impiden_enviar_las_demas(expediente: Expediente, cast: Cast) -> None:
    expediente.loaded(CON_ERRORES)
    assert expediente.contenido["padron"]["validas"] == 1
    hecho = expedientes.actuar(expediente.id, "enviar", actor=cast.titular_educacion, ahora=expediente.tick())
    assert hecho.etapa == "enviado"


@pytest.mark.usefixtures("app")
def test_sin_padron_el_expediente_no_se_envia(expediente: Expediente, cast: Cast) -> None:
    with pytest.raises(Refused) as error:
        expedientes.actuar(expediente.id, "enviar", actor=cast.titular_educacion, ahora=expediente.tick())
    assert "PADRON_VACIO" in error.value.codes


@pytest.mark.usefixtures("app")
def test_si_las_reglas_cambian_despues_el_padron_se_revisa_otra_vez(expediente: Expediente, cast: Cast) -> None:
    expediente.loaded()
    service.guardar_reglas(expediente.id, SENCILLAS | {"edad_min": 40}, actor=expediente.actor, ahora=expediente.tick())
    with pytest.raises(Refused) as error:
        expedientes.actuar(expediente.id, "enviar", actor=cast.titular_educacion, ahora=expediente.tick())
    assert error.value.codes == ["REGLAS_CAMBIARON"]
    carga_id = expediente.loaded()
    assert expediente.contenido["padron"]["carga_id"] == carga_id
    assert expediente.contenido["padron"]["validas"] == 1  # Ana was born in 1990


@pytest.mark.usefixtures("app")
def test_un_archivo_sin_encabezado_conocido_pide_decir_sus_columnas_y_no_deja_filas(expediente: Expediente) -> None:
    carga_id = expediente.upload(b"Campo,Valor\r\nEjercicio,2026\r\n")
    expediente.read(carga_id)
    carga = queries.carga(carga_id, expediente.id)
    assert carga.estado == "por_columnas"
    assert [razon.code for razon in carga.razones] == ["PADRON_SIN_ENCABEZADO"]
    assert rows(carga_id) == 0
    with pytest.raises(Refused, match="CARGA_NO_LISTA"):
        expediente.confirm(carga_id)


@pytest.mark.usefixtures("app")
def test_un_padron_sin_la_columna_que_piden_las_reglas_no_se_confirma(expediente: Expediente) -> None:
    carga_id = expediente.upload(f"CURP,NOMBRE COMPLETO,MONTO\r\n{ANA},ANA PEÑA,450\r\n".encode())
    expediente.read(carga_id)
    with pytest.raises(Refused) as error:
        expediente.confirm(carga_id)
    assert error.value.codes == ["PADRON_SIN_COLUMNA"]
    assert error.value.reasons[0].facts == {"columnas": ["FECHA ENTREGA"]}
    assert expediente.contenido["padron"] == {}


@pytest.mark.usefixtures("app")
def test_todas_las_filas_con_error_no_hacen_un_padron(expediente: Expediente) -> None:
    carga_id = expediente.upload(csv_de(",ANA PEÑA,450,05/02/2026,"))
    expediente.read(carga_id)
    with pytest.raises(Refused, match="PADRON_SIN_FILAS_VALIDAS"):
        expediente.confirm(carga_id)


@pytest.mark.usefixtures("app")
def test_otro_archivo_reemplaza_al_que_nadie_confirmo_y_borra_sus_filas(expediente: Expediente) -> None:
    primera = expediente.upload(CON_ERRORES)
    expediente.read(primera)
    segunda = expediente.loaded()
    assert rows(primera) == 0
    with pytest.raises(Refused, match="CARGA_REEMPLAZADA"):
        expediente.confirm(primera)
    assert expediente.contenido["padron"]["carga_id"] == segunda


@pytest.mark.usefixtures("app")
def test_los_datos_personales_estan_cifrados_y_no_salen_a_bitacora_contenido_ni_trabajos(
    expediente: Expediente,
) -> None:
    carga_id = expediente.loaded()
    crudo = b"".join(db.session.scalars(select(PadronFila.datos)))
    assert ANA.encode() not in crudo
    assert "PEÑA".encode() not in crudo
    for tabla in ("asiento", "borrador", "trabajo", "carga_padron", "regla_operacion", "expediente"):
        if tabla not in db.metadata.tables:
            continue
        contado = "|".join(str(row) for row in db.session.execute(text(f"SELECT * FROM {tabla}")))
        assert ANA not in contado, tabla
        assert LUPE not in contado, tabla
        assert "TORRE RIOS" not in contado, tabla
    acciones = list(
        db.session.scalars(select(Asiento.accion).where(Asiento.accion.like("padron:%")).order_by(Asiento.id))
    )
    assert acciones == ["padron:reglas", "padron:subir", "padron:revisar", "padron:confirmar"]
    assert queries.cargas_de_la_persona(ANA, llaves()) == [(carga_id, 2)]


@pytest.mark.usefixtures("app")
def test_una_fila_cifrada_no_se_puede_mover_a_otro_lugar(expediente: Expediente) -> None:
    carga_id = expediente.loaded()
    una, otra = db.session.scalars(select(PadronFila).order_by(PadronFila.numero))
    una.datos, otra.datos = otra.datos, una.datos
    db.session.flush()
    with pytest.raises(Refused, match="LLAVE_DESCONOCIDA"):
        queries.filas_a_la_vista(carga_id, llaves())


@pytest.mark.usefixtures("app")
def test_las_filas_se_muestran_enmascaradas(expediente: Expediente) -> None:
    carga_id = expediente.loaded()
    fila = queries.filas_a_la_vista(carga_id, llaves())[0]
    assert fila.celdas[:4] == ("PEXA••••••••••••00", "A•• P•••", "450", "0•••••••••")


@pytest.mark.usefixtures("app")
def test_otra_dependencia_no_sube_ni_confirma_ni_descarga(expediente: Expediente, cast: Cast) -> None:
    carga_id = expediente.upload(CON_ERRORES)
    expediente.read(carga_id)
    for act in (
        lambda: service.subir(expediente.id, BUENO, nombre="x.csv", actor=cast.enlace, ahora=expediente.tick()),
        lambda: service.confirmar(carga_id, actor=cast.enlace, ahora=expediente.tick()),
        lambda: service.registrar_descarga(carga_id, actor=cast.revisora, ahora=expediente.tick()),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotFound):
        queries.carga(carga_id, expediente.id + 1)


@pytest.mark.usefixtures("app")
def test_un_expediente_de_poa_no_recibe_un_padron(cast: Cast, ahora: datetime) -> None:
    poa = expedientes.crear("poa", "UR-050", "PP-20", 2026, "Calles", actor=cast.enlace, ahora=ahora)
    with pytest.raises(Refused, match="PADRON_TIPO_DE_EXPEDIENTE"):
        service.subir(poa, BUENO, nombre="x.csv", actor=cast.enlace, ahora=ahora + timedelta(minutes=1))


def test_el_trabajo_lleva_un_numero_y_no_una_persona(app: Flask, cast: Cast, ahora: datetime) -> None:
    expediente = Expediente(cast, ahora)
    carga_id = expediente.upload(BUENO, f"{ANA}.csv")
    (payload,) = db.session.scalars(select(Trabajo.payload).where(Trabajo.tipo == "padron.leer"))
    assert payload == {"carga_id": carga_id}
