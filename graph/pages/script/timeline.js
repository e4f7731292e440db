// Timeline: statements by the date of their document, in even steps of time, with what takes up what.
let rowsBy = "actors";
let chainsOn = true;
const ROWS = 40;
const pad = (number) => String(number).padStart(2, "0");
const UNITS = {
  day: { of: (date) => `${date}-01-01`.slice(0, 10), next: (key) => new Date(Date.parse(`${key}T00:00:00Z`) + 864e5).toISOString().slice(0, 10), name: (key) => key.slice(5) },
  month: { of: (date) => `${date}-01`.slice(0, 7), next: (key) => (key.slice(5) === "12" ? `${Number(key.slice(0, 4)) + 1}-01` : `${key.slice(0, 5)}${pad(Number(key.slice(5)) + 1)}`), name: (key) => key.slice(5) },
  quarter: { of: (date) => `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7) || 1) / 3)}`, next: (key) => (key.slice(6) === "4" ? `${Number(key.slice(0, 4)) + 1}-Q1` : `${key.slice(0, 6)}${Number(key.slice(6)) + 1}`), name: (key) => key.slice(5) },
  year: { of: (date) => date.slice(0, 4), next: (key) => String(Number(key) + 1), name: () => "" },
};
function steps(unit, dates) {
  const last = UNITS[unit].of(dates[dates.length - 1]);
  const found = [];
  for (let key = UNITS[unit].of(dates[0]); found.length < 80; key = UNITS[unit].next(key)) { found.push(key); if (key >= last) break; }
  return found;
}
// The finest steps that fit beside each other.
function chooseUnit(dates) {
  for (const [unit, most] of [["day", 16], ["month", 18], ["quarter", 28]]) if (steps(unit, dates).length <= most) return unit;
  return "year";
}
function drawTimeline() {
  const dates = visible.statements.map((at) => dateOf(STATEMENTS[at])).filter(Boolean).sort();
  const view = byId("view-timeline");
  if (!visible.statements.length) { view.replaceChildren(h("p.empty", {}, t("panel.none"))); return; }
  const unit = dates.length ? chooseUnit(dates) : "year";
  const bucket = (one) => (dateOf(one) ? UNITS[unit].of(dateOf(one)) : "-");
  const columns = dates.length ? steps(unit, dates) : [];
  if (dates.length < visible.statements.length) columns.push("-");
  const table = gatherRows(bucket);
  const total = (row) => [...table.get(row).values()].reduce((sum, found) => sum + found.size, 0);
  const rows = [...table.keys()].sort((a, b) => total(b) - total(a) || (a < b ? -1 : 1)).slice(0, ROWS);
  const most = Math.max(1, ...rows.flatMap((row) => [...table.get(row).values()].map((found) => found.size)));
  const body = rows.map((row) => h("tr", {}, h("th", { scope: "row", title: rowName(row) }, h("bdi", {}, trim(rowName(row), 34))), columns.map((column) => h("td", { class: column.endsWith("-01") || column.endsWith("-Q1") ? "first" : null }, drawDot(table.get(row).get(column), row, column, most)))));
  const coarse = visible.statements.filter((at) => { const date = dateOf(STATEMENTS[at]); return date && date.length < { day: 10, month: 7, quarter: 7, year: 4 }[unit]; }).length;
  const grid = h("div.scroll.time", {}, h("table.grid", {}, h("thead", {}, ...drawSteps(unit, columns)), h("tbody", {}, body)));
  const chains = findChains();
  view.replaceChildren(drawSwitch(chains.length), h("p.hint", {}, t("timeline.hint"), coarse ? ` ${t("timeline.coarse", { n: coarse })}` : ""), grid, cutNote(table.size, ROWS), ...drawChains(chains));
  if (chainsOn) drawArcs(grid, bucket);
}
function gatherRows(bucket) {
  const table = new Map();
  for (const at of visible.statements) {
    const one = STATEMENTS[at];
    for (const row of rowsOf(one)) {
      if (!table.has(row)) table.set(row, new Map());
      const cells = table.get(row);
      if (!cells.has(bucket(one))) cells.set(bucket(one), new Set());
      cells.get(bucket(one)).add(at);
    }
  }
  return table;
}
const rowsOf = (one) => (rowsBy === "actors" ? one.committers : one.topics || ["-"]);
const rowName = (row) => (rowsBy === "actors" ? label(row) : FACETS.find((facet) => facet.key === "topic").label(row));
function drawSwitch(chains) {
  const button = (key) => h("button", { type: "button", id: `by-${key}`, "aria-pressed": String(rowsBy === key), click: () => { rowsBy = key; drawTimeline(); byId(`by-${key}`).focus(); } }, t(`timeline.${key}`));
  return h("p.row", {}, button("actors"), button("topics"),
    chains > 0 && h("label.check", {}, h("input", { type: "checkbox", id: "chains", checked: chainsOn, change: () => { chainsOn = !chainsOn; drawTimeline(); byId("chains").focus(); } }), t("timeline.chains")));
}
function drawSteps(unit, columns) {
  const years = [];
  for (const column of columns) {
    const year = column === "-" ? t("undated") : column.slice(0, 4);
    const last = years[years.length - 1];
    if (last && last.year === year) last.n += 1; else years.push({ year, n: 1 });
  }
  const head = h("tr", {}, h("td"), years.map(({ year, n }) => h("th.year", { scope: "colgroup", colspan: String(n) }, year)));
  return unit === "year" ? [head] : [head, h("tr", {}, h("td"), columns.map((column) => h("th", { scope: "col" }, column === "-" ? "" : UNITS[unit].name(column))))];
}
function drawDot(found, row, column, most) {
  if (!found) return "";
  const strongest = Math.max(...[...found].map((at) => STATEMENTS[at].strength));
  const button = h("button.dot", { type: "button", color: `var(--s${strongest})`, "data-row": row, "data-column": column, "aria-label": `${rowName(row)}, ${column === "-" ? t("undated") : column}: ${found.size}`, click: () => narrow(row, column) }, String(found.size));
  button.style.setProperty("--size", `${16 + 22 * Math.sqrt(found.size / most)}px`);
  return button;
}
function narrow(row, column) {
  state.chosen.set("year", new Set([column === "-" ? "-" : column.slice(0, 4)]));
  state.chosen.set(rowsBy === "actors" ? "from" : "topic", new Set([row]));
  choose("");
}
const cutNote = (all, cut) => (all > cut ? h("p.hint", {}, t("rows.cut", { n: cut, m: all })) : "");

