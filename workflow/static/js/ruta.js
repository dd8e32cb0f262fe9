// Small comforts on top of pages that already work without this file.
(function () {
  "use strict";

  // A form goes once, even when it is clicked twice. The server holds the same promise.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.enviado) {
      event.preventDefault();
      return;
    }
    form.dataset.enviado = "1";
    form.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-enviado]").forEach(function (form) {
      delete form.dataset.enviado;
      form.removeAttribute("aria-busy");
    });
  });

  // The list of errors receives the focus, so that it is read first.
  var errors = document.querySelector(".resumen-errores");
  if (errors) errors.focus();

  // The line of the route begins where the dossier is, when it does not fit.
  document.querySelectorAll(".ruta [aria-current]").forEach(function (here) {
    here.parentNode.scrollLeft = here.offsetLeft - here.parentNode.offsetLeft - here.offsetWidth / 2;
  });

  // An open menu closes with Escape or by clicking elsewhere.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // Filters apply on choosing; the button stays for who has no scripts.
  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && form.hasAttribute("data-al-cambiar")) form.requestSubmit();
  });
})();
