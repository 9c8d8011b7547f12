/* Meeting mode: which screen is in front, how large the letters are, and a key for every button.
   Every screen is on the page and drawn already, so nothing here asks the server for anything. */
(function () {
  "use strict";

  const FULL = { width: 1920, height: 1080 }; // what the sizes in the stylesheet are meant for
  const LEAST = 0.5; // of them, however small the window
  const SIZES = [0.8, 1, 1.25, 1.5, 2];
  const REST = 4000; // milliseconds until the buttons go, once the pointer rests
  const NARROW = window.matchMedia("(max-width: 699px)");

  const MOVES = {
    ArrowRight: "next", ArrowLeft: "previous", ArrowDown: "next", ArrowUp: "previous",
    PageDown: "next", PageUp: "previous", Home: "first", End: "last",
  };
  const ACROSS = ["ArrowRight", "ArrowLeft"];
  const LETTERS = {
    t: "table", s: "source", b: "blank", f: "full", "+": "larger", "=": "larger", "-": "smaller", "−": "smaller", "?": "help",
  };
  const MOST_DRAWN = 0.95; // of the room that charts are drawn for; with less, they are drawn for enlarged letters
  let rest = 0;
  let pressedLast = ""; // the button that changed the letters, whose page is drawn anew
  let settled = null; // the screen in front when the page was last put in order

  const find = (selector) => document.querySelector(selector);
  const meeting = () => find(".meeting");
  const help = () => find("#meeting-help");
  const screens = () => [...document.querySelectorAll(".screen")];
  const front = () => screens().findIndex((screen) => screen.classList.contains("current"));
  const say = (words) => (find("#meeting-status").textContent = words);

  /* What is chosen lasts as long as the tab; a browser that keeps nothing forgets it with the page. */
  function kept(name, value) {
    try {
      if (value !== undefined) window.sessionStorage.setItem(name, value);
      return window.sessionStorage.getItem(name);
    } catch {
      return null;
    }
  }

  const letters = () => kept("meeting-letters") !== "off";
  const size = () => Number(kept("meeting-size")) || 1;

  /* Screens are drawn for a projector and made smaller or larger as a whole, so that they keep their proportions. */
  const share = () => Math.min(window.innerWidth / FULL.width, window.innerHeight / FULL.height);
  const scale = () => (NARROW.matches ? 1 : Math.max(share(), LEAST)) * size();

  /* Whether letters are so large that the charts of this meeting need a drawing of their own. */
  window.enlarged = () => window.location.pathname.endsWith("/present") && !NARROW.matches && share() / scale() < MOST_DRAWN;

  function fit() {
    document.documentElement.style.setProperty("--scale", String(scale()));
    if (meeting()) meeting().classList.toggle("enlarged", window.enlarged());
    document.querySelectorAll(".screen-chart").forEach((chart) => {
      if (chart.scrollHeight > chart.clientHeight + 1) chart.tabIndex = 0;
      else chart.removeAttribute("tabindex");
    });
    tellMore();
  }

  /* The names of the rows of a chart, or the tiles of a screen without one. */
  function namesOf(chart) {
    const plot = chart.querySelector(".js-plotly-plot");
    if (!plot || !plot.layout) return [...chart.querySelectorAll(".tile")];
    const notes = plot.layout.annotations || [];
    const names = notes.flatMap((note, at) => (note.captureevents && note.xref === "paper" && note.x === 0 ? [at] : []));
    return names.map((at) => plot.querySelector(`.annotation[data-index="${at}"]`)).filter(Boolean);
  }

  /* How many rows stand below or above the part in view, and the key that leads to them. */
  function tellMore() {
    const screen = find(".screen.current");
    const place = screen && screen.querySelector(".screen-more");
    if (!place) return;
    const chart = screen.querySelector(".screen-chart");
    const room = chart.getBoundingClientRect();
    const boxes = screen.dataset.view === "chart" ? namesOf(chart).map((name) => name.getBoundingClientRect()) : [];
    const foot = screen.querySelector(".screen-foot").getBoundingClientRect();
    const floor = NARROW.matches ? room.bottom : Math.min(room.bottom, foot.top);
    const below = boxes.filter((box) => box.bottom > floor + 1).length;
    const above = boxes.filter((box) => box.top < Math.max(room.top, 0) - 1).length;
    const told = [above && `↑ ${above} more above`, below && `↓ ${below} more below`].filter(Boolean).join(", ");
    if (place.textContent !== told) place.textContent = told;
  }

  function show(screen, view) {
    screen.dataset.view = view;
    mark(view !== "chart");
    ["table", "source"].forEach((each) =>
      find(`[data-meeting="${each}"]`).setAttribute("aria-pressed", String(each === view))
    );
  }

  /* A table or a source that is open is an entry of the browser's history, so that "back" closes it and not the meeting.
     Closed in another way, it takes its entry back. Dash does not need to know of either: the view is the same. */
  const opened = () => Boolean(window.history.state && window.history.state.opened);
  let takingBack = false;

  function mark(open) {
    if (open === opened() || takingBack) return;
    if (open) return window.history.pushState({ ...window.history.state, opened: true }, "");
    takingBack = true;
    window.history.back();
  }

  function wentBack(event) {
    if (!meeting() || !event.isTrusted) return;
    const screen = screens()[front()];
    if (takingBack) {
      takingBack = false;
      remember(front());
    } else if (screen.dataset.view !== "chart" && !opened()) {
      show(screen, "chart");
      say("Chart");
      fit();
    } else return;
    event.stopImmediatePropagation();
  }

  /* Paging leaves one entry in the browser's history, so that "back" leads to where the meeting was opened. */
  function remember(place) {
    const query = window.pinned(new URLSearchParams(window.location.search));
    if (place > 0) query.set("screen", String(place + 1));
    else query.delete("screen");
    const search = query.toString().replace(/%2C/g, ",");
    window.history.replaceState(window.history.state, "", window.location.pathname + (search && "?" + search));
  }

  function bring(place) {
    const all = screens();
    const to = Math.min(Math.max(place, 0), all.length - 1);
    const from = all[front()];
    const title = all[to].querySelector("h2");
    const held = from.contains(document.activeElement);
    meeting().classList.remove("blank");
    show(all[to], "chart");
    all.forEach((screen) => screen.classList.toggle("current", screen === all[to]));
    if (from !== all[to] && held) title.focus({ preventScroll: true });
    settled = all[to];
    remember(to);
    fit();
    const end = from !== all[to] ? "" : to ? "This is the last screen. " : "This is the first screen. ";
    say(`${end}Screen ${to + 1} of ${all.length}: ${title.textContent}`);
  }

  function view(name, words) {
    const screen = screens()[front()];
    const shown = screen.dataset.view === name ? "chart" : name;
    meeting().classList.remove("blank");
    show(screen, shown);
    say(shown === "chart" ? "Chart" : words);
    fit();
  }

  function resize(step) {
    const place = Math.min(Math.max(SIZES.indexOf(size()) + step, 0), SIZES.length - 1);
    kept("meeting-size", String(SIZES[place]));
    const button = document.activeElement && document.activeElement.closest("[data-meeting]");
    pressedLast = button ? button.dataset.meeting : "";
    fit();
    window.tellScreen();
    window.dispatchEvent(new Event("resize"));
    say(`Letters at ${Math.round(SIZES[place] * 100)} percent`);
  }

  function full() {
    const done = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen && document.documentElement.requestFullscreen();
    if (done) done.catch(() => say("This browser does not allow full screen here"));
    else say("This browser has no full screen");
  }

  function tellLetters() {
    find('[data-meeting="letters"]').setAttribute("aria-pressed", String(letters()));
    meeting().classList.toggle("no-letters", !letters());
  }

  function copy(button) {
    const done = () => (button.textContent = "Copied");
    if (navigator.clipboard) navigator.clipboard.writeText(window.pinnedAddress()).then(done, () => say("Not copied"));
    else say("This browser does not copy here; the link stands in the address bar");
  }

  const ACTIONS = {
    next: () => bring(front() + 1),
    previous: () => bring(front() - 1),
    first: () => bring(0),
    last: () => bring(Infinity),
    table: () => view("table", "Table"),
    source: () => view("source", "Source"),
    blank: () => say(meeting().classList.toggle("blank") ? "The screen is blank" : "The screen is back"),
    full: full,
    smaller: () => resize(-1),
    larger: () => resize(1),
    help: () => (help().open ? help().close() : help().showModal()),
    close: () => help().close(),
    dismiss: () => {
      find(".meeting-notices").classList.add("dismissed");
      screens()[front()].querySelector("h2").focus({ preventScroll: true });
      fit();
    },
    letters: () => {
      kept("meeting-letters", letters() ? "off" : "on");
      tellLetters();
    },
    copy: copy,
  };

  /* What stands below or above the part in view is read before the next screen is turned to. */
  function scrolled(down) {
    const screen = screens()[front()];
    const view = screen.querySelector(`.screen-${screen.dataset.view}`);
    const boxes = down ? [screen, view] : [view, screen];
    const box = boxes.find((each) =>
      down ? each.scrollTop + each.clientHeight < each.scrollHeight - 1 : each.scrollTop > 0
    );
    if (box) box.scrollBy(0, (down ? 0.8 : -0.8) * box.clientHeight);
    return Boolean(box);
  }

  function actionOf(event) {
    if (event.key === " ") return event.target.closest("a, button, summary") ? null : event.shiftKey ? "previous" : "next";
    if (MOVES[event.key]) return MOVES[event.key];
    return letters() ? LETTERS[event.key.toLowerCase()] : null;
  }

  function wake() {
    meeting().classList.add("awake");
    window.clearTimeout(rest);
    rest = window.setTimeout(() => {
      rest = 0;
      if (meeting()) meeting().classList.remove("awake");
    }, REST);
  }

  /* What is open over the chart is closed first, then the meeting. */
  function leave() {
    const screen = screens()[front()];
    if (screen.dataset.view !== "chart") ACTIONS[screen.dataset.view]();
    else if (meeting().classList.contains("blank")) ACTIONS.blank();
    else find("#meeting-leave").click();
  }

  function pressed(event) {
    if (!meeting() || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Tab") return wake();
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (help().open) {
      if (event.key === "?" && letters()) help().close();
      return;
    }
    /* In full screen, Esc belongs to the browser: it leaves that first. */
    if (event.key === "Escape" && !document.fullscreenElement) return leave();
    const action = actionOf(event);
    if (!action) return;
    const turns = action === "next" || action === "previous";
    if (event.repeat && !turns) return;
    event.preventDefault();
    if (turns && !ACROSS.includes(event.key) && scrolled(action === "next")) return;
    ACTIONS[action]();
  }

  function clicked(event) {
    const button = event.target.closest("[data-meeting]");
    if (button) ACTIONS[button.dataset.meeting](button);
    else if (event.target.closest("#meeting-leave") && document.fullscreenElement) document.exitFullscreen();
  }

  /* A page that has just come, or come again for another width, stands where the address says: paging has changed
     that since the page was asked for. */
  function settle() {
    const all = screens();
    if (!all.length) return;
    const asked = Number(new URLSearchParams(window.location.search).get("screen")) || 1;
    const to = all[Math.min(asked, all.length) - 1];
    tellMore();
    if (settled === to && all.every((screen) => screen.classList.contains("current") === (screen === to))) return;
    settled = to;
    all.forEach((screen) => screen.classList.toggle("current", screen === to));
    show(to, to.dataset.view);
    tellLetters();
    fit();
    if (rest) meeting().classList.add("awake");
    const button = pressedLast && document.activeElement === document.body && find(`[data-meeting="${pressedLast}"]`);
    if (button) button.focus();
  }

  document.addEventListener("keydown", pressed);
  document.addEventListener("click", clicked);
  ["pointermove", "pointerdown"].forEach((kind) => document.addEventListener(kind, () => meeting() && wake()));
  new MutationObserver(settle).observe(document.documentElement, { childList: true, subtree: true });
  window.addEventListener("popstate", wentBack, true);
  document.addEventListener("scroll", tellMore, true);
  window.addEventListener("resize", fit);
  fit();
})();
