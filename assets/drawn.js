/* Draws a page from the short lists that the server packs it into (`layouts/packed.py`): ["p.lead", {properties}, words
   and parts...]. One component draws all of it. */
(function () {
  "use strict";

  const draw = window.React.createElement;
  /* A browser would end a line between a sign and its £. */
  const SIGNED = /([+−]£[\d,.]+[\p{L}\p{N}_]*)/u;
  const UNSPOKEN = ["option"]; // holds words and nothing else
  const nothing = () => {};

  function words(text) {
    if (!text.includes("£")) return [text];
    const pieces = text.split(SIGNED);
    return pieces.map((piece, place) => (place % 2 ? draw("span", { className: "whole" }, piece) : piece)).filter(Boolean);
  }

  function parts(content) {
    return content.flatMap((each) => (typeof each === "string" ? words(each) : [part(each)]));
  }

  function part([name, ...inside]) {
    if (WHOLE[name]) return draw(WHOLE[name], inside[0]);
    const [, tag, className] = name.match(/^(\w+)\.?(.*)$/);
    const first = inside[0];
    const given = first && typeof first === "object" && !Array.isArray(first);
    const properties = { ...(given ? first : {}), ...(className ? { className } : {}) };
    const content = given ? inside.slice(1) : inside;
    return draw(tag === "Link" ? Link : tag, properties, ...(UNSPOKEN.includes(tag) ? content : parts(content)));
  }

  /* A link changes the address without loading the page anew, and the page follows from the address. */
  function follow(event) {
    if (event.metaKey || event.shiftKey || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    window.history.pushState({}, "", event.currentTarget.getAttribute("href"));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  }

  function Link(given) {
    return draw("a", { ...given, href: window.dash_clientside.clean_url(given.href), onClick: follow });
  }

  /* The numbers of a chart: see `layouts/compact_table.py`, which says the same of a page without a script. */
  function Numbers({ caption, head, addresses, rows }) {
    const link = ([said, begin, end]) => draw(Link, { href: addresses[begin] + end }, ...words(said));
    const pieces = (content) =>
      typeof content === "string"
        ? words(content)
        : content.flatMap((piece) => (typeof piece === "string" ? words(piece) : [link(piece)]));
    const cell = (content, place) => {
      if (content.made !== undefined) return draw("td", { className: "made" }, ...words(content.made));
      return draw(...(place ? ["td", { className: "n" }] : ["th", { scope: "row" }]), ...pieces(content));
    };
    const heading = (name, place) => draw("th", { scope: "col", className: place ? "n" : undefined }, ...words(name));
    return draw(
      "table",
      { className: "numbers" },
      draw("caption", { className: "visually-hidden" }, ...words(caption)),
      draw("thead", null, draw("tr", null, ...head.map(heading))),
      draw("tbody", null, ...rows.map((row) => draw("tr", null, ...row.map(cell))))
    );
  }

  /* A figure as it was before it was packed. */
  function unpacked({ data, layout, shared, kinds, notes }) {
    const whole = (trace) =>
      Object.fromEntries(Object.entries(trace).map(([name, value]) => [name, SHARED.includes(name) ? shared[value] : value]));
    const note = ([kind, text, x, y]) => ({ text, x, y, ...kinds[kind] });
    return { data: data.map(whole), layout: { ...layout, annotations: notes.map(note) } };
  }
  const SHARED = ["customdata", "hovertemplate", "x", "y"];

  function Graph({ figure, ...others }) {
    const drawn = window.React.useMemo(() => unpacked(figure), [figure]);
    return draw(window.dash_core_components.Graph, { ...others, figure: drawn, setProps: nothing });
  }

  const WHOLE = { Numbers, Graph };

  /* What stands on a page is drawn anew with each answer, so that nothing opened or pressed on one is left on the next. */
  let answers = 0;
  const numbered = new WeakMap();

  function Page({ parts: sent }) {
    if (!numbered.has(sent)) numbered.set(sent, (answers += 1));
    return draw(window.React.Fragment, { key: numbered.get(sent) }, ...parts(sent));
  }

  /* The figure called `name` on a page that was sent, as it is drawn. */
  function figureIn(sent, name) {
    if (!Array.isArray(sent)) return null;
    if (sent[0] === "Graph" && sent[1].id === name) return unpacked(sent[1].figure);
    return sent.reduce((found, each) => found || figureIn(each, name), null);
  }

  window.drawn = { Page, figureIn };
})();
