// Saving by itself: a batch at a time, again when the network comes back, and both values when two people typed.
import { ESPERA, REINTENTO, S, box, el, find, fresh, remember, say, status } from "./estado.js";
import { repaint, rowName } from "./pintar.js";

export function later() { clearTimeout(S.timer); S.timer = setTimeout(send, ESPERA); }
export function send() {
  if (S.sending && !S.offline) return;
  if (!S.sending) {
    if (!S.pending.length) { status(); return; }
    S.sending = S.pending; S.pending = []; S.batch = fresh() + Math.random().toString(36).slice(2);
    remember();
  }
  status();
  fetch(box.dataset.guardar, {
    method: "POST", credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": box.dataset.csrf, "Accept": "application/json" },
    body: JSON.stringify({ cambios: S.sending, claves: S.claves, llave: S.batch })
  }).then(function (response) {
    S.offline = false;
    if (/json/.test(response.headers.get("Content-Type") || "")) return response.json();
    throw new Error(response.status >= 500 ? "servidor" : "permiso");
  }).then(function (answer) {
    if (answer.motivos) { S.pending = S.sending.concat(S.pending); S.sending = null; remember(); say(answer.motivos.join(" ")); return; }
    var done = S.sending;
    S.sending = null; S.batch = null;
    if (answer.repetida) { remember(); reload(); return; }
    take(answer, done);
    remember(); repaint();
    if (S.pending.length) later();
  }).catch(function (error) {
    if (error.message === "permiso") {
      S.pending = (S.sending || []).concat(S.pending); S.sending = null; remember();
      say("No se pudo guardar: la sesión venció o el POA ya no se captura. Lo pendiente sigue en este equipo; vuelva a entrar.");
      return;
    }
    S.offline = true;
    status(); repaint();
    clearTimeout(S.timer);
    S.timer = setTimeout(send, REINTENTO);
  });
}
function take(answer, done) {
  answer.errores.forEach(function (e) {
    var op = done.filter(function (o) { return o.hacer === "celda" && o.fila === e.fila && o.campo === e.campo; }).pop();
    S.badTexts[e.fila + "\n" + e.campo] = { texto: e.texto, antes: op ? op.antes : "", valor: op ? op.valor : "" };
  });
  S.conflicts = S.conflicts.concat(answer.conflictos);
  note(answer.problemas);
  S.sumas = answer.sumas || S.sumas;
  S.claves = {};
  var mine = {};
  S.pending.forEach(function (op) { if (op.hacer === "celda") mine[op.fila + "\n" + op.campo] = op; });
  answer.filas.forEach(function (row) { S.claves[row._fila] = row._clave; });
  var moved = S.pending.some(function (op) { return op.hacer !== "celda"; });
  var rows = answer.filas.map(function (row) { return keepMine(row, mine); });
  var ids = S.table.getData().map(function (r) { return r._fila; });
  if (moved || String(ids) === String(rows.map(function (r) { return r._fila; }))) {
    rows.forEach(function (row) { var old = S.table.getRow(row._fila); if (old && differs(old.getData(), row)) old.update(row); });
  } else { S.table.replaceData(rows).then(repaint); }
  drawConflicts();
}
function differs(a, b) { return Object.keys(b).some(function (k) { return (a[k] || "") !== (b[k] || ""); }); }
function keepMine(row, mine) {
  S.columns.forEach(function (c) {
    var key = row._fila + "\n" + c.campo;
    if (mine[key]) { mine[key].antes = row[c.campo] === mine[key].valor ? mine[key].antes : row[c.campo]; row[c.campo] = mine[key].valor; }
    else if (S.badTexts[key]) row[c.campo] = S.badTexts[key].valor;
    S.conflicts.forEach(function (k) { if (k.fila === row._fila && k.campo === c.campo) row[c.campo] = k.suyo; });
  });
  return row;
}
export function note(list) {
  S.problems = {};
  list.forEach(function (p) { var key = p.fila + "\n" + (p.campo || S.columns[0].campo); (S.problems[key] = S.problems[key] || []).push(p); });
}
function drawConflicts() {
  var place = find("[data-conflictos]");
  place.textContent = "";
  S.conflicts.forEach(function (c) {
    var row = S.table.getRow(c.fila), card = el("div", "", "hoja-conflicto-caja");
    card.setAttribute("role", "group");
    card.appendChild(el("p", (row ? rowName(row.getData()) + ", " : "") + S.byName[c.campo].titulo + ". " + (c.texto || "Otra persona la cambió al mismo tiempo.")));
    card.appendChild(el("p", "Guardado: " + (c.guardado || "vacía") + ". Suyo: " + (c.suyo || "vacía") + "."));
    function button(text, keep) {
      var b = el("button", text, "boton boton--chico");
      b.type = "button";
      b.addEventListener("click", function () {
        S.conflicts.splice(S.conflicts.indexOf(c), 1);
        if (row && keep) S.pending.push({ hacer: "celda", fila: c.fila, campo: c.campo, antes: c.guardado, valor: c.suyo });
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
export function read() { return fetch(box.dataset.datos, { credentials: "same-origin" }).then(function (r) { if (!r.ok) throw new Error("datos"); return r.json(); }); }
function reload() {
  read().then(function (data) {
    var known = {};
    Object.keys(S.claves).forEach(function (id) { known[S.claves[id]] = id; });
    data.filas.forEach(function (row) { row._fila = known[row._clave] || row._clave; });
    data.problemas.forEach(function (p) { p.fila = known[p.fila] || p.fila; });
    take({ filas: data.filas, errores: [], conflictos: [], problemas: data.problemas, sumas: data.sumas }, []);
    repaint();
    if (S.pending.length) later();
  }).catch(function () { say("No se pudo leer la tabla. Recargue la página."); });
}
