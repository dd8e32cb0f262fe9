// The room under pressure: each tap is sent without leaving the page; without network it is kept and sent later, with
// the hour of the tap and its key, so that it counts once. Without this file the same forms work by themselves.
(function () {
  "use strict";

  var ZONE = "America/Mexico_City", PATIENCE = 15000, RETRY = 3000;
  var dirty = false, sending = 0, flushing = false, offset = 0, refused = [], expired = false;

  function root() { return document.querySelector("[data-cola]"); }
  function main() { return document.getElementById("contenido"); }
  function base() { return "/sesiones/" + root().dataset.cola + "/"; }
  function storeKey() { return "ruta.cola." + root().dataset.cola + "." + root().dataset.yo; }

  function queue() {
    try { return JSON.parse(window.localStorage.getItem(storeKey()) || "[]"); } catch (error) { return []; }
  }
  function store(items) {
    try {
      if (items.length) window.localStorage.setItem(storeKey(), JSON.stringify(items));
      else window.localStorage.removeItem(storeKey());
    } catch (error) { /* the list of this page still holds them */ }
    memory = items;
    show();
  }
  var memory = root() ? queue() : [];

  function newKey() {
    var bytes = new Uint8Array(16);
    window.crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (b) { return ("0" + b.toString(16)).slice(-2); }).join("");
  }

  function hourNow() {
    return new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" })
      .format(new Date(Date.now() + offset));
  }

  // --- What waits for the network ------------------------------------------------------------------

  function line(list, text, hour) {
    var item = document.createElement("li");
    item.textContent = (hour ? hour + " · " : "") + text;
    list.appendChild(item);
  }

  function show() {
    var place = document.querySelector("[data-pendientes]");
    if (!place) return;
    place.textContent = "";
    if (expired) tellExpired(place);
    if (!memory.length && !refused.length) return;
    var box = document.createElement("div"), title = document.createElement("p"), list = document.createElement("ul");
    box.className = "pendientes";
    box.setAttribute("role", "status");
    if (memory.length) {
      var when = expired ? "cuando entre de nuevo." : "cuando vuelva la red.";
      title.textContent = memory.length === 1 ? "1 registro pendiente: se enviará " + when
        : memory.length + " registros pendientes: se enviarán " + when;
      memory.forEach(function (item) { line(list, item.label, item.hour); });
    } else {
      title.textContent = "No se registró lo siguiente:";
    }
    refused.forEach(function (item) { line(list, item.label + ": " + item.why, item.hour); });
    box.appendChild(title);
    box.appendChild(list);
    if (refused.length) {
      var seen = document.createElement("button");
      seen.type = "button";
      seen.className = "boton boton--chico";
      seen.textContent = "Entendido";
      seen.addEventListener("click", function () { refused = []; show(); });
      box.appendChild(seen);
    }
    place.appendChild(box);
  }

  // The sign-in is over: the page stays as it is, with what was typed, and what is pending waits for the person.
  function tellExpired(place) {
    var box = document.createElement("div"), link = document.createElement("a");
    box.className = "pendientes";
    box.setAttribute("role", "alert");
    box.append("Su entrada venció. Lo escrito y lo pendiente se conservan. ");
    link.href = "/entrar?siguiente=" + encodeURIComponent("/");
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = "Entre de nuevo en otra pestaña";
    box.append(link, " y regrese a esta.");
    place.appendChild(box);
  }

  function out(path) { return path.indexOf("/entrar") === 0; }

  function expire() {
    if (expired) return;
    expired = true;
    show();
    var place = document.querySelector("[data-pendientes]");
    if (place) place.scrollIntoView({ block: "center" });
  }

  // Signed in again, in whatever tab: the forms of this page take the key of the new sign-in.
  function signedAgain() {
    return fetch(window.location.href.split("#")[0], { credentials: "same-origin", cache: "no-store" }).then(function (answer) {
      if (!answer.ok || out(new URL(answer.url).pathname)) return false;
      return answer.text().then(function (html) {
        var fresh = new DOMParser().parseFromString(html, "text/html").querySelector("input[name=csrf_token]");
        if (fresh) document.querySelectorAll("input[name=csrf_token]").forEach(function (old) { old.value = fresh.value; });
        expired = false;
        show();
        return true;
      });
    });
  }

  function keep(entry) {
    entry.fields = entry.fields.filter(function (pair) { return pair[0] !== "version"; });
    entry.fields.forEach(function (pair) { if (pair[0] === "hora" && !pair[1]) pair[1] = entry.hour; });
    store(memory.concat([entry]));
  }

  // --- Sending ---------------------------------------------------------------------------------------

  function read(form, button) {
    var fields = [];
    new FormData(form).forEach(function (value, name) { if (typeof value === "string") fields.push([name, value]); });
    if (button && button.name) fields.push([button.name, button.value]);
    var url = (button && button.getAttribute("formaction")) || form.getAttribute("action");
    var label = form.dataset.rotulo || (button ? button.textContent : "Registro");
    return { id: newKey(), url: url, fields: fields, label: label.replace(/\s+/g, " ").trim(), hour: hourNow() };
  }

  function post(entry) {
    var token = document.querySelector("input[name=csrf_token]"), body = new URLSearchParams();
    entry.fields.forEach(function (pair) {
      body.append(pair[0], pair[0] === "csrf_token" && token ? token.value : pair[1]);
    });
    var control = new AbortController(), timer = window.setTimeout(function () { control.abort(); }, PATIENCE);
    return fetch(entry.url, { method: "POST", body: body, credentials: "same-origin", cache: "no-store", signal: control.signal })
      .then(function (answer) {
        return answer.text().then(function (html) {
          window.clearTimeout(timer);
          return { status: answer.status, path: new URL(answer.url).pathname, url: answer.url, html: html };
        });
      });
  }

  function free(form) {
    delete form.dataset.enviado;
    form.removeAttribute("aria-busy");
    var key = form.querySelector("input[name=llave]");
    if (key) key.value = newKey();
  }

  document.addEventListener("submit", function (event) {
    var form = event.target, here = root();
    if (event.defaultPrevented || !here || !here.contains(form) || form.method !== "post") return;
    if (form.enctype === "multipart/form-data" || form.getAttribute("action").indexOf(base()) !== 0) return;
    event.preventDefault();
    form.setAttribute("aria-busy", "true");
    var entry = read(form, event.submitter);
    if (memory.length || expired || !navigator.onLine) {
      keep(entry);
      free(form);
      flush();
      return;
    }
    sending += 1;
    post(entry).then(function (answer) {
      sending -= 1;
      if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
      if (out(answer.path) || answer.status === 400) { expire(); throw new Error("entrar"); }
      paint(answer, entry.url);
    }).catch(function () {
      sending = Math.max(0, sending - 1);
      keep(entry);
      free(form);
    });
  });

  function flush() {
    if (flushing || !root() || !(memory.length || expired)) return;
    flushing = true;
    if (expired) {
      signedAgain().then(function (yes) { flushing = false; if (yes) flush(); }, function () { flushing = false; });
      return;
    }
    var entry = memory[0];
    post(entry).then(function (answer) {
      flushing = false;
      if (out(answer.path)) { expire(); return; }
      if (answer.status === 400 && !entry.again) {  // the key of the forms went with the sign-in: once more with a new one
        entry.again = true;
        store(memory);
        expire();
        return;
      }
      if (answer.status >= 500 || answer.status === 429) return;
      if (answer.status >= 400) refused.push({ label: entry.label, hour: entry.hour, why: reasons(answer.html) });
      store(memory.filter(function (item) { return item.id !== entry.id; }));
      if (memory.length) flush(); else renew(true);
    }).catch(function () { flushing = false; });
  }

  function reasons(html) {
    var list = new DOMParser().parseFromString(html, "text/html").querySelectorAll(".resumen-errores li, .motivos li, main p");
    return list.length ? list[0].textContent.replace(/\s+/g, " ").trim() : "la sesión ya no lo admite.";
  }

  // --- Painting --------------------------------------------------------------------------------------

  function opened() {
    return Array.prototype.map.call(main().querySelectorAll("details[open] > summary"), function (s) { return s.textContent; });
  }

  function paint(answer, from) {
    var fresh = new DOMParser().parseFromString(answer.html, "text/html"), body = fresh.getElementById("contenido");
    if (!body || !body.querySelector("[data-cola]") || answer.path.indexOf(base().slice(0, -1)) !== 0) {
      if (body && answer.status >= 400) { main().innerHTML = body.innerHTML; return; }
      window.location.assign(answer.url);
      return;
    }
    var open = from ? [] : opened(), place = main();
    place.innerHTML = body.innerHTML;
    document.title = fresh.title;
    dirty = false;
    place.querySelectorAll("details > summary").forEach(function (s) { if (open.indexOf(s.textContent) >= 0) s.parentNode.open = true; });
    if (window.htmx) window.htmx.process(place);
    document.dispatchEvent(new CustomEvent("ruta:pagina"));
    document.dispatchEvent(new CustomEvent("ruta:pintado"));
    show();
    if (!from) return;
    var errors = place.querySelector(".resumen-errores"), floor = place.querySelector("#punto, .piso");
    if (errors) { errors.focus(); errors.scrollIntoView(); }
    else if (/\/(abrir|votar|cerrar|calidad|desahogar|mi-voto|retirar)$/.test(from)) {
      if (floor && floor.getBoundingClientRect().top < 0) floor.scrollIntoView();
    }
  }

  function renew(whole) {
    return fetch(window.location.href.split("#")[0], { credentials: "same-origin", cache: "no-store" }).then(function (answer) {
      return answer.text().then(function (html) {
        var got = { status: answer.status, path: new URL(answer.url).pathname, url: answer.url, html: html };
        if (sending) return;
        if (out(got.path)) { expire(); return; }
        if (whole && !dirty) paint(got, ""); else touchUp(html);
      });
    }).catch(function () { return null; });
  }

  // Something is being typed: only what never holds typing is renewed, and the rest is offered.
  function touchUp(html) {
    var fresh = new DOMParser().parseFromString(html, "text/html");
    document.querySelectorAll("[data-siempre]").forEach(function (old) {
      var now = fresh.querySelector("[data-siempre='" + old.dataset.siempre + "']");
      if (now) old.innerHTML = now.innerHTML;
    });
    document.querySelectorAll("[data-mientras]").forEach(function (old) {
      if (!fresh.querySelector("[data-mientras='" + old.dataset.mientras + "']")) old.remove();
    });
    var before = root(), after = fresh.querySelector("[data-cola]");
    var same = after && before.dataset.senal.split(".")[0] === after.dataset.senal.split(".")[0];
    if (same) return;
    document.querySelectorAll("[data-vivo-estado]").forEach(function (place) {
      place.textContent = "La sesión cambió mientras escribía. ";
      var link = document.createElement("a");
      link.href = window.location.href.split("#")[0];
      link.textContent = "Ver lo nuevo";
      place.appendChild(link);
    });
  }

  document.addEventListener("input", function (event) {
    if (root() && root().contains(event.target)) dirty = true;
  });
  document.addEventListener("ruta:cambio", function () {
    if (sending || flushing || !root()) return;
    var slack = Number(root().dataset.vivoHolgura || 0);
    window.setTimeout(function () { if (!sending && !flushing) renew(!dirty); }, Math.random() * slack);
  });
  document.addEventListener("ruta:red", flush);
  window.addEventListener("online", flush);
  window.setInterval(flush, RETRY);
  if (root()) {
    offset = Number(root().dataset.ahora) * 1000 - Date.now();
    show();
    flush();
  }
})();
