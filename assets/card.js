/* The buttons of a chart card. Everything they take away is already on the page: no request is made. */
(function () {
  "use strict";

  /* For a slide as wide as a screen; and for a page of A4, where 640 pixels are 16 cm and 13 are letters of 9 pt. */
  const SLIDE = { width: 1280, scale: 2, letters: 150, titleLetters: 88, font: 22, subtitle: 15 };
  const SHEET = { width: 640, scale: 3, letters: 80, titleLetters: 54, font: 18, subtitle: 14 };

  function say(button, words) {
    const was = button.textContent;
    button.textContent = words;
    document.getElementById("spoken").textContent = words;
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

  function text(card, selector) {
    const found = card.querySelector(selector);
    return found ? found.textContent : "";
  }

  function fileName(card, ending) {
    return [card.id, ...window.pinned(new URLSearchParams()).values()].join("-") + "." + ending;
  }

  /* The numbers are written by the server, from the figures that the page was made of. */
  function numbersAddress(card) {
    const address = new URL(window.pinnedAddress());
    address.pathname = "/plain" + address.pathname;
    address.searchParams.set("csv", card.id);
    return address;
  }

  function saveNumbers(button, card) {
    const link = document.createElement("a");
    link.href = numbersAddress(card);
    link.download = fileName(card, "csv");
    link.click();
    say(button, "Saved");
  }

  /* The rows of a CSV whose cells may hold commas, quotes and lines. */
  function rowsOf(csv) {
    const rows = [[]];
    for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
      rows[rows.length - 1].push(quoted === undefined ? bare : quoted.replace(/""/g, '"'));
      if (end === "") break;
      if (end !== ",") rows.push([]);
    }
    return rows.filter((row) => row.some((cell) => cell !== ""));
  }

  function safe(words) {
    return words.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  }

  /* A table that Word and Excel paste as one, with numbers that count. */
  function copyTable(button, card) {
    const html = (rows) => {
      const line = (row, tag) => "<tr>" + row.map((cell) => `<${tag}>${safe(cell)}</${tag}>`).join("") + "</tr>";
      const head = rows.findIndex((row) => row.length > 1); // above it stand the finding and the source, a line each
      const above = rows.slice(0, head).map((row) => `<p>${safe(row[0])}</p>`).join("");
      const body = rows.slice(head + 1).map((row) => line(row, "td")).join("");
      return `${above}<table><thead>${line(rows[head], "th")}</thead><tbody>${body}</tbody></table>`;
    };
    const found = window.fetch(numbersAddress(card)).then((answer) => answer.text()).then((csv) => rowsOf(csv.replace(/^\ufeff/, "")));
    const kinds = {
      "text/html": found.then((rows) => new Blob([html(rows)], { type: "text/html" })),
      "text/plain": found.then((rows) => new Blob([rows.map((row) => row.join("\t")).join("\n")], { type: "text/plain" })),
    };
    place(button, kinds);
  }

  function copyPicture(button, card) {
    const drawn = shown(card)
      .then((figure) => picture(card, figure, SLIDE, "png"))
      .then((address) => Uint8Array.from(window.atob(address.split(",")[1]), (letter) => letter.charCodeAt(0)))
      .then((bytes) => new Blob([bytes], { type: "image/png" }));
    place(button, { "image/png": drawn });
  }

  /* What is copied is promised at once, since a browser lets nothing be copied some time after a press. */
  function place(button, kinds) {
    if (!navigator.clipboard || !window.ClipboardItem) return say(button, "This browser cannot copy it: download it");
    navigator.clipboard.write([new ClipboardItem(kinds)]).then(
      () => say(button, "Copied"),
      () => say(button, "Not copied: download it instead")
    );
  }

  /* One card as a file: the server makes it, with a chart that Office draws itself. */
  function fileAlone(card, kind) {
    const address = new URL(window.pinnedAddress());
    address.pathname = "/briefing-file";
    address.searchParams.set("sections", sectionOf(card));
    address.searchParams.set("format", kind);
    window.location.assign(address);
  }

  function sectionOf(card) {
    const group = card.querySelector("[data-card]").dataset.group;
    return group ? card.id + "." + group : card.id;
  }

  /* The cards that were added since the briefing was last looked at. */
  const ADDED = "added to briefing";

  function added() {
    return (window.sessionStorage.getItem(ADDED) || "").split(",").filter(Boolean);
  }

  function add(button, card) {
    const before = added();
    const key = sectionOf(card);
    if (before.includes(key)) {
      say(button, "Added already");
      return;
    }
    window.sessionStorage.setItem(ADDED, [...before, key].join(","));
    say(button, "Added: " + (before.length + 1) + " more in the briefing");
  }

  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest("#briefing");
      if (!link || !added().length) return;
      const address = new URL(link.href);
      const before = (address.searchParams.get("more") || "").split(",").filter(Boolean);
      address.searchParams.set("more", [...new Set([...before, ...added()])].join(","));
      window.sessionStorage.removeItem(ADDED);
      event.preventDefault();
      event.stopPropagation();
      window.dash_clientside.set_props("address", { pathname: address.pathname, search: address.search.replace(/%2C/g, ",") });
    },
    true
  );

  /* Text as lines of so many letters, safe to draw: a picture does not wrap by itself. */
  function lines(words, letters) {
    const done = [];
    words.split(" ").forEach((word) => {
      const last = done[done.length - 1];
      if (last !== undefined && (last + " " + word).length <= letters) done[done.length - 1] = last + " " + word;
      else done.push(word);
    });
    return done.map((line) => line.replace(/&/g, "&amp;").replace(/</g, "&lt;"));
  }

  /* The picture carries its finding, its subtitle and its source, so that it can be defended where it is pasted. */
  function picture(card, figure, size, format) {
    const layout = JSON.parse(JSON.stringify(figure.layout));
    const title = lines(text(card, "h2"), size.titleLetters);
    const subtitle = lines(text(card, ".subtitle"), size.letters);
    const foot = lines(text(card, ".source") + ". " + text(card, ".key"), size.letters);
    const head = 44 + title.length * 30 + subtitle.length * 20;
    const margin = Object.assign({ l: 80, r: 40, t: 40, b: 40 }, layout.margin);
    const below = 24 + foot.length * 18;
    layout.margin = { l: Math.max(margin.l, 24), r: margin.r + 24, t: margin.t + head, b: margin.b + below };
    layout.height += head + below;
    layout.width = size.width;
    layout.autosize = false;
    layout.title = {
      text: "<b>" + title.join("<br>") + `</b><br><span style='font-size:${size.subtitle}px'>` + subtitle.join("<br>") + "</span>",
      x: 0, xref: "container", xanchor: "left", y: 1, yref: "container", yanchor: "top",
      pad: { l: 24, t: 40 }, font: { size: size.font }, automargin: false,
    };
    layout.annotations = (layout.annotations || []).concat({
      text: foot.join("<br>"), x: 0, xref: "paper", xanchor: "left", xshift: 24 - layout.margin.l,
      y: 0, yref: "paper", yanchor: "top", yshift: -(margin.b + 10), showarrow: false, align: "left",
      font: { size: 13, color: "#505A5F" },
    });
    return window.Plotly.toImage({ data: figure.data, layout: layout }, {
      format: format, width: layout.width, height: layout.height, scale: format === "png" ? size.scale : 1,
    });
  }

  /* The figure on screen. It grows with its card and forgets how tall its rows are; its place on the page knows. */
  function shown(card) {
    const plot = card.querySelector(".js-plotly-plot");
    const height = Number.parseFloat(plot.closest(".plot").style.height);
    return Promise.resolve({ data: plot.data, layout: { ...plot.layout, height: height } });
  }

  /* The same figure as it is drawn for a page of A4, where it has half the room. */
  function onPaper(card) {
    return window.askedFor("sheet").then((page) => window.drawn.figureIn(page, card.id + "-graph"));
  }

  function download(button, card, figure, size, format) {
    const name = fileName(card, format).replace(/(?=\.\w+$)/, size === SHEET ? "-a4" : "");
    return figure(card)
      .then((found) => picture(card, found, size, format))
      .then((address) => {
        const link = document.createElement("a");
        link.href = address;
        link.download = name;
        link.click();
        say(button, "Saved");
      })
      .catch(() => say(button, "Not saved: no answer came"));
  }

  const ACTIONS = {
    "show-chart": (button, card) => show(card, "chart"),
    "show-table": (button, card) => show(card, "table"),
    "copy-sentence": (button, card) => copy(button, text(card, "h2") + ". " + text(card, ".source") + "."),
    "copy-link": (button, card) => copy(button, window.pinnedAddress() + "#" + card.id),
    "copy-table": copyTable,
    "copy-picture": copyPicture,
    pptx: (button, card) => fileAlone(card, "pptx"),
    docx: (button, card) => fileAlone(card, "docx"),
    xlsx: (button, card) => fileAlone(card, "xlsx"),
    add: add,
    csv: saveNumbers,
    png: (button, card) => download(button, card, shown, SLIDE, "png"),
    svg: (button, card) => download(button, card, shown, SLIDE, "svg"),
    "png-page": (button, card) => download(button, card, onPaper, SHEET, "png"),
    "svg-page": (button, card) => download(button, card, onPaper, SHEET, "svg"),
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

  /* What is known of the row or the point that words of a figure belong to: those of a row stand at its height. */
  function factsBeside(plot, words) {
    const note = plot.layout.annotations[Number(words.dataset.index)];
    const sameRow = (trace, at) => Math.round(trace.y[at]) === Math.round(note.y);
    const samePoint = (trace, at) => trace.y[at] === note.y && trace.x[at] === note.x;
    const belongs = note.xref === "paper" ? sameRow : samePoint;
    for (const trace of plot.data) {
      if (!trace.customdata || (trace.yaxis || "y") !== (note.yref || "y")) continue;
      const at = [...trace.y].findIndex((_, place) => belongs(trace, place));
      if (at >= 0) return trace.customdata[at];
    }
    return null;
  }

  function factsAt(plot, target) {
    const words = target.closest(".annotation");
    if (words) return factsBeside(plot, words);
    const point = plot._hoverdata && plot._hoverdata[0];
    return point && point.customdata;
  }

  /* A mark, and the name and the numbers beside it, lead where the name of its row leads; any other opens the table at
     its row, at the link to its line in the paper. The table holds all of these links, so that keys reach them too. A
     row may be named without its year. */
  document.addEventListener("click", (event) => {
    const plot = event.target.closest(".chart-card .js-plotly-plot");
    const facts = plot && factsAt(plot, event.target);
    if (!facts) return;
    const name = new DOMParser().parseFromString(facts[0], "text/html").body.textContent;
    const card = plot.closest(".chart-card");
    const row = [...card.querySelectorAll("tbody tr")].find((each) => {
      const words = each.cells[0].textContent;
      return words === name || name.endsWith(": " + words);
    });
    if (!row) return;
    const further = row.querySelector("th a");
    if (further) return further.click();
    show(card, "table");
    const link = row.querySelector("td:last-child a, td a");
    row.scrollIntoView({ block: "center" });
    (link || card.querySelector(".table-view")).focus({ preventScroll: true });
  });

  /* A link may lead to the table of a card, which stands behind its chart. */
  document.addEventListener("arrive", (event) => {
    const card = event.target.matches(".table-view") && event.target.closest(".chart-card");
    if (card) show(card, "table");
  });

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest(".card-actions details"));
    const button = event.target.closest("[data-action]");
    if (!button) return;
    /* A menu closes once something is chosen; its own button then says what became of it. */
    const menu = button.closest("details");
    const opener = menu && menu.querySelector("summary");
    if (menu) {
      menu.open = false;
      opener.focus();
    }
    ACTIONS[button.dataset.action](opener || button, document.getElementById(button.closest("[data-card]").dataset.card));
  });
})();
