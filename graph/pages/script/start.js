// Start: wire the header, read the address, draw; redraw whatever is seen after every change.
const DRAW = { network: drawPicture, list: drawList, timeline: drawTimeline, matrix: drawMatrix, documents: drawDocuments, changes: drawChanges };

// Redrawing takes the focused control away: it is found again by what it stands for.
function focusMark() {
  const focused = document.activeElement;
  const box = focused && focused.closest("[role=tabpanel], #panel, #facets, #chips");
  if (!box || focused === box) return null;
  const key = ["data-id", "data-value", "data-pair", "data-kind", "id"].find((name) => focused.hasAttribute(name));
  return { box: box.id, selector: key ? `[${key}="${CSS.escape(focused.getAttribute(key))}"]` : "" };
}
function focusAgain(mark) {
  if (!mark || document.activeElement !== document.body) return;
  const box = byId(mark.box);
  const again = (mark.selector && box.querySelector(mark.selector)) || (mark.box === "panel" && (box.querySelector("button") || box));
  if (again) again.focus({ preventScroll: true });
}

function refresh() {
  const focused = focusMark();
  applyFilters();
  byId("summary").textContent = t("summary", { n: visible.statements.length, m: DATA.shown, a: new Set(visible.edges.flatMap((edge) => [edge.from, edge.to]).filter(Boolean)).size });
  drawChips();
  drawFacets();
  for (const tab of TABS) {
    const on = tab === state.tab;
    byId(`view-${tab}`).hidden = !on;
    byId(`tab-${tab}`).setAttribute("aria-selected", String(on));
    byId(`tab-${tab}`).tabIndex = on ? 0 : -1;
  }
  DRAW[state.tab]();
  drawPanel();
  focusAgain(focused);
  writeAddress();
  if (state.tab === "network" && !fitted) fitPicture(false);
}

function speak() {
  document.documentElement.lang = state.lang;
  face = "";
  byId("lang").value = state.lang;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-label]")) { element.setAttribute("aria-label", t(element.dataset.tLabel)); if (element.tagName === "BUTTON") element.title = t(element.dataset.tLabel); }
  for (const element of document.querySelectorAll("[data-t-placeholder]")) element.placeholder = t(element.dataset.tPlaceholder);
  byId("notice").hidden = DATA.shown >= DATA.total;
  byId("notice").textContent = t("capped", { n: DATA.shown, m: DATA.total });
  drawLegend();
  refresh();
}
function dress() {
  document.documentElement.dataset.theme = state.theme;
  PAINTS.clear();
  drawLegend();
  refresh();
}

// Search: any alias of an actor in any language, or words of the quotes.
function seek(text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const rank = (name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 9);
  return DATA.actors.map((actor) => [Math.min(...actor.names.map(rank)), actor.id]).filter(([best]) => best < 9).sort(([a], [b]) => a - b).slice(0, 8).map(([, id]) => id);
}
function suggest() {
  const text = byId("search").value;
  const options = seek(text).map((id) => ({ text: label(id), kind: ACTORS.get(id).kind, go: () => reveal(id) }));
  if (text.trim()) options.push({ text: t("search.text", { a: trim(text.trim(), 40) }), go: () => { state.text = text.trim(); refresh(); } });
  const found = byId("found");
  found.replaceChildren(...options.map((option, at) => h("li", { role: "option", id: `found-${at}`, "aria-selected": String(at === 0), mousedown: (event) => { event.preventDefault(); take(option); } }, option.kind ? icon(option.kind) : "⌕", h("bdi", {}, option.text))));
  found.hidden = !options.length;
  byId("search").setAttribute("aria-expanded", String(options.length > 0));
  return options;
}
function take(option) { byId("found").hidden = true; byId("search").value = ""; option.go(); }
function reveal(id) {
  choose(`actor:${id}`);
  if (state.tab === "network") { network.selectNodes([id], false); network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: { duration: 250 } }); }
}
function wireSearch() {
  let options = [];
  let at = 0;
  const mark = () => [...byId("found").children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
  byId("search").addEventListener("input", () => { options = suggest(); at = 0; });
  byId("search").addEventListener("blur", () => { byId("found").hidden = true; });
  byId("search").addEventListener("keydown", (event) => {
    if (event.key === "Escape") byId("found").hidden = true;
    if (!options.length || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); at = (at + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length; mark(); }
    if (event.key === "Enter") { const option = options[at]; options = []; take(option); }
  });
}
function wireTabs() {
  TABS.forEach((tab, at) => {
    byId(`tab-${tab}`).addEventListener("click", () => { state.tab = tab; refresh(); });
    byId(`tab-${tab}`).addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: TABS.length - 1 }[event.key];
      if (!step) return;
      state.tab = TABS[(at + step) % TABS.length];
      refresh();
      byId(`tab-${state.tab}`).focus();
    });
  });
}

readAddress();
wireTabs();
wireSearch();
byId("lang").addEventListener("change", (event) => { state.lang = event.target.value; speak(); });
byId("theme").addEventListener("click", () => {
  const dark = state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  state.theme = dark ? "light" : "dark";
  dress();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
byId("zoom-in").addEventListener("click", () => zoom(1.3));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
byId("zoom-fit").addEventListener("click", () => fitPicture(true));
addEventListener("hashchange", () => { readAddress(); speak(); });
addEventListener("resize", () => { if (state.tab === "timeline") drawTimeline(); });
// Paper is light, whatever the screen wears.
let worn = "";
addEventListener("beforeprint", () => { byId("filters").open = false; worn = state.theme; state.theme = "light"; dress(); if (network) network.redraw(); });
addEventListener("afterprint", () => { state.theme = worn; dress(); });
if (matchMedia("(max-width: 760px)").matches) { byId("filters").open = false; byId("legend").open = false; }
// What a script of the reader may ask the picture.
window.pledgegraph = Object.freeze({
  lines: () => lines.length, place: (id) => network.canvasToDOM(network.getPosition(id)), opacity: (id) => nodes.get(id).opacity,
});
speak();
document.documentElement.dataset.ready = "yes";
