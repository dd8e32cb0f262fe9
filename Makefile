# Ruta. Lo único que hace falta: Python 3.11 o posterior y make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python
SERVE ?= 1

.PHONY: help demo test fast lint types bench requirements vendor clean venv venv-dev shots

help: ## Muestra esta ayuda
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

demo: venv ## Lleva un POA y un padrón por toda la ruta y abre http://127.0.0.1:8000 (SERVE=0: termina en los documentos)
	@env -u DATABASE_URL -u REDIS_URL -u RUTA_ENV RUTA_DEMO=1 RUTA_LOG_LEVEL=WARNING RUTA_INSTANCE="$(or $(RUTA_INSTANCE),instance/demo)" $(RUN) -m flask --app wsgi demo $(if $(filter 0,$(SERVE)),--sin-servir,)

test: venv-dev ## Corre todo lo que esta máquina puede; al final dice qué no pudo (REQUIRE=postgres,redis,browser lo exige)
	@$(RUN) -m pytest -q -n 3 --dist loadgroup --no-loadscope-reorder

fast: venv-dev ## Lo rápido: reglas, arquitectura y estilo, en menos de un minuto
	@$(BIN)/ruff check -q . && $(BIN)/ruff format -q --check . && $(BIN)/lint-imports --no-cache >/dev/null
	@$(RUN) -m pytest -q -n 2 tests/rules tests/architecture -m "not lenta"

lint: venv-dev ## Estilo y leyes de importación
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports --no-cache

types: venv-dev ## Tipos estrictos en los archivos de reglas
	@$(RUN) tools/strict_types.py

bench: venv-dev ## Mediciones, en razones contra los límites medidos en la misma corrida
	@$(RUN) -m bench

venv: $(VENV)/.prod ## Prepara el entorno de ejecución
venv-dev: $(VENV)/.dev ## Prepara el entorno de pruebas

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Ruta necesita Python 3.11 o posterior."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.prod: $(VENV)/bin/python requirements.txt
	@echo "Instalando lo necesario (una sola vez)…"
	@$(RUN) tools/install.py requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.prod requirements/dev.txt
	@$(RUN) tools/install.py requirements.txt requirements/dev.txt
	@touch $@

requirements: venv-dev ## Vuelve a fijar las versiones con sus huellas
	@$(RUN) -m uv pip compile -q --generate-hashes --python-version 3.11 --custom-compile-command "make requirements" requirements/prod.in -o requirements.txt
	@$(RUN) -m uv pip compile -q --generate-hashes --python-version 3.11 --custom-compile-command "make requirements" requirements/dev.in -o requirements/dev.txt

vendor: venv-dev ## Vuelve a traer los archivos de interfaz de terceros y comprueba sus huellas
	@$(RUN) tools/vendor.py

clean: ## Borra el entorno y los datos de la demostración
	@rm -rf $(VENV) instance
