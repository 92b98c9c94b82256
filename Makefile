# Two commands matter: `make run` and `make test`. Both set up what they need in .venv first.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

HAVE   := $(BIN)/python .ci/installed

WINDOW_PACKAGES := libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 \
	libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 \
	fonts-noto-cjk graphviz
TEST_PACKAGES   := xvfb xauth openbox xdotool

EXAMPLE  := examples/yolov5s.yaml
EXAMPLES := $(EXAMPLE) examples/yolov5s-cbam.yaml \
	examples/yolov5-efficientnetv2.as-published.yaml
PICTURE  := build/window.png

.PHONY: run test checks messages bench clean
.NOTPARALLEL:

## Open the desktop app on some examples. Without a screen: a table and a picture instead.
run: $(VENV)/run.stamp
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(BIN)/python main.py $(EXAMPLES); \
	else \
		echo "No screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window opens."; \
		echo "The layer table of $(EXAMPLE) instead:"; echo; \
		$(BIN)/python -m builder show $(EXAMPLE) && mkdir -p $(dir $(PICTURE)) && \
		QT_QPA_PLATFORM=offscreen $(BIN)/python -m builder.gui.picture $(EXAMPLE) -o $(PICTURE) && \
		echo && echo "A picture of the window is in $(PICTURE)."; \
	fi

## Run every check. The last line is the tests' own summary.
test: checks
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 -q

checks: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

## Put the translators' files into the one that the program reads.
messages: $(VENV)/test.stamp
	$(BIN)/python resources/messages/compile.py

## Print how fast everything is on this machine.
bench: $(VENV)/test.stamp
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# A machine without Python gets Debian's; a half-made .venv is made again.
$(VENV)/made.stamp:
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/system-packages python3 python3-venv
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "$(PYTHON) is too old:")' || \
		{ echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV); the first time takes some minutes."
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@touch $@

# A set-up that fails is forgiven when everything is there already: the network may be away.
$(VENV)/run.stamp: $(VENV)/made.stamp pyproject.toml
	@.ci/system-packages $(WINDOW_PACKAGES)
	@[ -f $(VENV)/test.stamp ] || $(PIP) install --editable . || \
		$(HAVE) PySide6 yaml numpy graphviz resvg_py builder
	@touch $@

# torch goes in first and alone, so that nothing else chooses another one; yolov5 and ultralytics
# carry the stock configs that the tests read, and timm and torchvision the models whose facts the
# tests measure; their own long lists of dependencies stay out.
$(VENV)/test.stamp: $(VENV)/made.stamp pyproject.toml
	@.ci/system-packages $(WINDOW_PACKAGES) $(TEST_PACKAGES)
	@{ $(PIP) install torch==2.13.0 && $(PIP) install --editable '.[torch,dev]' && \
		$(PIP) install --no-deps yolov5==7.0.14 ultralytics==8.4.190 \
			timm==1.0.9 torchvision==0.28.0 pillow; } || \
		$(HAVE) torch torchview pytest pytestqt xdist hypothesis mypy builder
	@touch $@ $(VENV)/run.stamp
