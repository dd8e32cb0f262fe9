"""The quarterly report: the first quarter of 2026 says what the Secretaría's own report says, fact by fact."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests import builders_sesiones as b
from tests.builders_indicadores import municipio
from tests.builders_informes import ABRIL, ACTIVIDADES, d, png, primer_trimestre
from tests.cast import Cast
from tests.rules.test_fotos import jpeg
from workflow.actas.impresion import word
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import Imagenes, con_imagenes, texto_de
from workflow.actas.models import Documento, Instantanea
from workflow.actas.queries import frozen
from workflow.actas.queries.verificacion import verificable
from workflow.actas.service import Instalacion
from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.informes import queries, service
from workflow.informes.clases import Trimestre
from workflow.informes.reglas import Datos, Foto
from workflow.jobs.handlers import JobContext
from workflow.jobs.informes import generar
from workflow.kernel.refusals import Invalid, NotAllowed, Refused, Stale
from workflow.outbox.models import Trabajo
from workflow.sesiones import service as sesiones

T1 = Trimestre(2026, 1)
FRESNILLO = Instalacion("Fresnillo, Zacatecas", "https://ruta.fresnillo.gob.mx")
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def elaborate(cast: Cast, trimestre: Trimestre = T1) -> int:
    return service.elaborar(trimestre, instalacion=FRESNILLO, actor=cast.revisora, ahora=ABRIL)


def version(number: int) -> Instantanea:
    return db.session.scalars(
        select(Instantanea).where(Instantanea.clase == "informe", Instantanea.version == number)
    ).one()


def said(number: int = 1) -> str:
    return " ".join(texto_de(componer(frozen(version(number).id))).split())


def info() -> queries.Informacion:
    return queries.informacion(T1, municipio=FRESNILLO.municipio, base_url=FRESNILLO.base_url, ahora=ABRIL)


HECHOS = (
    "INFORME TRIMESTRAL DE ACTIVIDADES", "Enero, Febrero y Marzo", "Secretaría de Planeación Estratégica", "2024-2027",
    "I. Presentación", "enero a marzo de 2026", "Ley de Planeación del Estado de Zacatecas y sus Municipios.",
    "Ley Orgánica del Municipio del Estado de Zacatecas.",
    "Ley de Transparencia y Acceso a la Información Pública del Estado de Zacatecas.",
    "II. Actividades realizadas", "1. Planeación, evaluación y seguimiento",
    "Cuarta sesión del COPLADEMUN: 22 de enero.", "informe consolidado de evaluación del desempeño",
    "Asistieron 32 representantes del Gobierno del Estado, cámaras de comercio, colegios de profesionistas, "
    "universidades y organizaciones de la sociedad civil.",
    "2. Fortalecimiento de capacidades institucionales",
    "Capacitación en padrones de beneficiarios y reglas de operación.",
    "67 Programas Operativos Anuales", "506 indicadores", "42 Matrices de Indicadores para Resultados (MIR)",
    "3. Coordinación interinstitucional",
    "Sesiones ordinarias del Comité de Transparencia: 21 de enero, 17 de febrero y 18 de marzo.",
    "Guía Consultiva para el Desempeño, en el Eco Parque de Guadalupe, Zac.: 06 de marzo.",
    "Coordinación Estatal de Planeación y el INEGI",
    "Reunión del COPLADERT, en la Presidencia Municipal de Calera, Zac.: 24 de marzo.",
    "4. Participación institucional y representación",
    "Reuniones de gabinete: 06 de enero; 04 y 23 de febrero; 11 y 25 de marzo.",
    "Reuniones de auditoría forense: 02 y 14 de marzo.", "Día de la Familia: 01 de marzo.",
    "«Voces de Fuerza, Mujeres que Inspiran»: 20 de marzo.",
    "Asistencia a sesiones de Cabildo: 30 de enero; 17 y 20 de febrero; 30 de marzo.",
    "5. Vinculación social y participación ciudadana",
    "Honores a la Bandera: 26 de enero; 09 y 16 de febrero; 09 y 21 de marzo.",
    "Jornada «Juntos te Atendemos», en la colonia Minera: 18 de marzo.", "III. Conclusiones",
)  # fmt: skip


def test_el_primer_trimestre_de_2026_dice_cada_hecho_del_informe_de_la_secretaria(app: Flask, cast: Cast) -> None:
    municipio(meses=3)
    primer_trimestre(cast)
    elaborate(cast)
    text = said()
    assert [hecho for hecho in HECHOS if hecho.casefold() not in text.casefold()] == []
    places = [text.index(heading) for heading in HECHOS if heading[:2] in {"I.", "II", "1.", "2.", "3.", "4.", "5."}]
    assert places == sorted(places)


def test_regenerar_conserva_lo_escrito_y_dice_que_hechos_cambiaron(app: Flask, cast: Cast) -> None:
    ids = primer_trimestre(cast)
    escrito = "Palabras de la Secretaría sobre el trimestre.\nEn dos párrafos."
    assert service.guardar_texto(T1, "conclusiones", escrito, vista=0, actor=cast.planeacion, ahora=ABRIL) == 1
    assert elaborate(cast) == 1
    with pytest.raises(Refused) as refused:
        elaborate(cast)
    assert refused.value.codes == ["INFORME_SIN_CAMBIOS"]
    gabinete = ids[6]
    service.corregir(gabinete, Datos("gabinete", d((3, 11))), [], vista=1, actor=cast.revisora, ahora=ABRIL)
    found = {one.clave: one for one in info().secciones}
    assert found["participacion"].cambios == (
        (
            "Reuniones de gabinete: 06 de enero; 04 y 23 de febrero; 11 y 25 de marzo.",
            "Reuniones de gabinete: 06 de enero; 04 y 23 de febrero; 11 de marzo.",
        ),
    )
    assert not found["coordinacion"].cambios and found["conclusiones"].texto == escrito
    assert elaborate(cast) == 2
    assert "En dos párrafos." in said(1) and "En dos párrafos." in said(2)
    assert "11 y 25 de marzo" in said(1) and "11 y 25 de marzo" not in said(2)


def test_lo_que_otra_persona_escribio_no_se_encima(app: Flask, cast: Cast) -> None:
    service.guardar_texto(T1, "presentacion", "Uno.", vista=0, actor=cast.planeacion, ahora=ABRIL)
    with pytest.raises(Stale) as stale:
        service.guardar_texto(T1, "presentacion", "Dos.", vista=0, actor=cast.revisora, ahora=ABRIL)
    assert stale.value.reasons[0].facts["quien"] == cast.planeacion.nombre
    assert {one.clave: one.texto for one in info().secciones}["presentacion"] == "Uno."
    (actividad,) = [service.registrar(ACTIVIDADES[0], actor=cast.revisora, ahora=ABRIL)]
    service.corregir(actividad, ACTIVIDADES[0], [], vista=1, actor=cast.planeacion, ahora=ABRIL)
    with pytest.raises(Stale):
        service.corregir(actividad, ACTIVIDADES[8], [], vista=1, actor=cast.revisora, ahora=ABRIL)
    assert [one.tipo for one in queries.historia(actividad)] == ["copladem", "copladem"]


def work(app: Flask) -> None:
    for one in db.session.scalars(select(Trabajo).where(Trabajo.tipo == "informe.generar")).all():
        generar(one.payload, JobContext(one.id, ABRIL, app.config["RUTA"], lambda hecho, total: None))


def test_se_imprime_una_vez_en_word_y_pdf_con_sus_fotos(app: Flask, cast: Cast) -> None:
    primer_trimestre(cast)
    elaborate(cast)
    work(app)
    files = {one.formato: one.sha256 for one in db.session.scalars(select(Documento))}
    work(app)
    assert sorted(files) == ["docx", "pdf"]
    assert {one.formato: one.sha256 for one in db.session.scalars(select(Documento))} == files
    docx = archivos.content_path(files["docx"]).read_bytes()
    with zipfile.ZipFile(io.BytesIO(docx)) as packed:
        assert 'descr="Personas sentadas alrededor de una mesa"' in packed.read("word/document.xml").decode()
        assert png() in [packed.read(name) for name in packed.namelist() if name.startswith("word/media/")]
    pdf = archivos.content_path(files["pdf"]).read_bytes()
    assert pdf.startswith(b"%PDF") and b"/Figure" in pdf
    assert queries.archivo_de(T1, 1, "pdf").sha256 == files["pdf"]


def test_la_foto_se_guarda_sin_donde_se_tomo_y_en_word_va_derecha(app: Flask, cast: Cast) -> None:
    foto = service.FotoNueva(jpeg(6), "IMG.jpg", "Una calle")
    actividad = service.registrar(ACTIVIDADES[0], [foto], actor=cast.revisora, ahora=ABRIL)
    (kept,) = queries.actividad(actividad).fotos
    data = archivos.content_path(kept.sha256).read_bytes()
    assert b"GPS" in foto.datos and b"GPS" not in data
    elaborate(cast)
    documento = con_imagenes(componer(frozen(version(1).id)), lambda _: data)
    with zipfile.ZipFile(io.BytesIO(word.to_docx(documento))) as packed:
        assert 'rot="5400000"' in packed.read("word/document.xml").decode()


def test_una_foto_que_falta_no_detiene_el_informe(app: Flask, cast: Cast) -> None:
    primer_trimestre(cast)
    elaborate(cast)
    snapshot = frozen(version(1).id)
    (fotos,) = [one for one in componer(snapshot).bloques if isinstance(one, Imagenes)]
    archivos.content_path(fotos.imagenes[0].sha256).unlink()
    work(app)
    assert {one.formato for one in db.session.scalars(select(Documento))} == {"pdf", "docx"}


def test_va_de_borrador_a_firmado_y_a_publicado_y_otra_version_empieza_de_nuevo(app: Flask, cast: Cast) -> None:
    service.registrar(ACTIVIDADES[0], actor=cast.revisora, ahora=ABRIL)
    elaborate(cast)
    titular: dict[str, Any] = {"actor": cast.planeacion, "ahora": ABRIL}
    assert info().estado == "borrador" and verificable("INF-SPE-2026-T1").versiones[0].estado == "proyecto"
    with pytest.raises(Refused) as refused:
        service.publicar(T1, 1, **titular)
    assert refused.value.codes == ["INFORME_SIN_FIRMAR"]
    service.guardar_firmado(T1, 1, PDF, **titular)
    assert info().estado == "firmado" and verificable("INF-SPE-2026-T1").versiones[0].estado == "vigente"
    service.publicar(T1, 1, **titular)
    assert info().estado == "publicado"
    with pytest.raises(Refused):
        service.publicar(T1, 1, **titular)
    service.registrar(ACTIVIDADES[5], actor=cast.revisora, ahora=ABRIL)
    elaborate(cast)
    assert [one.estado for one in info().versiones] == ["borrador", "publicado"]
    found = verificable("INF-SPE-2026-T1")
    assert [one.estado for one in found.versiones] == ["proyecto", "vigente"] and found.vale.version == 1
    with pytest.raises(Refused) as refused:
        service.guardar_firmado(T1, 1, PDF + b"x", **titular)
    assert refused.value.codes == ["INFORME_VERSION_ANTERIOR"]


def test_no_se_firma_antes_de_que_termine_el_trimestre(app: Flask, cast: Cast) -> None:
    service.registrar(ACTIVIDADES[0], actor=cast.revisora, ahora=ABRIL)
    elaborate(cast)
    with pytest.raises(Refused) as refused:
        service.guardar_firmado(T1, 1, PDF, actor=cast.planeacion, ahora=ABRIL - timedelta(days=10))
    assert refused.value.codes == ["INFORME_NO_TERMINA"]


@pytest.mark.parametrize("who", ["enlace", "titular", "gobierno", "transparencia", "auditor", "administradora"])
def test_solo_planeacion_escribe_y_solo_su_titular_firma_y_publica(app: Flask, cast: Cast, who: str) -> None:
    other = getattr(cast, who)
    actividad = service.registrar(ACTIVIDADES[0], actor=cast.revisora, ahora=ABRIL)
    elaborate(cast)
    acts: tuple[Callable[[], Any], ...] = (
        lambda: service.registrar(ACTIVIDADES[0], actor=other, ahora=ABRIL),
        lambda: service.corregir(actividad, ACTIVIDADES[0], [], vista=1, actor=other, ahora=ABRIL),
        lambda: service.retirar(actividad, "Fue otro día", actor=other, ahora=ABRIL),
        lambda: service.guardar_texto(T1, "conclusiones", "x", vista=0, actor=other, ahora=ABRIL),
        lambda: service.elaborar(T1, instalacion=FRESNILLO, actor=other, ahora=ABRIL),
        lambda: service.guardar_firmado(T1, 1, PDF, actor=other, ahora=ABRIL),
        lambda: service.guardar_firmado(T1, 1, PDF, actor=cast.revisora, ahora=ABRIL),
        lambda: service.publicar(T1, 1, actor=cast.revisora, ahora=ABRIL),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_una_actividad_retirada_ya_no_cuenta_y_su_historia_queda(app: Flask, cast: Cast) -> None:
    actividad = service.registrar(ACTIVIDADES[0], actor=cast.revisora, ahora=ABRIL)
    with pytest.raises(Invalid):
        service.retirar(actividad, " ", actor=cast.revisora, ahora=ABRIL)
    service.retirar(actividad, "Se registró dos veces", actor=cast.revisora, ahora=ABRIL)
    assert queries.agenda(T1) == []
    assert [one.retirada for one in queries.historia(actividad)] == ["", "Se registró dos veces"]


def test_las_fotos_piden_decir_que_se_ve_y_lo_ilegible_se_rechaza(app: Flask, cast: Cast) -> None:
    malas = [service.FotoNueva(png(), "a.png", " "), service.FotoNueva(b"\xff\xd8\xff nada", "b.jpg", "Algo")]
    with pytest.raises(Invalid) as refused:
        service.registrar(ACTIVIDADES[0], malas, actor=cast.revisora, ahora=ABRIL)
    assert refused.value.codes == ["FOTO_SIN_TEXTO", "FOTO_ILEGIBLE"]
    (actividad, *_) = primer_trimestre(cast)
    (foto,) = queries.actividad(actividad).fotos
    ajena = Foto(foto.archivo_id + 1, "De otra", "")
    kept = [Foto(foto.archivo_id, "Otra descripción", ""), ajena]
    service.corregir(actividad, ACTIVIDADES[0], kept, vista=1, actor=cast.revisora, ahora=ABRIL)
    assert [one.texto for one in queries.actividad(actividad).fotos] == ["Otra descripción"]
    assert queries.foto(actividad, foto.archivo_id).tipo == "image/png"


def hold(sesion: int, cast: Cast, dia: datetime) -> None:
    """Opened, its matter voted, and closed."""
    b.open_with_agenda(sesion, tuple(b.CURULES), cast.gobierno, dia)
    punto = b.items(sesion)["votable"]
    sesiones.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    sesiones.votar(punto, votos=b.all_in_favour(), actor=cast.gobierno, ahora=dia)
    sesiones.clausurar(sesion, actor=cast.gobierno, ahora=dia + timedelta(minutes=30))


def test_las_sesiones_del_sistema_entran_solas_y_no_se_cuentan_dos_veces(
    app: Flask, cast: Cast, sesion: int, dia: datetime
) -> None:
    assert queries.agenda(T1) == []
    hold(sesion, cast, dia)
    held = queries.agenda(T1)
    assert [(one.tipo, one.sesion_id, one.fechas) for one in held] == [("cabildo", sesion, d((2, 13)))]
    elaborate(cast)
    assert "Asistencia a sesión de Cabildo: 13 de febrero." in said()
    propia = replace(ACTIVIDADES[10], fechas=d((2, 13)), organo_id=held[0].organo_id, titulo="Sesión itinerante")
    service.registrar(propia, actor=cast.revisora, ahora=ABRIL)
    assert [one.titulo for one in queries.agenda(T1)] == ["Sesión itinerante"]
