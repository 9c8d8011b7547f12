/* What the browser does by itself: tell how wide it is, write a choice into the address, open the menu of a narrow
   screen, and arrive on a page: where the focus goes, and what is said to those who listen. */
(function () {
  "use strict";

  const ADDRESS = "address";
  const SCREEN = "screen";
  const CHOICES = ["part", "month", "committee", "directorate", "kind", "line", "measure", "basis", "comparison", "against"];
  /* What every choice writes into the address beside itself, so that the link shows the same however much is loaded
     after it was sent. There is a choice of a council and a block of its services where several are loaded. */
  const PINNED = ["part", "month"];
  /* What a choice makes void, because it was chosen among other things. */
  const VOIDS = {
    part: ["committee", "directorate", "group", "service", "care", "line", "comparison", "table", "screens", "sections", "against"],
    committee: ["directorate"],
    kind: ["line", "measure"],
  };
  const EVERYTHING = "all";
  const PAPER = 660; // pixels that a sheet of A4 leaves for a chart
  const LONGEST_WAIT = 5000; // milliseconds
  const SCREENS = [
    ["phone", window.matchMedia("(max-width: 699px)")],
    ["wall", window.matchMedia("(min-width: 1800px)")],
  ];
  let lastPath = null;
  let lastChoice = null;
  let lastLink = null;
  let lastPart = "";
  let lastPlace = "";
  let lastShown = [];
  let lastAlerts = "";

  function screenKind() {
    if (window.enlarged && window.enlarged()) return "enlarged";
    const found = SCREENS.find(([, query]) => query.matches);
    return found ? found[0] : "desk";
  }

  let toldScreen = "";
  window.tellScreen = () => {
    if (screenKind() === toldScreen) return;
    toldScreen = screenKind();
    window.dash_clientside.set_props(SCREEN, { data: toldScreen });
  };
  SCREENS.forEach(([, query]) => query.addEventListener("change", window.tellScreen));

  /* A query with what is on screen in front. */
  window.pinned = (query, parts = PINNED) => {
    const full = new URLSearchParams();
    parts.forEach((part) => {
      const control = document.getElementById(part);
      if (control && control.value && control.value !== EVERYTHING) full.set(part, control.value);
    });
    query.forEach((value, part) => full.has(part) || full.set(part, value));
    return full;
  };

  /* The address of what is on screen, as it is sent to others. */
  window.pinnedAddress = () => {
    const search = window.pinned(new URLSearchParams(window.location.search)).toString().replace(/%2C/g, ",");
    return window.location.origin + window.location.pathname + "?" + search;
  };

  /* A choice is written into the address; the page follows from the address. One of several choices on a page, such as
     the measure of a line, writes the others too: which line that is may be another once more is loaded. */
  document.addEventListener("change", (event) => {
    const part = event.target.id;
    if (!CHOICES.includes(part)) return;
    lastChoice = part;
    lastLink = null;
    const beside = event.target.closest(".page-choices");
    const others = beside ? [...beside.querySelectorAll("select")].map((control) => control.id) : [];
    const query = window.pinned(new URLSearchParams(window.location.search), [...PINNED, ...others]);
    query.delete("at");
    if (event.target.value !== EVERYTHING) query.set(part, event.target.value);
    else query.delete(part);
    (VOIDS[part] || []).forEach((each) => query.delete(each));
    window.dash_clientside.set_props(ADDRESS, { search: "?" + query.toString() });
  });

  /* The search form leads to its page like a link does, without loading everything anew. */
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".search")) return;
    event.preventDefault();
    const search = window.pinned(new URLSearchParams());
    search.set("q", new FormData(event.target).get("q"));
    window.dash_clientside.set_props(ADDRESS, { pathname: event.target.getAttribute("action"), search: "?" + search });
  });

  function openMenu(open) {
    const button = document.getElementById("menu-button");
    if ((button.getAttribute("aria-expanded") === "true") === open) return;
    button.setAttribute("aria-expanded", String(open));
    if (!open) button.focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("#menu-button");
    if (button) openMenu(button.getAttribute("aria-expanded") !== "true");
    else if (event.target.closest("#menu a")) openMenu(false);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest("#menu, #menu-button")) openMenu(false);
  });

  /* Where the server cannot be reached, what stands on the page is not what was asked for, and the page says so. */
  const LOST = "No answer came from the dashboard. What stands here is what was shown before: check the connection and choose again.";
  const ask = window.fetch;
  let pageAsked = null; // the address and the body that the page on screen was asked for with
  window.fetch = (...asked) => {
    if (asked[1] && String(asked[1].body).includes(`"${SCREEN}"`)) pageAsked = asked;
    working(1);
    return ask(...asked).then(
      (answer) => (working(-1), tellLost(""), answer),
      (fault) => {
        working(-1);
        tellLost(LOST);
        throw fault;
      }
    );
  };

  /* Where an answer takes long, what stands on the page is not yet what was asked for. */
  const WORKING = "Working on it. What stands here is what was shown before";
  const LONG = 400; // milliseconds
  let asking = 0;
  let slow = 0;

  function working(more) {
    asking += more;
    window.clearTimeout(slow);
    if (asking) slow = window.setTimeout(tellWorking, LONG, WORKING);
    else tellWorking("");
  }

  function tellWorking(words) {
    const page = document.querySelector("main");
    const place = document.getElementById("working");
    if (!page || !place) return;
    place.textContent = words;
    if (words) {
      page.setAttribute("aria-busy", "true");
      document.getElementById("spoken").textContent = words;
    } else page.removeAttribute("aria-busy");
  }

  /* What the page on screen holds where it is drawn for another kind of screen, without showing it. */
  window.askedFor = (screen) => {
    const [address, { method, headers, body }] = pageAsked;
    const question = JSON.parse(body);
    question.inputs.find((each) => each.id === SCREEN).value = screen;
    return window
      .fetch(address, { method: method, headers: headers, credentials: "same-origin", body: JSON.stringify(question) })
      .then((answer) => answer.json())
      .then((answer) => answer.response.content.children.props);
  };

  function tellLost(words) {
    const place = document.getElementById("lost");
    if (!place || place.textContent === words) return;
    if (words) place.setAttribute("role", "alert");
    else place.removeAttribute("role");
    place.textContent = words;
  }

  /* What the page shows: its heading, what is chosen, and which of its views is on. */
  function shownNow(heading) {
    const each = (found, words) => [...document.querySelectorAll(found)].map(words);
    return [
      heading.textContent,
      ...each(".choice", (choice) => {
        const option = choice.querySelector("select").selectedOptions[0];
        return choice.querySelector("label").textContent + ": " + (option ? option.textContent : "");
      }),
      ...each("main .switch", (views) => {
        const here = views.querySelector(".here");
        return views.getAttribute("aria-label") + ": " + (here ? here.textContent : "");
      }),
    ];
  }

  /* Says what differs from what was shown before. A notice is an alert, which is spoken by itself, and one message a
     change is enough; a heading that takes the focus is spoken too. */
  function sayWhatChanged(heading, aloud) {
    const now = shownNow(heading);
    const alerts = [...document.querySelectorAll("main [role=alert]")].map((each) => each.textContent).join(" ");
    const changed = now.filter((each) => !lastShown.includes(each));
    if (aloud && changed.length && (!alerts || alerts === lastAlerts))
      document.getElementById("spoken").textContent = changed.join(". ");
    lastShown = now;
    lastAlerts = alerts;
  }

  window.addEventListener("hashchange", () => (lastPart = window.location.hash));

  /* What follows # in the address; as it stands there where it is escaped wrongly. */
  function hashed() {
    const written = window.location.hash.slice(1);
    try {
      return decodeURIComponent(written);
    } catch {
      return written;
    }
  }

  /* The part of the page that the address names; a table that a card keeps behind its chart is shown first. */
  function named() {
    const part = document.getElementById(hashed());
    if (part) part.dispatchEvent(new Event("arrive", { bubbles: true }));
    return part;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("main a");
    if (!link) return;
    lastLink = link.closest(".switch") || link;
    lastChoice = null;
  });

  /* The control that the last choice was made with, drawn anew with its page; a link that led elsewhere is no choice. */
  function chosenWith(link) {
    if (lastChoice) return document.getElementById(lastChoice);
    const name = link && link.matches(".switch") && link.getAttribute("aria-label");
    const views = name && [...document.querySelectorAll("main .switch")].find((each) => each.getAttribute("aria-label") === name);
    return views && views.querySelector(".here");
  }

  function bringIntoView(part) {
    const cited = document.querySelector("[data-cited]");
    if (part) part.scrollIntoView({ block: "start" });
    else if (cited) cited.scrollIntoView({ block: "center" });
    else window.scrollTo(0, 0);
  }

  /* An answer is known before it is drawn, at times by several frames. So what follows from it is done at once, and
     again if the page changes soon after. Charts and buttons change by themselves and do not count. */
  let follow = null;
  let pending = false;

  function soon() {
    if (pending || !follow) return;
    pending = true;
    window.requestAnimationFrame(() => {
      pending = false;
      if (follow) follow();
    });
  }

  function whenDrawn(act) {
    follow = act;
    soon();
    window.setTimeout(() => follow === act && (follow = null), LONGEST_WAIT);
  }

  /* Whatever is asked for next has an answer of its own. */
  ["change", "click", "submit"].forEach((kind) => document.addEventListener(kind, () => (follow = null), true));
  window.addEventListener("popstate", () => (follow = null), true);

  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.closest("main") && !target.closest(".plot, .card-actions, .meeting"))) soon();
  }).observe(document.documentElement, { childList: true, subtree: true });

  /* A chart is as wide as the screen that it was drawn for; on paper it is drawn as wide as the sheet. */
  const tall = (plot) => Number.parseFloat(plot.closest(".plot").style.height);
  window.addEventListener("beforeprint", () => widths((plot) => ({ width: PAPER, height: tall(plot), autosize: false })));
  window.addEventListener("afterprint", () => widths(() => ({ width: null, autosize: true })));

  function widths(of) {
    document.querySelectorAll(".chart-card .js-plotly-plot").forEach((plot) => window.Plotly.relayout(plot, of(plot)));
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    page: {
      screen: () => (toldScreen = screenKind()),

      /* On a new page, where a page could not be made, and where a link leads further down on the same page, the heading
         takes the focus, as it would after a page load; a choice keeps it, though its control was drawn anew. */
      arrived: (title) => {
        if (title) document.title = title;
        const path = window.location.pathname;
        const moved = path !== lastPath;
        const first = lastPath === null;
        lastPath = path;
        const link = lastLink;
        lastLink = null;
        /* A choice made later leaves the part in the address, but is no reason to go there again. */
        const place = window.location;
        const sought = moved || place.hash !== lastPart || place.href === lastPlace;
        lastPart = place.hash;
        lastPlace = place.href;
        let done = false;
        whenDrawn(() => {
          document.querySelectorAll("nav a").forEach((link) => {
            /* dcc.Link takes no aria attributes, so the link of the view on screen is told to readers here. */
            if (link.classList.contains("here")) link.setAttribute("aria-current", "page");
            else link.removeAttribute("aria-current");
          });
          const part = sought ? named() : null;
          if (moved || part || document.querySelector("[data-cited]")) bringIntoView(part);
          const heading = document.querySelector("main h1");
          if (!heading) return;
          const lost = document.activeElement === document.body;
          const control = !moved && lost && chosenWith(link);
          const called = (moved && !first) || document.querySelector("main .apology") || (lost && link && !control && !link.matches(".switch"));
          if (!done || lost) {
            if (part && part.hasAttribute("tabindex")) part.focus({ preventScroll: true });
            else if (called) heading.focus({ preventScroll: true });
            else if (control) control.focus({ preventScroll: true });
          }
          done = true;
          sayWhatChanged(heading, !called && !first);
        });
      },
    },
  });
})();
