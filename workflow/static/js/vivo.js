// The session as it goes: asks whether it changed (or listens, where the server offers it) and renews what is shown.
// Without this file the pages work the same, with «Actualizar». Nothing typed is ever renewed away.
(function () {
  "use strict";

  var EVERY = 600, HIDDEN = 5000, SLOWEST = 8000;
  var root = null, seal = "", told = null, failures = 0, listening = false, source = null, busy = false;

  function state(word) {
    document.querySelectorAll("[data-vivo-estado]").forEach(function (place) {
      place.textContent = word;
      place.dataset.vivoEstado = word ? "sin-red" : "";
    });
  }

  function later() {
    var wait = document.hidden ? HIDDEN : EVERY;
    if (failures > 1) wait = Math.min(SLOWEST, EVERY * Math.pow(2, failures - 1));
    window.setTimeout(look, wait * (0.85 + Math.random() * 0.3));
  }

  // One question: 304 while nothing changed. It carries no cookie, so it costs no sign-in.
  function look() {
    if (!root || !document.contains(root)) { begin(); return; }
    if (busy || (listening && seal === told)) { later(); return; }
    ask().then(later, later);
  }

  function ask() {
    busy = true;
    return fetch(root.dataset.vivoUrl, {
      credentials: "omit", cache: "no-store", headers: seal ? { "If-None-Match": '"' + seal + '"' } : {}
    }).then(function (answer) {
      busy = false;
      if (failures) { failures = 0; state(""); document.dispatchEvent(new CustomEvent("ruta:red")); }
      if (answer.status === 304) return null;
      if (answer.status === 404) { root = null; state("Actualice la página para seguir viéndola en vivo."); return null; }
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text().then(function (text) {
        changed((answer.headers.get("ETag") || "").replace(/^W\/|"/g, ""), text);
      });
    }).catch(function () {
      busy = false;
      failures += 1;
      if (failures > 1) state("Sin conexión: se muestra lo último que se supo."); // one that fails is asked again at once
    });
  }

  function changed(fresh, text) {
    if (!root || fresh === seal) return;
    var old = seal;
    seal = fresh;
    if (root.dataset.vivo === "fragmento") {
      root.innerHTML = text;
      document.dispatchEvent(new CustomEvent("ruta:pintado"));
      return;
    }
    document.dispatchEvent(new CustomEvent("ruta:cambio", { detail: { antes: old, ahora: fresh } }));
  }

  // Where there is room the server tells; when it does not, or stops, the page asks.
  function listen() {
    if (!window.EventSource || !root.dataset.vivoEventos || source) return;
    source = new EventSource(root.dataset.vivoEventos);
    source.onmessage = function (event) {
      listening = true;
      failures = 0;
      state("");
      told = event.data;
      if (told === seal) return;
      if (root && root.dataset.vivo === "fragmento") ask(); else changed(event.data, "");
    };
    source.onerror = function () {
      listening = false;
      if (source.readyState === 2) source = null;
    };
  }

  function begin() {
    root = document.querySelector("[data-vivo]");
    if (!root) { window.setTimeout(begin, 3000); return; }
    seal = root.dataset.senal;
    listen();
    later();
  }

  document.addEventListener("visibilitychange", function () { if (!document.hidden && root && !busy && !listening) ask(); });
  document.addEventListener("ruta:pagina", function () {
    root = document.querySelector("[data-vivo]");
    if (root) seal = root.dataset.senal;
  });
  begin();
})();
