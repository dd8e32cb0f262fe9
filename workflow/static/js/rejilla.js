// The grid of activities and of budget. What is typed is kept in this browser until the server has it; the server
// reads, adds up and checks. Tabulator draws, moves and selects; copying, pasting and undoing are of this file.
(function () {
  "use strict";
  var box = document.getElementById("hoja");
  if (!box || !window.Tabulador || !window.fetch) return;
  var T = window.Tabulador;
  T.Tabulator.registerModule([T.EditModule, T.FormatModule, T.FrozenColumnsModule, T.InteractionModule,
    T.KeybindingsModule, T.ResizeColumnsModule, T.SelectRangeModule]);
  var ALMACEN = "ruta:hoja:" + box.dataset.quien + ":" + box.dataset.guardar;
  var ESPERA = 900, REINTENTO = 4000;
  var columns = [], byName = {}, table, problems = {}, conflicts = [], badTexts = {};
  var pending = [], sending = null, batch = null, timer = null, undo = [], step = null, offline = false, claves = {}, nuevo = 0;

  function find(selector) { return box.querySelector(selector); }
  function el(tag, text, cls) {
    var made = document.createElement(tag);
    if (text) made.textContent = text;
    if (cls) made.className = cls;
    return made;
  }
  function say(text) { var p = find("[data-estado]"); if (p.textContent !== text) p.textContent = text; }
  function remember() {
    var ops = (sending || []).concat(pending);
    try {
      if (ops.length) localStorage.setItem(ALMACEN, JSON.stringify({ sending: sending, batch: batch, pending: pending, claves: claves }));
      else localStorage.removeItem(ALMACEN);
    } catch (error) { say("Este equipo no deja guardar lo pendiente: no cierre la página."); }
  }
  function status() {
    var count = pending.length + (sending ? sending.length : 0);
    var many = count + (count === 1 ? " cambio" : " cambios");
    if (offline) say("Sin conexión: " + many + " en este equipo. Se enviarán al volver la red.");
    else if (conflicts.length) say("Otra persona cambió " + conflicts.length + (conflicts.length === 1 ? " celda" : " celdas") + " al mismo tiempo. Elija qué valor queda.");
    else if (count) say("Guardando " + many + "…");
    else if (Object.keys(badTexts).length) say("Guardado, menos lo que está marcado por corregir.");
    else say("Todo está guardado.");
  }

  // --- Drawing
  function cellClass(data, name) {
    var key = data._fila + "\n" + name, found = problems[key];
    if (conflicts.some(function (c) { return c.fila === data._fila && c.campo === name; })) return "hoja-conflicto";
    if (badTexts[key] || (found && found.some(function (p) { return p.severidad === "error"; }))) return "hoja-mal";
    if (found) return "hoja-aviso";
    if (pending.concat(sending || []).some(function (op) { return op.hacer === "celda" && op.fila === data._fila && op.campo === name; })) return "hoja-pendiente";
    return "";
  }
  function told(data, name) {
    var key = data._fila + "\n" + name, list = (problems[key] || []).map(function (p) { return p.texto; });
    return badTexts[key] ? [badTexts[key].texto].concat(list) : list;
  }
  function paint(cell) {
    var node = cell.getElement(), data = cell.getData(), name = cell.getField();
    ["hoja-conflicto", "hoja-mal", "hoja-aviso", "hoja-pendiente"].forEach(function (c) { node.classList.remove(c); });
    var cls = cellClass(data, name);
    if (cls) node.classList.add(cls);
    if (cls === "hoja-mal" || cls === "hoja-conflicto") node.setAttribute("aria-invalid", "true"); else node.removeAttribute("aria-invalid");
    node.title = told(data, name).join(" ");
  }
  function formatter(cell) {
    paint(cell);
    return document.createTextNode(cell.getValue() || "");
  }
  function repaint() {
    table.getRows("visible").forEach(function (row) { row.getCells().forEach(function (c) { if (c.getField() in byName) paint(c); }); });
    var list = find("[data-por-corregir] ul"), part = find("[data-por-corregir]");
    list.textContent = "";
    table.getRows().forEach(function (row) {
      var data = row.getData();
      columns.forEach(function (column) {
        told(data, column.campo).forEach(function (text) {
          if (list.childNodes.length >= 60) return;
          var item = el("li"), go = el("button", (rowName(data) + ", " + column.titulo), "boton boton--chico boton--texto");
          go.type = "button";
          go.addEventListener("click", function () { select(row, column.campo); });
          item.appendChild(go);
          item.appendChild(document.createTextNode(" " + text));
          list.appendChild(item);
        });
      });
    });
    part.hidden = !list.childNodes.length;
    status();
    tellCell();
  }
  function rowName(data) { return data.clave || data.partida || "Fila sin clave"; }
  function active() {
    var range = table.getRanges()[0];
    var rows = range && range.getRows();
    if (!rows || !rows.length) return null;
    var cells = range.getStructuredCells();
    return cells.length && cells[0].length ? { range: range, cells: cells, cell: cells[0][0], row: rows[0] } : null;
  }
  function tellCell() {
    var now = active();
    if (!now || !byName[now.cell.getField()]) return;
    var data = now.row.getData(), name = now.cell.getField();
    find("[data-celda]").textContent = [rowName(data) + ", " + byName[name].titulo + ": " + (data[name] || "vacía") + "."].concat(told(data, name)).join(" ");
  }
  function select(row, name) {
    row.getTable().scrollToRow(row, "nearest", false).catch(function () {}).then(function () {
      var cell = row.getCell(name), range = table.getRanges()[0];
      if (range) range.setBounds(cell, cell); else table.addRange(cell, cell);
      table.element.querySelector(".tabulator-tableholder").focus();
      cell.getElement().scrollIntoView({ block: "nearest", inline: "nearest" });
      tellCell();
    });
  }

  // --- Changing: each step can be undone whole
  function together(doing) {
    if (step) { doing(); return; }
    step = [];
    doing();
    if (step.length) undo.push(step);
    step = null;
    remember(); repaint(); later();
  }
  function put(row, name, value) {
    var column = byName[name], data = row.getData(), before = data[name] || "";
    value = String(value == null ? "" : value).trim();
    if (!column || column.calculada || value === before) return;
    var key = data._fila + "\n" + name, base = badTexts[key] ? badTexts[key].antes : before;
    delete badTexts[key];
    conflicts = conflicts.filter(function (c) { return !(c.fila === data._fila && c.campo === name); });
    var same = pending.filter(function (op) { return op.hacer === "celda" && op.fila === data._fila && op.campo === name; })[0];
    if (same) same.valor = value;
    else pending.push({ hacer: "celda", fila: data._fila, campo: name, antes: base, valor: value });
    var change = {};
    change[name] = value;
    row.update(change);
    step.push({ que: "celda", fila: data._fila, campo: name, antes: before });
  }
  function fresh() { nuevo += 1; return "n" + Date.now().toString(36) + nuevo; }
  function nextKey() {
    var last = 0;
    table.getData().forEach(function (r) { var m = /^A(\d+)$/.exec(r.clave || ""); if (m) last = Math.max(last, +m[1]); });
    return "A" + String(last + 1).padStart(2, "0");
  }
  function add(after, above) {
    var data = { _fila: fresh() }, rows = table.getRows(), place = above ? above.getPosition() - 1 : (after ? after.getPosition() : rows.length);
    var previous = place > 0 ? rows[place - 1].getData()._fila : null;
    pending.push({ hacer: "agregar", fila: data._fila, despues: previous });
    step.push({ que: "agregar", fila: data._fila });
    var made = place < rows.length ? table.addRow(data, true, rows[place]) : table.addRow(data, false);
    return made.then(function (row) {
      if ("clave" in byName) together(function () { put(row, "clave", nextKey()); });
      return row;
    });
  }
  function remove(row) {
    var data = row.getData(), rows = table.getRows(), place = row.getPosition() - 1;
    pending.push({ hacer: "quitar", fila: data._fila, antes: Object.assign({}, data) });
    step.push({ que: "quitar", datos: Object.assign({}, data), despues: place > 0 ? rows[place - 1].getData()._fila : null });
    row.delete();
  }
  function move(row, by) {
    var rows = table.getRows(), place = row.getPosition() - 1, to = place + by;
    if (to < 0 || to >= rows.length) return;
    var order = table.getData(), data = order.splice(place, 1)[0];
    order.splice(to, 0, data);
    pending.push({ hacer: "mover", fila: data._fila, despues: to > 0 ? order[to - 1]._fila : null });
    step.push({ que: "mover", fila: data._fila, by: -by });
    table.replaceData(order).then(function () { select(table.getRow(data._fila), columns[0].campo); });
  }
  function takeBack() {
    var last = undo.pop();
    if (!last) return;
    step = [];
    last.reverse().forEach(function (done) {
      var row = table.getRow(done.fila);
      if (done.que === "celda" && row) put(row, done.campo, done.antes);
      else if (done.que === "agregar" && row) remove(row);
      else if (done.que === "mover" && row) move(row, done.by);
      else if (done.que === "quitar") {
        var rows = table.getRows(), after = done.despues === null ? null : table.getRow(done.despues), data = { _fila: fresh() };
        pending.push({ hacer: "agregar", fila: data._fila, despues: after ? done.despues : null });
        (after ? table.addRow(data, false, after) : table.addRow(data, true, rows[0])).then(function (back) {
          step = [];
          columns.forEach(function (c) { if (!c.calculada) put(back, c.campo, done.datos[c.campo]); });
          step = null;
          remember(); repaint(); later();
        });
      }
    });
    step = null;
    remember(); repaint(); later();
  }

  // --- Clipboard and filling
  function parse(text) {
    var rows = [[""]], quoted = false, i, ch, row, start = true;
    text = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (i = 0; i < text.length; i += 1) {
      ch = text[i]; row = rows[rows.length - 1];
      if (quoted) {
        if (ch === "\"" && text[i + 1] === "\"") { row[row.length - 1] += "\""; i += 1; }
        else if (ch === "\"") quoted = false;
        else row[row.length - 1] += ch;
      } else if (ch === "\"" && start) quoted = true;
      else if (ch === "\t") { row.push(""); start = true; continue; }
      else if (ch === "\n") { rows.push([""]); start = true; continue; }
      else row[row.length - 1] += ch;
      start = false;
    }
    return rows;
  }
  function block() { var now = active(); return now ? now.cells : []; }
  function paste(text) {
    var now = active(), data = parse(text);
    if (!now) return;
    var names = columns.map(function (c) { return c.campo; }), first = names.indexOf(now.cell.getField());
    var top = now.row.getPosition() - 1, one = data.length === 1 && data[0].length === 1, missing = top + data.length - table.getRows().length;
    if (one) { together(function () { block().forEach(function (line) { line.forEach(function (c) { put(c.getRow(), c.getField(), data[0][0]); }); }); }); return; }
    var mine = step = [];
    var grown = Promise.resolve();
    for (; missing > 0; missing -= 1) grown = grown.then(function () { step = mine; return add(null, null); });
    grown.then(function () {
      step = mine;
      var rows = table.getRows();
      data.forEach(function (line, i) { line.forEach(function (value, j) { if (names[first + j]) put(rows[top + i], names[first + j], value); }); });
      step = null;
      if (mine.length) undo.push(mine);
      remember(); repaint(); later();
    });
  }
  function copyText() {
    return block().map(function (line) {
      return line.map(function (c) { var v = c.getValue() || ""; return /[\t\n"]/.test(v) ? "\"" + v.replace(/"/g, "\"\"") + "\"" : v; }).join("\t");
    }).join("\n");
  }
  function fill(down) {
    var cells = block();
    together(function () {
      cells.forEach(function (line, i) { line.forEach(function (cell, j) {
        var from = down ? cells[0][j] : line[0];
        if (from !== cell) put(cell.getRow(), cell.getField(), from.getValue());
      }); });
    });
  }

  // --- Saving
  function later() { clearTimeout(timer); timer = setTimeout(send, ESPERA); }
  function send() {
    if (sending && !offline) return;
    if (!sending) {
      if (!pending.length) { status(); return; }
      sending = pending; pending = []; batch = fresh() + Math.random().toString(36).slice(2);
      remember();
    }
    status();
    fetch(box.dataset.guardar, {
      method: "POST", credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": box.dataset.csrf, "Accept": "application/json" },
      body: JSON.stringify({ cambios: sending, claves: claves, llave: batch })
    }).then(function (response) {
      offline = false;
      if (/json/.test(response.headers.get("Content-Type") || "")) return response.json();
      throw new Error(response.status >= 500 ? "servidor" : "permiso");
    }).then(function (answer) {
      if (answer.motivos) { pending = sending.concat(pending); sending = null; remember(); say(answer.motivos.join(" ")); return; }
      var done = sending;
      sending = null; batch = null;
      if (answer.repetida) { remember(); reload(); return; }
      take(answer, done);
      remember(); repaint();
      if (pending.length) later();
    }).catch(function (error) {
      if (error.message === "permiso") {
        pending = (sending || []).concat(pending); sending = null; remember();
        say("No se pudo guardar: la sesión venció o el POA ya no se captura. Lo pendiente sigue en este equipo; vuelva a entrar.");
        return;
      }
      offline = true;
      status(); repaint();
      clearTimeout(timer);
      timer = setTimeout(send, REINTENTO);
    });
  }
  function take(answer, done) {
    answer.errores.forEach(function (e) {
      var op = done.filter(function (o) { return o.hacer === "celda" && o.fila === e.fila && o.campo === e.campo; }).pop();
      badTexts[e.fila + "\n" + e.campo] = { texto: e.texto, antes: op ? op.antes : "", valor: op ? op.valor : "" };
    });
    conflicts = conflicts.concat(answer.conflictos);
    note(answer.problemas);
    claves = {};
    var mine = {};
    pending.forEach(function (op) { if (op.hacer === "celda") mine[op.fila + "\n" + op.campo] = op; });
    answer.filas.forEach(function (row) { claves[row._fila] = row._clave; });
    var moved = pending.some(function (op) { return op.hacer !== "celda"; });
    var rows = answer.filas.map(function (row) { return keepMine(row, mine); });
    var ids = table.getData().map(function (r) { return r._fila; });
    if (moved || String(ids) === String(rows.map(function (r) { return r._fila; }))) {
      rows.forEach(function (row) { var old = table.getRow(row._fila); if (old && differs(old.getData(), row)) old.update(row); });
    } else { table.replaceData(rows).then(repaint); }
    drawConflicts();
  }
  function differs(a, b) { return Object.keys(b).some(function (k) { return (a[k] || "") !== (b[k] || ""); }); }
  function keepMine(row, mine) {
    columns.forEach(function (c) {
      var key = row._fila + "\n" + c.campo;
      if (mine[key]) { mine[key].antes = row[c.campo] === mine[key].valor ? mine[key].antes : row[c.campo]; row[c.campo] = mine[key].valor; }
      else if (badTexts[key]) row[c.campo] = badTexts[key].valor;
      conflicts.forEach(function (k) { if (k.fila === row._fila && k.campo === c.campo) row[c.campo] = k.suyo; });
    });
    return row;
  }
  function note(list) {
    problems = {};
    list.forEach(function (p) { var key = p.fila + "\n" + (p.campo || columns[0].campo); (problems[key] = problems[key] || []).push(p); });
  }
  function drawConflicts() {
    var place = find("[data-conflictos]");
    place.textContent = "";
    conflicts.forEach(function (c) {
      var row = table.getRow(c.fila), card = el("div", "", "hoja-conflicto-caja");
      card.setAttribute("role", "group");
      card.appendChild(el("p", (row ? rowName(row.getData()) + ", " : "") + byName[c.campo].titulo + ". " + (c.texto || "Otra persona la cambió al mismo tiempo.")));
      card.appendChild(el("p", "Guardado: " + (c.guardado || "vacía") + ". Suyo: " + (c.suyo || "vacía") + "."));
      function button(text, keep) {
        var b = el("button", text, "boton boton--chico");
        b.type = "button";
        b.addEventListener("click", function () {
          conflicts.splice(conflicts.indexOf(c), 1);
          if (row && keep) pending.push({ hacer: "celda", fila: c.fila, campo: c.campo, antes: c.guardado, valor: c.suyo });
          else if (row) { var back = {}; back[c.campo] = c.guardado; row.update(back); }
          drawConflicts(); remember(); repaint(); later();
        });
        card.appendChild(b);
      }
      if (row && !c.texto) button("Dejar el mío", true);
      button(row ? "Usar el guardado" : "Entendido", false);
      place.appendChild(card);
    });
  }

  // --- Opening
  function read() { return fetch(box.dataset.datos, { credentials: "same-origin" }).then(function (r) { if (!r.ok) throw new Error("datos"); return r.json(); }); }
  function reload() {
    read().then(function (data) {
      var known = {};
      Object.keys(claves).forEach(function (id) { known[claves[id]] = id; });
      data.filas.forEach(function (row) { row._fila = known[row._clave] || row._clave; });
      data.problemas.forEach(function (p) { p.fila = known[p.fila] || p.fila; });
      take({ filas: data.filas, errores: [], conflictos: [], problemas: data.problemas }, []);
      repaint();
      if (pending.length) later();
    }).catch(function () { say("No se pudo leer la tabla. Recargue la página."); });
  }
  function editor(cell, onRendered, success, cancel) {
    var column = byName[cell.getField()], input, value = cell.getValue() || "";
    if (column.opciones) {
      input = document.createElement("select");
      var known = column.opciones.some(function (o) { return o[0] === value; });
      [["", "—"]].concat(known || !value ? [] : [[value, value]], column.opciones).forEach(function (o) {
        var option = el("option", o[1]); option.value = o[0]; input.appendChild(option);
      });
    } else { input = document.createElement("input"); input.type = "text"; if (column.numero) input.inputMode = "decimal"; input.autocomplete = "off"; }
    input.setAttribute("aria-label", rowName(cell.getData()) + ", " + column.titulo);
    input.value = editor.first !== null ? editor.first : value;
    editor.first = null;
    var ended = false;
    function end(keep, dx, dy) {
      if (ended) return;
      ended = true;
      var typed = input.value, row = cell.getRow();
      cancel();
      if (keep) together(function () { put(row, column.campo, typed); });
      if (dx || dy) step_to(row, column.campo, dx, dy); else table.element.querySelector(".tabulator-tableholder").focus();
    }
    input.addEventListener("blur", function () { end(true, 0, 0); });
    input.addEventListener("keydown", function (event) {
      event.stopPropagation();
      if (event.key === "Enter") { event.preventDefault(); end(true, 0, event.shiftKey ? -1 : 1); }
      else if (event.key === "Tab") { event.preventDefault(); end(true, event.shiftKey ? -1 : 1, 0); }
      else if (event.key === "Escape") { event.preventDefault(); end(false, 0, 0); }
    });
    onRendered(function () { input.focus(); if (input.select && !column.opciones) input.setSelectionRange(input.value.length, input.value.length); });
    return input;
  }
  editor.first = null;
  function step_to(row, name, dx, dy) {
    var rows = table.getRows(), names = columns.map(function (c) { return c.campo; });
    var y = Math.max(0, Math.min(rows.length - 1, row.getPosition() - 1 + dy)), x = Math.max(0, Math.min(names.length - 1, names.indexOf(name) + dx));
    select(rows[y], names[x]);
  }
  function open(first) {
    var now = active();
    if (!now || byName[now.cell.getField()].calculada) return;
    editor.first = first;
    now.cell.edit(true);
  }
  function keys(event) {
    if (/^(INPUT|SELECT)$/.test(event.target.tagName)) return;
    var ctrl = event.ctrlKey || event.metaKey, k = event.key.toLowerCase();
    if (ctrl && k === "z") takeBack();
    else if (ctrl && k === "r") fill(false);
    else if (ctrl && k === "d") fill(true);
    else if (k === "delete" || k === "backspace") { var cells = block(); together(function () { cells.forEach(function (l) { l.forEach(function (c) { put(c.getRow(), c.getField(), ""); }); }); }); }
    else if (k === "f2" || (k === "enter" && !ctrl)) open(null);
    else if (!ctrl && !event.altKey && event.key.length === 1) open(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  var ACTS = {
    agregar: function () { together(function () { var now = active(); add(now ? now.row : null, null).then(function (row) { select(row, columns[0].campo); }); }); },
    insertar: function () { together(function () { var now = active(); add(null, now ? now.row : null).then(function (row) { select(row, columns[0].campo); }); }); },
    quitar: function () { var now = active(); if (now) together(function () { remove(now.row); }); },
    subir: function () { var now = active(); if (now) together(function () { move(now.row, -1); }); },
    bajar: function () { var now = active(); if (now) together(function () { move(now.row, 1); }); },
    rellenar: function () { fill(false); },
    deshacer: takeBack
  };
  function width(c) { return c.campo === "descripcion" || c.campo === "concepto" ? 280 : c.numero ? (box.dataset.seccion === "presupuesto" ? 110 : 84) : 120; }
  function start(data) {
    columns = data.columnas;
    columns.forEach(function (c) { byName[c.campo] = c; });
    data.filas.forEach(function (row) { row._fila = row._clave; claves[row._fila] = row._clave; });
    var left = null;
    try { left = JSON.parse(localStorage.getItem(ALMACEN) || "null"); } catch (error) { left = null; }
    if (left) rename(data, left);
    box.hidden = false;
    table = new T.Tabulator(find("[data-tabla]"), {
      data: data.filas, index: "_fila", height: "65vh", layout: "fitData", selectableRange: 1, editTriggerEvent: "dblclick",
      placeholder: "Aún no hay filas: agregue la primera.", columnDefaults: { resizable: "header" },
      columns: columns.map(function (c) {
        return { title: c.titulo, field: c.campo, width: width(c), formatter: formatter, editor: c.calculada ? false : editor,
          cssClass: [c.numero && "hoja-numero", c.calculada && "hoja-calculada"].filter(Boolean).join(" "), frozen: c === columns[0] };
      })
    });
    table.on("tableBuilt", function () {
      table.element.setAttribute("aria-label", box.dataset.nombre);
      // What holds the rows is scrolled and focused, but says nothing of its own: a grid has only groups of rows inside.
      table.element.removeAttribute("aria-owns");
      [[".tabulator-tableholder", ".tabulator-table"], [".tabulator-header", ".tabulator-header-contents"]].forEach(function (pair) {
        table.element.querySelector(pair[0]).setAttribute("role", "rowgroup");
        table.element.querySelector(pair[1]).setAttribute("role", "none");
      });
      table.element.querySelector(".tabulator-tableholder").setAttribute("aria-label", box.dataset.nombre + ": celdas");
      note(data.problemas);
      if (left) restore(left);
      repaint();
      table.on("rangeChanged", tellCell);
      if (pending.length || sending) send();
    });
    var frame = find("[data-tabla]");
    frame.addEventListener("keydown", keys, true);
    document.addEventListener("copy", function (e) { if (inside(e)) { e.clipboardData.setData("text/plain", copyText()); e.preventDefault(); } });
    document.addEventListener("paste", function (e) { if (inside(e)) { paste(e.clipboardData.getData("text/plain")); e.preventDefault(); } });
    function inside(e) { var at = document.activeElement; return frame.contains(at) && !/^(INPUT|SELECT)$/.test(at.tagName); }
    box.querySelectorAll("[data-hacer]").forEach(function (b) { b.addEventListener("click", function () { ACTS[b.dataset.hacer](); }); });
    window.addEventListener("online", function () { if (offline) send(); });
    window.addEventListener("beforeunload", function (e) { if (pending.length || sending) { remember(); e.preventDefault(); } });
  }
  // What was left unsent another day: the rows take back the names they had.
  function rename(data, left) {
    var known = {};
    Object.keys(left.claves || {}).forEach(function (id) { known[left.claves[id]] = id; });
    claves = {};
    data.filas.forEach(function (row) { row._fila = known[row._clave] || row._clave; claves[row._fila] = row._clave; });
    data.problemas.forEach(function (p) { p.fila = known[p.fila] || p.fila; });
  }
  function restore(left) {
    sending = left.sending; batch = left.batch; pending = left.pending || [];
    offline = !!sending;
    (sending || []).concat(pending).forEach(function (op) {
      var row = table.getRow(op.fila);
      if (op.hacer === "celda" && row) { var change = {}; change[op.campo] = op.valor; row.update(change); }
      else if (op.hacer === "agregar" && !row) table.addRow({ _fila: op.fila }, false);
      else if (op.hacer === "quitar" && row) row.delete();
    });
  }
  read().then(start).catch(function () { box.hidden = false; say("No se pudo abrir la tabla. Recargue la página o capture fila por fila."); });
})();
