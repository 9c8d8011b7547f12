/* The buttons of a chart card. Everything they take away is already on the page: no request is made. */
(function () {
  "use strict";

  const PICTURE = { width: 1280, scale: 2, head: 96, foot: 56 };

  function say(button, words) {
    const was = button.textContent;
    button.textContent = words;
    button.setAttribute("aria-live", "polite");
    window.setTimeout(() => (button.textContent = was), 1600);
  }

  function copy(button, text) {
    const fallback = () => {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.appendChild(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).catch(fallback);
    else fallback();
    say(button, "Copied");
  }

  function show(card, what) {
    card.classList.toggle("shows-table", what === "table");
    card.querySelectorAll("[aria-pressed]").forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.action === "show-" + what))
    );
    if (what === "chart") window.dispatchEvent(new Event("resize"));
  }

  function save(name, type, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: type }));
    link.download = name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function text(card, selector) {
    const found = card.querySelector(selector);
    return found ? found.textContent : "";
  }

  function fileName(card, ending) {
    const month = new URLSearchParams(window.location.search).get("month") || "";
    return [card.id, month].filter(Boolean).join("-") + "." + ending;
  }

  /* A cell that a spreadsheet would take for a formula is marked as text; a number with a sign stays a number. */
  function csvCell(cell) {
    const number = cell.replace("−", "-").replace(/[£,]/g, "");
    const amount = /^[+-]?\d+(\.\d+)?[k%]?$/.test(number);
    const plain = amount ? number.replace(/^\+/, "").replace(/[k%]$/, "") : cell;
    const safe = !amount && /^[\s]*[=+\-@|%\t\r]/.test(plain) ? "'" + plain : plain;
    return '"' + safe.replace(/"/g, '""') + '"';
  }

  function csv(card) {
    const rows = [...card.querySelectorAll("table.numbers tr")].map((row) =>
      [...row.cells].map((cell) => csvCell(cell.textContent)).join(",")
    );
    const head = [text(card, "h2"), text(card, ".subtitle"), text(card, ".source"), window.location.href];
    return "\ufeff" + head.map((line) => csvCell(line)).concat("", rows).join("\r\n") + "\r\n";
  }

  /* The picture carries its finding, its subtitle and its source, so that it can be defended where it is pasted. */
  function picture(card, format) {
    const plot = card.querySelector(".js-plotly-plot");
    const layout = JSON.parse(JSON.stringify(plot.layout));
    const note = (words, y, anchor, size, shift) => ({
      text: words.replace(/&/g, "&amp;").replace(/</g, "&lt;"), x: 0, xref: "container", xanchor: "left",
      y: y, yref: "container", yanchor: anchor, yshift: shift, xshift: 24, showarrow: false, align: "left",
      font: { size: size, color: "#1D2326" },
    });
    const margin = Object.assign({ l: 80, r: 40, t: 40, b: 40 }, layout.margin);
    const drawn = layout.height || 400;
    layout.margin = Object.assign({}, margin, { t: margin.t + PICTURE.head, b: margin.b + PICTURE.foot });
    layout.height = drawn + PICTURE.head + PICTURE.foot;
    layout.width = PICTURE.width;
    layout.autosize = false;
    layout.title = {
      text: "<b>" + note(text(card, "h2"), 0).text + "</b><br><span style='font-size:14px'>" +
        note(text(card, ".subtitle"), 0).text + "</span>",
      x: 0, xref: "container", xanchor: "left", y: 1, yref: "container", yanchor: "top",
      pad: { l: 24, t: 20 }, font: { size: 22 }, automargin: false,
    };
    layout.annotations = (layout.annotations || []).concat({
      text: note(text(card, ".source") + ". " + text(card, ".key"), 0).text, x: 0, xref: "paper", xanchor: "left",
      xshift: 24 - layout.margin.l, y: 0, yref: "paper", yanchor: "top", yshift: -(margin.b + 14), showarrow: false,
      align: "left", font: { size: 13, color: "#505A5F" },
    });
    return window.Plotly.toImage({ data: plot.data, layout: layout }, {
      format: format, width: layout.width, height: layout.height, scale: format === "png" ? PICTURE.scale : 1,
    });
  }

  function download(button, card, format) {
    picture(card, format).then((address) => {
      const link = document.createElement("a");
      link.href = address;
      link.download = fileName(card, format);
      link.click();
      say(button, "Saved");
    });
  }

  const ACTIONS = {
    "show-chart": (button, card) => show(card, "chart"),
    "show-table": (button, card) => show(card, "table"),
    "copy-sentence": (button, card) => copy(button, text(card, "h2") + ". " + text(card, ".source") + "."),
    "copy-link": (button, card) => copy(button, window.location.href.split("#")[0] + "#" + card.id),
    csv: (button, card) => save(fileName(card, "csv"), "text/csv", csv(card)),
    png: (button, card) => download(button, card, "png"),
    svg: (button, card) => download(button, card, "svg"),
  };

  function closeMenus(except) {
    document.querySelectorAll(".card-actions details[open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  }

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest(".card-actions details[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest(".card-actions details"));
    const button = event.target.closest("[data-action]");
    if (button) ACTIONS[button.dataset.action](button, document.getElementById(button.dataset.card));
  });
})();
