// What the grid knows: its columns, what is typed and not saved yet, what is wrong. What is typed is kept in this
// browser, under who typed it, until the server has it.
export const box = document.getElementById("hoja");
export const T = window.Tabulador;
export const ESPERA = 900, REINTENTO = 4000;
const ALMACEN = box && "ruta:hoja:" + box.dataset.quien + ":" + box.dataset.guardar;
export const S = {
  columns: [], byName: {}, table: null, problems: {}, conflicts: [], badTexts: {}, sumas: [],
  pending: [], sending: null, batch: null, timer: null, undo: [], step: null, offline: false, claves: {}
};
let nuevo = 0;
export function fresh() { nuevo += 1; return "n" + Date.now().toString(36) + nuevo; }
export function leftUnsent() {
  try { return JSON.parse(localStorage.getItem(ALMACEN) || "null"); } catch (error) { return null; }
}

export function find(selector) { return box.querySelector(selector); }
export function el(tag, text, cls) {
  var made = document.createElement(tag);
  if (text) made.textContent = text;
  if (cls) made.className = cls;
  return made;
}
export function say(text) { var p = find("[data-estado]"); if (p.textContent !== text) p.textContent = text; }
export function remember() {
  var ops = (S.sending || []).concat(S.pending);
  try {
    if (ops.length) localStorage.setItem(ALMACEN, JSON.stringify({ sending: S.sending, batch: S.batch, pending: S.pending, claves: S.claves }));
    else localStorage.removeItem(ALMACEN);
  } catch (error) { say("Este equipo no deja guardar lo pendiente: no cierre la página."); }
}
export function status() {
  var count = S.pending.length + (S.sending ? S.sending.length : 0);
  var many = count + (count === 1 ? " cambio" : " cambios");
  if (S.offline) say("Sin conexión: " + many + " en este equipo. Se enviarán al volver la red.");
  else if (S.conflicts.length) say("Otra persona cambió " + S.conflicts.length + (S.conflicts.length === 1 ? " celda" : " celdas") + " al mismo tiempo. Elija qué valor queda.");
  else if (count) say("Guardando " + many + "…");
  else if (Object.keys(S.badTexts).length) say("Guardado, menos lo que está marcado por corregir.");
  else say("Todo está guardado.");
}
