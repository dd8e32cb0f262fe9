"""The text and the criteria of the rules: written by parts, kept by versions, and what stops the sending."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders_padron import ANA, BUENO, LUPE, SENCILLAS, TEXTOS, Expediente, csv_de
from tests.cast import Cast
from workflow.db import db
from workflow.kernel.refusals import Invalid, Refused, Stale
from workflow.padron import queries, service
from workflow.padron.models import ReglaOperacion
from workflow.poa.models import CatalogoRenglon

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def expediente(app: Flask, cast: Cast, ahora: datetime) -> Expediente:
    return Expediente(cast, ahora)


def write(expediente: Expediente, textos: dict[str, str], revision: int | None = None) -> int:
    return service.guardar_apartados(
        expediente.id, textos, actor=expediente.actor, ahora=expediente.tick(), revision=revision
    )


def de_modalidad_s() -> None:
    """The programme of the dossier is in the catalogue, subject to reglas de operación."""
    datos = {"clave": "PP-25", "nombre": "Becas", "modalidad": "S", "ur_lider": "UR-043", "ur_participantes": "UR-043"}
    db.session.add(
        CatalogoRenglon(ejercicio=2026, catalogo="programas", orden=1, clave="PP-25", nombre="Becas", datos=datos)
    )
    db.session.commit()


def test_un_grupo_de_apartados_se_guarda_sin_tocar_los_demas(expediente: Expediente) -> None:
    assert write(expediente, {"glosario": " Beca: apoyo.\r\nComité: el de becas. ", "objetivo": ""}) == 1
    apartados = expediente.contenido["reglas"]["apartados"]
    assert apartados["glosario"] == "Beca: apoyo.\nComité: el de becas."
    assert "objetivo" not in apartados
    assert apartados["quejas"] == TEXTOS["quejas"]


def test_lo_que_otra_persona_guardo_en_medio_no_se_pisa(expediente: Expediente) -> None:
    vista = queries.borrador_revision(expediente.id)
    write(expediente, {"glosario": "Primera."}, vista)
    with pytest.raises(Stale):
        write(expediente, {"glosario": "Segunda."}, vista)
    assert expediente.contenido["reglas"]["apartados"]["glosario"] == "Primera."


def test_un_texto_demasiado_largo_no_se_corta_se_dice(expediente: Expediente) -> None:
    with pytest.raises(Invalid) as refused:
        write(expediente, {"glosario": "x" * 20_001})
    assert refused.value.codes == ["REGLAS_APARTADO_LARGO"]
    assert "glosario" not in expediente.contenido["reglas"]["apartados"]


def test_escribir_el_texto_no_obliga_a_revisar_otra_vez_el_padron_y_cambiar_un_criterio_si(
    expediente: Expediente,
) -> None:
    expediente.loaded()
    write(expediente, {"glosario": "Beca."})
    expediente.do("titular_educacion", "enviar")
    expediente.do("titular_educacion", "recuperar")
    service.guardar_localidades(
        expediente.id, ["320100001"], actor=expediente.actor, ahora=expediente.tick()
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        expediente.do("titular_educacion", "enviar")
    assert refused.value.codes == ["REGLAS_CAMBIARON"]


def test_despues_de_enviadas_el_cambio_hace_otra_version_con_todo_lo_demas_igual(expediente: Expediente) -> None:
    criterios = {"sexos": ["M"], "monto_max": 50_000}
    service.guardar_reglas(
        expediente.id, SENCILLAS | {"criterios": criterios}, actor=expediente.actor, ahora=expediente.tick()
    )
    expediente.loaded(csv_de(f"{ANA},ANA PEÑA,450,05/02/2026,"))
    expediente.do("titular_educacion", "enviar")
    expediente.do("titular_educacion", "recuperar")
    assert write(expediente, {"glosario": "Beca."}) == 2
    primera, segunda = db.session.scalars(select(ReglaOperacion).order_by(ReglaOperacion.version))
    assert "glosario" not in primera.apartados
    assert (segunda.apartados["glosario"], segunda.criterios, segunda.huella) == ("Beca.", criterios, primera.huella)
    assert (segunda.edad_min, segunda.clave, segunda.vigencia) == (18, "CURP", primera.vigencia)


def test_a_un_programa_de_modalidad_s_le_faltan_apartados_y_no_se_envia(cast: Cast, ahora: datetime) -> None:
    de_modalidad_s()
    expediente = Expediente(cast, ahora, SENCILLAS | {"apartados": {"objetivo": "Uno."}})
    expediente.loaded()
    with pytest.raises(Refused) as refused:
        expediente.do("titular_educacion", "enviar")
    assert refused.value.codes == ["REGLAS_APARTADOS_FALTAN"]
    write(expediente, TEXTOS)
    expediente.do("titular_educacion", "enviar")


def test_los_criterios_dejan_fuera_filas_y_dicen_por_que(expediente: Expediente) -> None:
    service.guardar_reglas(
        expediente.id, SENCILLAS | {"criterios": {"sexos": ["M"], "monto_max": 44_999}},
        actor=expediente.actor, ahora=expediente.tick(),
    )  # fmt: skip
    carga_id = expediente.upload(BUENO)
    expediente.read(carga_id)
    vista = queries.carga(carga_id, expediente.id)
    assert {hallazgo.codigo: hallazgo.filas for hallazgo in vista.errores} == {
        "SEXO_FUERA_DE_REGLA": (3,),
        "MONTO_FUERA_DE_REGLA": (2, 3),
    }
    assert LUPE[10] == "H"
