// What a year comes to, spread over the months of the chosen row: the server does the sum, the months are typed here,
// so that they can be undone, corrected and kept without network like any other.
import { put, together } from "./cambios.js";
import { S, box, el, find } from "./estado.js";
import { active, rowName } from "./pintar.js";

export function offer() {
  var form = find("[data-repartir]");
  form.addEventListener("toggle", choices);
  find("[data-repartir-ya]").addEventListener("click", spread);
  find("[name=reparto_anual]").addEventListener("keydown", function (event) {
    if (event.key === "Enter") { event.preventDefault(); spread(); }
  });
}
function choices() {
  var list = find("[name=reparto_como]"), before = list.value;
  list.textContent = "";
  [["", "Elija…"]].concat(S.table.getData().map(function (row) { return [S.claves[row._fila] || "", rowName(row)]; })).forEach(function (pair, i) {
    if (i && !pair[0]) return;
    var option = el("option", pair[1]);
    option.value = pair[0];
    list.appendChild(option);
  });
  list.value = before;
}
function spread() {
  var now = active(), told = find("[data-repartir-dicho]");
  if (!now) { told.textContent = "Elija primero una celda de la fila."; return; }
  var row = now.row, query = new URLSearchParams({
    anual: find("[name=reparto_anual]").value, modo: find("[name=reparto_modo]").value,
    como: find("[name=reparto_como]").value, tipo: row.getData().tipo_meta || ""
  });
  told.textContent = "";
  fetch(box.dataset.repartir + "?" + query, { credentials: "same-origin", headers: { Accept: "application/json" } })
    .then(function (response) { return response.json(); })
    .then(function (answer) {
      if (answer.motivo) { told.textContent = answer.motivo; return; }
      together(function () { answer.meses.forEach(function (text, i) { put(row, "mes_" + (i + 1), text); }); });
      told.textContent = rowName(row.getData()) + ": se repartió en los doce meses. Puede corregirlos o deshacer.";
    })
    .catch(function () { told.textContent = "No se pudo repartir: revise su conexión e inténtelo de nuevo."; });
}
