"""Possible duplicates: found in the background, decided by a person, remembered, and never deleting anything."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from tests.builders_coincidencias import (
    LAURA,
    LAURA_JC,
    PEDRO,
    Padron,
    becas,
    clave,
    csv_de,
    empleo,
    fila,
    seek,
    states,
    tickets,
)
from tests.builders_padron import SENCILLAS, llaves
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused
from workflow.outbox.models import Trabajo
from workflow.padron import queries
from workflow.padron import service as service_padron
from workflow.padron.coincidencias import service
from workflow.padron.coincidencias.models import PadronTicketDecision, PersonaAlias, PersonaVinculo
from workflow.padron.coincidencias.queries import listas, personas
from workflow.padron.models import CargaPadron, CompatibilidadPrograma, Inscripcion, PadronFila

NOMBRE = "ROBLES CASTRO LAURA"
DOS_CURP = csv_de(fila(LAURA, NOMBRE), fila(LAURA_JC, NOMBRE), fila(PEDRO, "PEREZ GOMEZ PEDRO"))
PORQUE = "Se comprobó con el acta de nacimiento"
pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def padron(cast: Cast, ahora: datetime) -> Padron:
    return becas(cast, ahora)


def decide(padron: Padron, decision: str, numero: int = 0, *, who: str = "revisora", sobre: str | None = None) -> None:
    service.decidir(
        tickets()[numero].id, decision, PORQUE, actor=getattr(padron.cast, who), ahora=padron.tick(), sobre=sobre
    )


def rows() -> int:
    return db.session.scalar(select(func.count()).select_from(PadronFila)) or 0


def test_la_busqueda_se_pide_al_leer_al_confirmar_y_al_inscribir_y_repetirla_no_cambia_nada(padron: Padron) -> None:
    carga_id = padron.sought(DOS_CURP)
    assert states() == [("probable", "otra_entidad", "pendiente")]
    antes = [(uno.id, uno.puntaje, uno.uno, uno.otro) for uno in tickets()]
    padron.seek(carga_id)
    assert [(uno.id, uno.puntaje, uno.uno, uno.otro) for uno in tickets()] == antes
    padron.publish()
    llaves = db.session.scalars(select(Trabajo.llave).where(Trabajo.tipo == "padron.coincidencias")).all()
    assert sorted(llave.split(":")[2] for llave in llaves) == ["confirmada", "inscrita", "leida"]
    for payload in db.session.scalars(select(Trabajo.payload).where(Trabajo.tipo == "padron.coincidencias")):
        assert payload == {"carga_id": carga_id}


def test_nombres_parecidos_con_la_misma_fecha_o_telefono_y_los_gemelos_no(padron: Padron) -> None:
    gemela = clave("ROCL880709MZSBSR8")
    padron.sought(
        csv_de(
            fila(LAURA, NOMBRE),
            fila(gemela, "ROBLES CASTRO LUCERO"),
            fila("", "ROBLEZ CASTRO LAURA", "09/07/1988", nota="en tramite"),
            fila("", "GOMEZ DIAZ EVA", "", "4930001111", nota="en tramite"),
            fila("", "GOMES DIAZ EVA", "", "4930001111", nota="en tramite"),
            fila(PEDRO, "PEREZ GOMEZ PEDRO", "", "4930001111"),
        )
    )
    assert [(uno.clase, uno.razones, uno.estado) for uno in tickets()] == [
        ("probable", "nombre_parecido,mismo_nacimiento", "pendiente"),
        ("probable", "nombre_parecido,mismo_telefono", "pendiente"),
    ]


def test_la_misma_curp_con_otro_nombre_se_pregunta_aunque_la_segunda_fila_quedo_fuera(padron: Padron) -> None:
    padron.sought(csv_de(fila(LAURA, NOMBRE), fila(LAURA, NOMBRE), fila(LAURA, "SOTO RUIZ CARMEN")))
    assert states() == [("exacto", "misma_curp_otro_nombre", "pendiente")]  # one question, however many rows repeat it


def test_decidir_es_un_hecho_que_se_recuerda_en_la_carga_siguiente_y_en_otro_padron(
    padron: Padron, cast: Cast, ahora: datetime
) -> None:
    padron.sought(DOS_CURP)
    antes = rows()
    decide(padron, "homonimo", who="enlace_educacion")
    assert states() == [("probable", "otra_entidad", "homonimo")]
    padron.sought(csv_de(fila(PEDRO, "PEREZ GOMEZ PEDRO"), fila(LAURA_JC, NOMBRE), fila(LAURA, NOMBRE)))
    assert states() == [("probable", "otra_entidad", "homonimo")]
    otro = empleo(cast, ahora, "PP-37")
    otro.sought(DOS_CURP)
    assert states() == [("probable", "otra_entidad", "homonimo")] * 2
    hechos = db.session.scalars(select(PadronTicketDecision).order_by(PadronTicketDecision.id)).all()
    assert [(uno.decision, uno.recordada_id) for uno in hechos] == [("homonimo", None), ("homonimo", hechos[0].id)]
    assert rows() >= antes


def test_lo_que_ya_no_aparece_deja_de_estar_por_decidir_y_vuelve_si_reaparece(padron: Padron) -> None:
    padron.sought(DOS_CURP)
    padron.sought(csv_de(fila(LAURA, NOMBRE)))
    assert states() == [("probable", "otra_entidad", "ya_no_aparece")]
    padron.sought(csv_de(fila(LAURA, NOMBRE), fila(LAURA_JC, NOMBRE)))
    assert states() == [("probable", "otra_entidad", "pendiente")]
    assert len({uno.fila_id for uno in tickets()} | {uno.otra_fila_id for uno in tickets()}) == 2


def test_una_carga_que_se_sustituye_sin_confirmar_no_deja_coincidencias_que_apunten_a_filas_de_otros(
    padron: Padron,
) -> None:
    carga_id = padron.upload(DOS_CURP)
    padron.read(carga_id)
    padron.seek(carga_id)
    assert states() == [("probable", "otra_entidad", "pendiente")]
    otra = padron.upload(csv_de(fila(PEDRO, "PEREZ GOMEZ PEDRO")))
    assert [(uno.fila_id, uno.otra_fila_id) for uno in tickets()] == [(None, None)]
    padron.seek(carga_id)  # a late job of what was replaced
    padron.read(otra)
    padron.seek(otra)
    assert states() == [("probable", "otra_entidad", "ya_no_aparece")]


class TestMismaPersona:
    def test_dos_curp_quedan_vinculadas_y_reabrir_deshace_el_vinculo(self, padron: Padron) -> None:
        carga_id = padron.sought(DOS_CURP)
        decide(padron, "misma_persona")
        personas = db.session.execute(select(PersonaAlias.indice, PersonaAlias.persona)).all()
        assert len(personas) == 2 and len({persona for _, persona in personas}) == 1
        padron.seek(carga_id)
        assert states() == [
            ("probable", "otra_entidad", "misma_persona"),
            ("exacto", "curp_vinculada", "misma_persona"),
        ]
        decide(padron, "reabierto")
        assert db.session.scalar(select(func.count()).select_from(PersonaAlias)) == 0
        assert [uno.hecho for uno in db.session.scalars(select(PersonaVinculo).order_by(PersonaVinculo.id))] == [
            "vincula",
            "desvincula",
        ]
        assert states()[0] == ("probable", "otra_entidad", "pendiente")

    def test_el_vinculo_hace_ver_el_cruce_que_las_dos_curp_escondian(
        self, padron: Padron, cast: Cast, ahora: datetime
    ) -> None:
        uno = padron.sought(csv_de(fila(LAURA, NOMBRE)))
        otro = empleo(cast, ahora)
        otro.sought(csv_de(fila(LAURA_JC, "ROBLES C. LAURA ELENA")))
        assert states() == []
        llavero = llaves()
        service.vincular(
            LAURA, LAURA_JC, causa="corregida", motivo="Constancia del registro civil", llavero=llavero,
            actor=cast.planeacion, ahora=otro.tick(), evidencia=("constancia.pdf", b"%PDF-1.7 constancia"),
        )  # fmt: skip
        seek(uno, otro.tick())
        assert states() == [("entre_padrones", "incompatibles", "pendiente")]
        service.desvincular(LAURA, LAURA_JC, motivo="Era de su hermana", llavero=llavero, actor=cast.planeacion,
                            ahora=otro.tick())  # fmt: skip
        seek(uno, otro.tick())
        assert states() == [("entre_padrones", "incompatibles", "ya_no_aparece")]

    def test_lo_que_no_se_puede_vincular_dice_por_que(self, padron: Padron, cast: Cast) -> None:
        def intento(uno: str, otro: str, causa: str = "corregida", who: str = "planeacion") -> None:
            service.vincular(uno, otro, causa=causa, motivo=PORQUE, llavero=llaves(), actor=getattr(cast, who),
                             ahora=padron.tick())  # fmt: skip

        with pytest.raises(Invalid) as falta:
            intento("XXXX", LAURA[:17] + ("0" if LAURA[17] != "0" else "1"))
        assert [razon.code for razon in falta.value.reasons] == [
            "VINCULO_CURP_INVALIDA", "CURP_LONGITUD", "VINCULO_CURP_INVALIDA", "CURP_DIGITO",
        ]  # fmt: skip
        with pytest.raises(Invalid, match="VINCULO_MISMA_CURP"):
            intento(LAURA, LAURA.lower())
        with pytest.raises(NotAllowed):
            intento(LAURA, LAURA_JC, who="enlace_educacion")
        intento(LAURA, LAURA_JC)
        with pytest.raises(Refused, match="VINCULO_YA_EXISTE"):
            intento(LAURA_JC, LAURA)


class TestEntrePadrones:
    @pytest.fixture
    def otro(self, padron: Padron, cast: Cast, ahora: datetime) -> Padron:
        padron.sought(csv_de(fila(LAURA, NOMBRE, monto=4000), fila(PEDRO, "PEREZ GOMEZ PEDRO")))
        return empleo(cast, ahora)

    def test_incompatibles(self, otro: Padron, padron: Padron) -> None:
        otro.sought(csv_de(fila(LAURA, NOMBRE)))
        assert states() == [("entre_padrones", "incompatibles", "pendiente")]
        cruce = tickets()[0]
        assert (cruce.expediente_id, cruce.otro_expediente_id) == (padron.id, otro.id)

    def test_compatibles_no_preguntan_nada(self, padron: Padron, cast: Cast, ahora: datetime) -> None:
        padron.sought(csv_de(fila(LAURA, NOMBRE)))
        empleo(cast, ahora, "PP-37").sought(csv_de(fila(LAURA, NOMBRE)))
        assert states() == []

    def test_tope_conjunto_solo_cuando_la_suma_pasa(self, cast: Cast, ahora: datetime) -> None:
        """PP-29 with PP-37: 6,000 pesos together. Exactly 6,000 does not pass."""
        uno, otro = empleo(cast, ahora, "PP-29"), Padron(cast, ahora, "UR-043", "PP-37", "enlace_educacion")
        uno.sought(csv_de(fila(LAURA, NOMBRE, monto=4000), fila(PEDRO, "PEREZ GOMEZ PEDRO", monto=4000)))
        otro.sought(csv_de(fila(LAURA, NOMBRE, monto=2000), fila(PEDRO, "PEREZ GOMEZ PEDRO", monto=2001)))
        assert states() == [("tope", "tope_rebasado", "pendiente")]
        assert db.session.get_one(PadronFila, tickets()[0].fila_id).monto == 400_000

    def test_por_el_nombre_cuando_una_no_tiene_curp_y_decidir_que_es_ella(self, otro: Padron) -> None:
        otro.sought(csv_de(fila("", NOMBRE, "09/07/1988", nota="en tramite")))
        assert states() == [("entre_padrones", "una_sin_curp", "pendiente")]
        decide(otro, "homonimo")
        assert states() == [("entre_padrones", "una_sin_curp", "homonimo")]

    def test_un_archivo_sin_confirmar_no_se_cruza(self, otro: Padron) -> None:
        carga_id = otro.upload(csv_de(fila(LAURA, NOMBRE)))
        otro.read(carga_id)
        otro.seek(carga_id)
        assert states() == []

    def test_quien_esta_inscrito_se_cruza_aunque_su_padron_ya_no_este_en_captura(
        self, otro: Padron, padron: Padron
    ) -> None:
        padron.publish()
        otro.sought(csv_de(fila(LAURA, NOMBRE)))
        assert states() == [("entre_padrones", "incompatibles", "pendiente")]
        decide(otro, "baja_propuesta", sobre="otro")
        assert tickets()[0].baja_en_id == otro.id
        assert db.session.scalar(select(func.count()).where(Inscripcion.hasta.is_(None))) == 2

    def test_la_dependencia_no_decide_ni_abre_lo_de_otra(self, otro: Padron, padron: Padron, cast: Cast) -> None:
        otro.sought(csv_de(fila(LAURA, NOMBRE)))
        with pytest.raises(NotAllowed, match="COINCIDENCIA_AJENA"):
            decide(padron, "se_permite", who="enlace_educacion")
        with pytest.raises(NotAllowed):
            decide(padron, "se_permite", who="auditor")
        padron.sought(DOS_CURP)
        with pytest.raises(NotFound):
            decide(padron, "homonimo", 1, who="enlace")

    @pytest.mark.parametrize("de_quien", ["propio", "ajeno"])
    def test_tambien_son_incompatibles_si_lo_dicen_las_reglas_de_cualquiera_de_los_dos(
        self, padron: Padron, cast: Cast, ahora: datetime, de_quien: str
    ) -> None:
        otro = empleo(cast, ahora, "PP-37")
        quien, programa = (otro, "PP-25") if de_quien == "propio" else (padron, "PP-37")
        service_padron.guardar_reglas(
            quien.id, SENCILLAS | {"criterios": {"incompatibles": [programa]}}, actor=quien.actor, ahora=quien.tick()
        )
        padron.sought(csv_de(fila(LAURA, NOMBRE)))
        otro.sought(csv_de(fila(LAURA, NOMBRE)))
        assert states() == [("entre_padrones", "incompatibles", "pendiente")]

    def test_la_regla_entre_programas_es_la_fechada_del_dia(self, otro: Padron) -> None:
        """From 1 February they are compatible; from 2027 they share a ceiling: only the first counts today."""
        for dia, regla, tope in ((date(2026, 2, 1), "compatible", None), (date(2027, 1, 1), "tope_conjunto", 1)):
            db.session.add(
                CompatibilidadPrograma(
                    programa_a="PP-25", programa_b="PP-29", regla=regla, tope=tope, fundamento="Acuerdo 4",
                    vigente_desde=dia, por_id=1, por="R", en=otro.tick(),
                )
            )  # fmt: skip
        db.session.commit()
        otro.sought(csv_de(fila(LAURA, NOMBRE)))
        assert states() == []


def test_un_archivo_de_movimientos_se_compara_con_quien_ya_estaba_en_vigor(padron: Padron) -> None:
    padron.sought(csv_de(fila(LAURA, NOMBRE), fila(PEDRO, "PEREZ GOMEZ PEDRO")))
    padron.publish()
    padron.do("titular_educacion", "abrir_modificacion", tipo_cambio="altas_y_bajas", motivo="Movimientos de marzo")
    titulos = "CURP,NOMBRE COMPLETO,MONTO,FECHA ENTREGA,MOVIMIENTO"
    carga_id = padron.upload(f"{titulos}\r\n{LAURA_JC},{NOMBRE},450,12/03/2026,alta\r\n".encode())
    padron.read(carga_id)
    padron.seek(carga_id)
    assert db.session.get_one(CargaPadron, carga_id).clase == "movimientos"
    assert states() == [("probable", "otra_entidad", "pendiente")]
    filas = {uno.fila_id for uno in tickets()} | {uno.otra_fila_id for uno in tickets()}
    cargas = db.session.scalars(select(PadronFila.carga_id).where(PadronFila.id.in_(filas))).all()
    assert len(set(cargas)) == 2


def test_el_limite_por_hogar_de_las_reglas_pregunta_por_quien_lo_rebasa(padron: Padron) -> None:
    """Two of one home where the rules admit one; the proposal says which row should leave."""
    service_padron.guardar_reglas(
        padron.id, SENCILLAS | {"criterios": {"limite_hogar": 1}}, actor=padron.actor, ahora=padron.tick()
    )  # fmt: skip
    titulos = "CURP,NOMBRE COMPLETO,MONTO,FECHA ENTREGA,CALLE,NO EXTERIOR"
    casa = "450,05/02/2026,HIDALGO,12"
    padron.sought(f"{titulos}\r\n{LAURA},{NOMBRE},{casa}\r\n{PEDRO},PEREZ GOMEZ PEDRO,{casa}\r\n".encode())
    assert states() == [("hogar", "mismo_domicilio", "pendiente")]
    decide(padron, "baja_propuesta", who="enlace_educacion", sobre="otro")
    assert db.session.scalars(select(PadronTicketDecision.motivo)).all() == [f"Fila 3. {PORQUE}"]


class TestAlValidar:
    @pytest.mark.parametrize(("regla", "detiene"), [(None, False), ("bloquear", True)])
    def test_lo_que_queda_por_decidir_se_avisa_o_impide_segun_la_regla_del_dia(
        self, padron: Padron, cast: Cast, regla: str | None, detiene: bool
    ) -> None:
        if regla is not None:
            expedientes.registrar_regla(
                "coincidencias_por_decidir", regla, date(2026, 1, 1), "Oficio de Planeación", actor=cast.planeacion,
                ahora=padron.tick(),
            )  # fmt: skip
        padron.sought(DOS_CURP)
        padron.do("titular_educacion", "enviar")
        padron.do("revisora", "tomar_revision")
        if detiene:
            with pytest.raises(Refused, match="COINCIDENCIAS_POR_DECIDIR"):
                padron.do("planeacion", "validar")
            decide(padron, "homonimo")
        hecho = padron.do("planeacion", "validar")
        assert ("COINCIDENCIAS_POR_DECIDIR" in [aviso.code for aviso in hecho.avisos]) is not detiene


class TestListas:
    def test_hallazgos_de_las_inscripciones_con_cualquiera_de_sus_claves(self, padron: Padron, cast: Cast) -> None:
        padron.sought(csv_de(fila(LAURA, NOMBRE), fila(PEDRO, "PEREZ GOMEZ PEDRO")))
        padron.publish()
        laura, pedro = db.session.scalars(select(Inscripcion.id).order_by(Inscripcion.id))
        quien = {"llavero": llaves(), "actor": cast.revisora}
        service.importar("difuntos", f"{LAURA_JC},01/02/2026".encode(), fuente="Registro Civil",
                         corte=date(2026, 2, 5), ahora=padron.tick(), **quien)  # fmt: skip
        assert listas.hallazgos_de([laura, pedro]) == []
        service.vincular(LAURA, LAURA_JC, causa="dos_claves", motivo="Constancia 8", ahora=padron.tick(), **quien)
        (hallazgo,) = listas.hallazgos_de([laura, pedro])
        assert (hallazgo.inscripcion_id, hallazgo.clase, hallazgo.desde) == (laura, "difuntos", date(2026, 2, 1))
        assert [uno.inscripcion_id for uno in listas.hallazgos_vigentes()] == [laura]
        assert listas.hallazgos_de([]) == [] and listas.hallazgos_de([pedro]) == []

    def test_de_servidores_publicos_cuenta_la_ultima_y_de_difuntos_todas(self, padron: Padron, cast: Cast) -> None:
        padron.sought(csv_de(fila(LAURA, NOMBRE), fila(PEDRO, "PEREZ GOMEZ PEDRO")))
        padron.publish()
        ids = list(db.session.scalars(select(Inscripcion.id)))
        for clase, curp in (
            ("servidores_publicos", LAURA), ("difuntos", PEDRO), ("servidores_publicos", PEDRO), ("difuntos", LAURA),
        ):  # fmt: skip
            service.importar(clase, curp.encode(), fuente="Oficio 1", corte=date(2026, 2, 5), llavero=llaves(),
                             actor=cast.planeacion, ahora=padron.tick())  # fmt: skip
        assert sorted((uno.lista_id, uno.clase) for uno in listas.hallazgos_de(ids)) == [
            (2, "difuntos"), (3, "servidores_publicos"), (4, "difuntos"),
        ]  # fmt: skip
        service.retirar(3, actor=cast.planeacion, ahora=padron.tick())
        assert sorted(uno.lista_id for uno in listas.hallazgos_de(ids)) == [1, 2, 4]

    def test_lo_que_falta_de_una_lista_se_dice_junto_y_solo_la_importa_planeacion(self, padron: Padron) -> None:
        with pytest.raises(Invalid) as falta:
            service.importar("otra", b"", fuente="", corte=None, llavero=llaves(), actor=padron.cast.revisora,
                             ahora=padron.tick())  # fmt: skip
        assert [razon.code for razon in falta.value.reasons] == [
            "LISTA_CLASE_INVALIDA", "LISTA_SIN_FUENTE", "LISTA_SIN_CORTE",
        ]  # fmt: skip
        with pytest.raises(Invalid, match="LISTA_SIN_CURP"):
            service.importar("difuntos", b"CURP\n", fuente="RC 1", corte=date(2026, 2, 1), llavero=llaves(),
                             actor=padron.cast.revisora, ahora=padron.tick())  # fmt: skip
        with pytest.raises(NotAllowed):
            service.importar("difuntos", PEDRO.encode(), fuente="RC 1", corte=date(2026, 2, 1), llavero=llaves(),
                             actor=padron.cast.enlace, ahora=padron.tick())  # fmt: skip


def test_quien_recibe_por_un_menor_se_sabe_y_no_es_beneficiaria(padron: Padron, cast: Cast) -> None:
    menor = clave("ROCL150520MZSBSRX")
    titulos = "CURP,NOMBRE COMPLETO,MONTO,FECHA ENTREGA,CURP TUTOR"
    service_padron.guardar_reglas(
        padron.id, SENCILLAS | {"edad_min": 6, "pide_tutor": True}, actor=padron.actor, ahora=padron.tick()
    )
    padron.loaded(f"{titulos}\r\n{menor},{NOMBRE},450,05/02/2026,{PEDRO}\r\n".encode())
    padron.publish()
    (inscrita,) = db.session.scalars(select(Inscripcion.id))
    assert personas.recibe_por(PEDRO, llaves()) == [inscrita]
    assert personas.inscripciones_de(PEDRO, llaves()) == []
    assert personas.recibe_por(menor, llaves()) == []
    assert personas.inscripciones_de(menor, llaves()) == [inscrita]
    assert personas.tutores_de([inscrita]) == {inscrita: llaves().indice(PEDRO)}


def test_los_apoyos_de_una_persona_se_reunen_por_todas_sus_claves_sin_reescribir_nada(
    padron: Padron, cast: Cast
) -> None:
    padron.sought(csv_de(fila(LAURA, NOMBRE)))
    padron.publish()
    antes = db.session.execute(select(Inscripcion.persona, Inscripcion.clave, Inscripcion.fila_id)).all()
    assert personas.inscripciones_de(LAURA_JC, llaves()) == []
    service.vincular(LAURA, LAURA_JC, causa="cancelada", motivo="Constancia 8", llavero=llaves(),
                     actor=cast.planeacion, ahora=padron.tick())  # fmt: skip
    assert len(personas.inscripciones_de(LAURA_JC, llaves())) == 1
    assert queries.cargas_de_la_persona(LAURA_JC, llaves()) == queries.cargas_de_la_persona(LAURA, llaves()) != []
    assert db.session.execute(select(Inscripcion.persona, Inscripcion.clave, Inscripcion.fila_id)).all() == antes


def test_sin_curp_por_motivo(padron: Padron) -> None:
    carga_id = padron.sought(
        csv_de(
            fila("", "GOMEZ DIAZ EVA", "01/01/1990", nota="en tramite"),
            fila("", "RUIZ SOTO ANA", "01/01/1991", nota="migrante"),
            fila("", "RUIZ SOTO LUZ", "01/01/1992", nota="migrante en transito"),
        )
    )
    assert personas.sin_curp(carga_id) == {"tramite_en_curso": 1, "migrante_en_transito": 2}


def test_una_decision_sin_motivo_o_que_no_toca_se_rechaza_con_todo_lo_que_le_falta(padron: Padron, cast: Cast) -> None:
    padron.sought(DOS_CURP)
    with pytest.raises(Invalid) as falta:
        service.decidir(tickets()[0].id, "se_permite", " ", actor=cast.revisora, ahora=padron.tick())
    assert [razon.code for razon in falta.value.reasons] == [
        "COINCIDENCIA_DECISION_INVALIDA",
        "COINCIDENCIA_SIN_MOTIVO",
    ]
    with pytest.raises(Refused, match="COINCIDENCIA_YA_REABIERTA"):
        decide(padron, "reabierto")
    assert db.session.scalar(select(func.count()).select_from(PadronTicketDecision)) == 0


def test_las_sentencias_de_una_busqueda_no_crecen_con_las_filas(app: Flask, padron: Padron) -> None:
    """Sixty pairs or six: as many sentences."""

    def contar(pares: int) -> int:
        filas = [
            fila("", f"{'ABCDEFGHIJ'[n % 10]}{'AEIOU'[n % 5]}RR{'ABCDEF'[n // 10]} CASTRO LAURA", "09/07/1988",
                 f"49300{n:05}", nota="en tramite")
            for n in range(pares) for _ in range(2)
        ]  # fmt: skip
        carga_id = padron.loaded(csv_de(*[f"{una}{lugar % 2}" for lugar, una in enumerate(filas)]))
        sentencias: list[str] = []
        oyente = lambda *args: sentencias.append(args[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", oyente)
        padron.seek(carga_id)
        event.remove(db.engine, "before_cursor_execute", oyente)
        return len(sentencias)

    assert contar(6) >= contar(60) - 2
