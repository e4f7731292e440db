// Changes: what became of the commitments of earlier documents in later ones, side by side.
const CHANGES = DATA.changes;
const CHANGE_KINDS = ["stronger", "weaker", "moved deadline", "changed amount", "reaffirmed", "new", "dropped"];
const changeKey = (kind) => `change.${kind.replace(" ", "-")}`;
const shownKinds = new Set();

// A row passes when a side of it passes the filters; without filters all pass.
function changeRows() {
  const free = ![...state.chosen.values()].some((values) => values.size) && !state.text && !state.since && !state.until;
  const here = new Set(visible.statements);
  return CHANGES.rows.filter(([, before, after]) => free || here.has(before) || here.has(after));
}
function drawChanges() {
  const rows = changeRows();
  const count = (kind) => rows.filter(([kinds]) => kinds.includes(kind)).length;
  const buttons = CHANGE_KINDS.filter(count).map((kind) => h(`button.kind.is-${kind.replace(" ", "-")}`, { type: "button", "data-kind": kind, "aria-pressed": String(shownKinds.has(kind)),
    click: () => { if (!shownKinds.delete(kind)) shownKinds.add(kind); drawChanges(); byId("view-changes").querySelector(`[data-kind="${kind}"]`).focus(); } }, t(changeKey(kind)), h("span.count", {}, String(count(kind)))));
  const rank = ([kinds]) => Math.min(...kinds.map((kind) => CHANGE_KINDS.indexOf(kind)));
  const chosen = rows.filter(([kinds]) => !shownKinds.size || kinds.some((kind) => shownKinds.has(kind))).sort((a, b) => rank(a) - rank(b));
  const table = h("table.changes", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("change")), h("th", { scope: "col" }, h("bdi", {}, clean(CHANGES.before))), h("th", { scope: "col" }, h("bdi", {}, clean(CHANGES.after))))),
    h("tbody", {}, chosen.slice(0, rowsShown).map(drawChange)));
  const more = chosen.length > rowsShown && h("button.plain", { type: "button", click: () => { rowsShown += 500; drawChanges(); } }, `${t("panel.more")} (${chosen.length - rowsShown})`);
  byId("view-changes").replaceChildren(h("p.hint", {}, t("change.hint")), h("p.row.kinds", { role: "group", "aria-label": t("change") }, buttons), chosen.length ? table : h("p.empty", {}, t("panel.none")), more || "");
}
function drawChange([kinds, before, after, score]) {
  return h("tr", {}, h("th", { scope: "row" }, kinds.map((kind) => h(`span.kind.is-${kind.replace(" ", "-")}`, {}, t(changeKey(kind)))), score ? h("small.count", { title: t("change.score") }, `${Math.round(score * 100)} %`) : ""),
    drawSide(before, after, kinds), drawSide(after, before, kinds));
}
function drawSide(at, other, kinds) {
  if (at < 0) return h("td.nothing", {}, "–");
  const one = STATEMENTS[at];
  const told = (kind, ...what) => h(kinds.includes(kind) || (kind === "strength" && (kinds.includes("stronger") || kinds.includes("weaker"))) ? "b.changed" : "span", {}, ...what);
  return h("td", {}, h("button.other", { type: "button", "data-id": one.id, color: `var(--s${one.strength})`, click: () => show(at) },
    h("span.who", {}, h("bdi", {}, joined(one.committers)), h("span.arrow", {}, one.recipients ? " → " : ""), h("bdi", {}, joined(one.recipients))),
    h("q.quote", { lang: one.lang, dir: "auto" }, ...compared(one, other < 0 ? null : STATEMENTS[other])),
    h("span.meta", {}, told("strength", h("span.pill", {}, strengthName(one))), one.deadline && told("moved deadline", `${t("detail.deadline")} ${one.deadline}`), one.amount && told("changed amount", amountText(one)),
      h("span", {}, dateOf(one)), h("span.source", {}, trim(sourceOf(one), 50)))));
}
// The words that only this side has are marked, if both quotes are of one language and share most words.
function compared(one, other) {
  const text = clean(quoteOf(one)).slice(0, 600);
  if (!other || one.lang !== other.lang) return [text];
  const words = (whole) => whole.match(one.lang === "en" ? /[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]+/gu : /\p{N}+|./gsu) || [];
  const mine = words(text);
  const theirs = words(clean(quoteOf(other)).slice(0, 600));
  const kept = common(mine, theirs);
  if (kept.size < mine.length * 0.5) return [text];
  const parts = [];
  mine.forEach((word, at) => {
    const fresh = !kept.has(at);
    const last = parts[parts.length - 1];
    if (last && last.fresh === fresh) last.text += word; else parts.push({ fresh, text: word });
  });
  return parts.map((part) => (part.fresh && part.text.trim() ? h("ins", {}, part.text) : part.text));
}
// Places of the first list that belong to a longest common subsequence with the second.
function common(mine, theirs) {
  const wide = theirs.length + 1;
  const length = new Uint16Array((mine.length + 1) * wide);
  for (let i = mine.length - 1; i >= 0; i -= 1) for (let j = theirs.length - 1; j >= 0; j -= 1) {
    length[i * wide + j] = mine[i] === theirs[j] ? length[(i + 1) * wide + j + 1] + 1 : Math.max(length[(i + 1) * wide + j], length[i * wide + j + 1]);
  }
  const kept = new Set();
  for (let i = 0, j = 0; i < mine.length && j < theirs.length;) {
    if (mine[i] === theirs[j]) { kept.add(i); i += 1; j += 1; } else if (length[(i + 1) * wide + j] >= length[i * wide + j + 1]) i += 1; else j += 1;
  }
  return kept;
}