// Chains among the statements shown, the longest first.
function findChains() {
  const here = new Set(visible.statements);
  const seen = new Set();
  const chains = [];
  for (const at of visible.statements) {
    if (seen.has(at) || !linksOf(at).some((link) => link.asserted)) continue;
    const chain = chainOf(at);
    for (const one of chain.length ? chain.flatMap((step) => step.told) : tellings(at)) seen.add(one);
    const kept = chain.filter((step) => step.told.some((one) => here.has(one)));
    if (kept.length > 1) chains.push(kept);
  }
  return chains.sort((a, b) => b.length - a.length);
}
function drawChains(chains) {
  if (!chains.length) return [];
  return [h("h3", {}, t("timeline.list"), h("span.count", {}, String(chains.length))), h("ol.others", {}, chains.slice(0, 50).map((chain) => {
    const last = chain[chain.length - 1].first;
    const one = STATEMENTS[last];
    return h("li", {}, h("button.other", { type: "button", "data-id": one.id, color: `var(--s${one.strength})`, click: () => show(last) },
      h("span.meta", {}, h("b", {}, chain.map((step) => dateOf(STATEMENTS[step.first]) || t("undated")).join(" → ")), changesBetween(STATEMENTS[chain[0].first], one)),
      h("span.who", {}, h("bdi", {}, joined(one.committers)), h("span.arrow", {}, one.recipients ? " → " : ""), h("bdi", {}, joined(one.recipients))), h("q.quote", { lang: one.lang, dir: "auto" }, trim(quoteOf(one), 160))));
  })), cutNote(chains.length, 50)].filter(Boolean);
}
// Bows over the grid, from the dot of the earlier act to the dot of the later one.
function drawArcs(grid, bucket) {
  const dots = new Map([...grid.querySelectorAll(".dot")].map((dot) => [`${dot.dataset.row}\n${dot.dataset.column}`, dot]));
  const bows = new Map();
  const here = new Set(visible.statements);
  for (const link of LINKS) {
    if (!link.asserted || link.kind === "sameStatementAs" || !here.has(link.later) || !here.has(link.earlier)) continue;
    const [from, to] = [STATEMENTS[link.earlier], STATEMENTS[link.later]];
    for (const row of rowsOf(to).filter((one) => rowsOf(from).includes(one))) {
      const ends = [`${row}\n${bucket(from)}`, `${row}\n${bucket(to)}`];
      if (ends[0] === ends[1] || !dots.has(ends[0]) || !dots.has(ends[1])) continue;
      const key = ends.join("\n");
      bows.set(key, { from: dots.get(ends[0]), to: dots.get(ends[1]), n: (bows.has(key) ? bows.get(key).n : 0) + 1 });
    }
  }
  if (!bows.size) return;
  const base = grid.firstChild.getBoundingClientRect();
  const centre = (dot) => { const box = dot.getBoundingClientRect(); return [box.left + box.width / 2 - base.left, box.top - base.top, box.height / 2]; };
  const paths = [...bows.values()].map(({ from, to, n }) => {
    const [x1, y1] = centre(from);
    const [x2, y2] = centre(to);
    const top = Math.min(y1, y2) - Math.min(14, 6 + Math.abs(x2 - x1) / 20);
    return svg("path", { d: `M${x1} ${y1}C${x1 + (x2 - x1) * 0.2} ${top} ${x1 + (x2 - x1) * 0.8} ${top} ${x2} ${y2}`, "stroke-width": String(Math.min(4, 1.2 + 0.6 * Math.log2(n))) });
  });
  grid.append(svg("svg", { class: "arcs", "aria-hidden": "true", width: base.width, height: base.height }, ...paths));
}
