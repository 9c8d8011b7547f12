/* Draws a page from the short lists that the server packs it into (`layouts/packed.py`): ["p.lead", {properties}, words
   and parts...]. One component draws all of it. */
(function () {
  "use strict";

  const draw = window.React.createElement;
  /* A browser would end a line between a sign and its £. */
  const SIGNED = /([+−]£[\d,.]+[\p{L}\p{N}_]*)/u;
  const nothing = () => {};

  function words(text) {
    if (!text.includes("£")) return [text];
    const pieces = text.split(SIGNED);
    return pieces.map((piece, place) => (place % 2 ? draw("span", { className: "whole" }, piece) : piece)).filter(Boolean);
  }

  /* `shared` is what the page holds several times: a number stands for what is there. */
  function parts(content, shared) {
    return content.flatMap((each) => {
      if (typeof each === "number") return parts([shared[each]], shared);
      return typeof each === "string" ? words(each) : [part(each, shared)];
    });
  }

  function part([name, ...inside], shared) {
    if (WHOLE[name]) return draw(WHOLE[name], { ...inside[0], shared });
    const [, tag, className] = name.match(/^(\w+)\.?(.*)$/);
    const first = inside[0];
    const given = first && typeof first === "object" && !Array.isArray(first);
    const properties = { ...(given ? first : {}), ...(className ? { className } : {}) };
    properties["aria-label"] = text(properties["aria-label"], shared);
    const content = given ? inside.slice(1) : inside;
    return draw(tag === "Link" ? Link : tag, properties, ...(tag === "option" ? content : parts(content, shared)));
  }

  const text = (said, shared) => {
    if (Array.isArray(said)) return said.map((each) => text(each, shared)).join("");
    return typeof said === "number" ? shared[said] : said;
  };

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

  const asAddress = (said) => said.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  /* The numbers of a chart: see `layouts/compact_table.py`, which says the same of a page without a script. */
  function Numbers({ caption, head, addresses, rows, shared }) {
    const begins = addresses.map((each) => text(each, shared));
    const link = ([said, begin, end]) => draw(Link, { href: begins[begin] + (end ?? asAddress(said)) }, ...words(said));
    const pieces = (content) => {
      if (!Array.isArray(content)) return words(text(content, shared));
      return content.flatMap((piece) => (typeof piece === "string" ? words(piece) : [link(piece)]));
    };
    const cell = (content, place) => {
      if (content.made !== undefined) return draw("td", { className: "made" }, ...words(content.made));
      return draw(...(place ? ["td", { className: "n" }] : ["th", { scope: "row" }]), ...pieces(content));
    };
    const heading = (name, place) => draw("th", { scope: "col", className: place ? "n" : undefined }, ...words(name));
    return draw(
      "table",
      { className: "numbers" },
      draw("caption", { className: "visually-hidden" }, ...words(text(caption, shared))),
      draw("thead", null, draw("tr", null, ...head.map(heading))),
      draw("tbody", null, ...rows.map((row) => draw("tr", null, ...row.map(cell))))
    );
  }

  /* A figure as it was before it was packed. */
  function unpacked({ data, layout, notes }, shared) {
    const whole = ({ like, ...own }) => ({ ...shared[like], ...own });
    const values = (places) => Object.fromEntries(Object.entries(places).map(([name, place]) => [name, shared[place]]));
    const axes = Object.entries(layout).filter(([name]) => /^[xy]axis/.test(name));
    return {
      data: data.map(([kind, places, axes]) => ({ ...shared[kind], ...values(places), ...axes })),
      layout: {
        ...whole(layout),
        ...Object.fromEntries(axes.map(([name, axis]) => [name, whole(axis)])),
        annotations: notes.map(([kind, said, x, y, bold, apart]) => ({
          text: bold ? `<b>${text(said, shared)}</b>` : text(said, shared), x, y, ...shared[kind], ...apart,
        })),
      },
    };
  }

  /* The chart library writes into what it draws, so each figure has copies of its own. */
  function Graph({ figure, config, shared, ...others }) {
    const drawn = window.React.useMemo(() => structuredClone(unpacked(figure, shared)), [figure]);
    return draw(window.dash_core_components.Graph, { ...others, config: shared[config], figure: drawn, setProps: nothing });
  }

  const WHOLE = { Numbers, Graph };

  /* What stands on a page is drawn anew with each answer, so that nothing opened or pressed on one is left on the next. */
  let answers = 0;
  const numbered = new WeakMap();

  function Page({ parts: sent, shared }) {
    if (!numbered.has(sent)) numbered.set(sent, (answers += 1));
    return draw(window.React.Fragment, { key: numbered.get(sent) }, ...parts(sent, shared));
  }

  /* The figure called `name` on a page that was sent, as it is drawn. */
  function figureIn({ parts: sent, shared }, name) {
    const found = (each) => {
      if (!Array.isArray(each)) return null;
      if (each[0] === "Graph" && each[1].id === name) return unpacked(each[1].figure, shared);
      return each.reduce((figure, inside) => figure || found(inside), null);
    };
    return found(sent);
  }

  window.drawn = { Page, figureIn };
})();
