"""A municipal template serves both reports: its photographs and its charts go into it as into ours."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace

from docx import Document
from docx.oxml.ns import qn

from tests.builders_informes import png
from tests.builders_plantillas import docx
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import con_imagenes
from workflow.actas.instantanea_informe import FotoInforme
from workflow.actas.plantilla import clases, informe
from workflow.actas.plantilla.llenado import llenar
from workflow.actas.plantilla.previa import plantilla_inicial
from workflow.actas.plantilla.revision import revisar

DEL_MUNICIPIO = (
    "MUNICIPIO DE EJEMPLO, de {{ informe.periodo }} de {{ informe.ejercicio }}",
    "{{ apartado.contenido }}",
    "{{ apartado.firma }}",
    "{{ apartado.verificacion }}",
)


def test_las_fotografias_del_informe_salen_en_la_plantilla_con_su_texto() -> None:
    [one] = informe.trimestrales()
    foto = png(40, 30)
    sha = hashlib.sha256(foto).hexdigest()
    planeacion = replace(one.actividades[0], fotos=(FotoInforme(sha, "Personas en una mesa", "Cuarta sesión"),))
    one = replace(one, actividades=(planeacion, *one.actividades[1:]))
    documento = con_imagenes(componer(one), lambda _: foto)
    for plantilla in (docx(*DEL_MUNICIPIO), plantilla_inicial("informe")):
        lleno = llenar(plantilla, informe.INFORME, one, documento)
        assert lleno == llenar(plantilla, informe.INFORME, one, documento)
        with zipfile.ZipFile(io.BytesIO(lleno)) as paquete:
            medios = [paquete.read(name) for name in paquete.namelist() if name.startswith("word/media/")]
        assert foto in medios
        textos = [node.get("descr") for node in Document(io.BytesIO(lleno)).element.body.iter(qn("wp:docPr"))]
        assert "Personas en una mesa" in textos


def test_las_graficas_del_consolidado_salen_en_la_plantilla_como_tablas() -> None:
    [one] = informe.consolidados()
    lleno = llenar(docx(*DEL_MUNICIPIO), informe.INFORME, one, componer(one))
    abierto = Document(io.BytesIO(lleno))
    assert abierto.paragraphs[0].text == "MUNICIPIO DE EJEMPLO, de enero a marzo de 2026"
    encabezados = [[c.text for c in tabla.rows[0].cells] for tabla in abierto.tables]
    assert ["Eje", "Avance promedio", "Gráfica"] in encabezados
    assert ["Semáforo", "Metas e indicadores", "Gráfica"] in encabezados


def test_cada_informe_lleva_la_suya_y_ninguna_se_confunde_al_leerlo_guardado() -> None:
    [trimestral], [consolidado] = informe.trimestrales(), informe.consolidados()
    assert clases.de_snapshot("informe", trimestral) == "informe"
    assert clases.de_snapshot("informe", consolidado) == "informe_consolidado"
    assert clases.de_contenido("informe", {"esquema": "consolidado/1"}) == "informe_consolidado"
    assert clases.de_contenido("informe", {}) == "informe"


def test_una_plantilla_que_no_dice_el_contenido_no_pasa() -> None:
    clase = clases.clase("informe_consolidado")
    assert clase is not None
    found = [one.codigo for one in revisar(docx("Folio {{ documento.folio }}"), clase)]
    assert found == ["PLANTILLA_FALTA_HUELLA", "PLANTILLA_FALTA_CONTENIDO", "PLANTILLA_FALTA_FIRMA"]
