// The panel beside every view: the list in step with the filters, and one statement in full.
const PAGE = matchMedia("(max-width: 760px)").matches ? 15 : 60;
let listed = PAGE;

function choose(scope) { state.scope = scope; state.statement = -1; listed = PAGE; refresh(); }
function show(at) {
  state.statement = at;
  refresh();
  byId("panel").scrollTop = 0;
  // On a phone the panel stands below the view.
  if (at >= 0 && matchMedia("(max-width: 760px)").matches && state.tab !== "documents") byId("panel").scrollIntoView();
}

function scopeOf() {
  const at = state.scope.indexOf(":");
  const kind = state.scope.slice(0, at);
  const value = state.scope.slice(at + 1);
  if (kind === "actor" && ACTORS.has(value)) return { kind, id: value };
  if (kind === "pair" || kind === "cell") {
    const mark = value.includes("=") ? "=" : ">";
    const [from, to] = value.split(mark).map(decoded);
    if (ACTORS.has(from) && ACTORS.has(to)) return { kind: "pair", key: value, from, to, derived: mark === "=", whole: kind === "cell" };
  }
  return { kind: "all" };
}
function goBack() {
  if (state.statement < 0) { choose(""); return; }
  const { id } = STATEMENTS[state.statement];
  show(-1);
  const left = byId("panel").querySelector(`[data-id="${CSS.escape(id)}"]`);
  if (left) left.focus();
}
const distinct = (edges) => [...new Set(edges.map((edge) => edge.statement))];

function drawPanel() {
  const panel = byId("panel");
  if (state.statement >= 0) { panel.replaceChildren(...drawDetail(STATEMENTS[state.statement])); return; }
  const scope = scopeOf();
  const parts = { all: drawAll, pair: drawPair, actor: drawActor }[scope.kind](scope);
  panel.replaceChildren(...parts);
}
function drawAll() {
  const heading = h("h2", {}, t(["list", "changes"].includes(state.tab) ? "glance" : "panel.all"), h("span.count", {}, String(visible.statements.length)));
  if (["list", "changes"].includes(state.tab)) return [heading, ...drawGlance()];
  if (state.tab !== "network") return [heading, drawOrder(), ...cards(visible.statements)];
  const listing = (key) => h("button", { type: "button", id: `listing-${key}`, "aria-pressed": String(state.listing === key), click: () => { state.listing = key; drawPanel(); byId(`listing-${key}`).focus(); } }, t(`panel.${key}`));
  const switcher = h("p.row.switch", { role: "group", "aria-label": t("panel.show") }, listing("statements"), listing("pairs"));
  return [heading, switcher, ...(state.listing === "pairs" ? drawPairs() : [drawOrder(), ...cards(visible.statements)])];
}
// Every line of the picture as a row: what a reader without a mouse or without sight works with.
function drawPairs() {
  const pairs = [...gatherPairs(visible.edges).values()].sort((a, b) => b.statements.size - a.statements.size || (a.key < b.key ? -1 : 1));
  if (!pairs.length) return [h("p.empty", {}, t("panel.none"))];
  const more = pairs.length > listed && h("button.plain", { type: "button", click: () => { listed += 200; drawPanel(); } }, `${t("panel.more")} (${pairs.length - listed})`);
  return [h("ol.pairs", {}, pairs.slice(0, listed).map((pair) => h("li", {}, h("button.other", { type: "button", "data-pair": pair.key, color: `var(--s${pair.strongest})`, click: () => choose(`pair:${pair.key}`) },
    h("span", {}, h("bdi", {}, label(pair.from)), h("span.arrow", {}, pair.derived ? " ⇄ " : " → "), h("bdi", {}, label(pair.to))), h("span.count", {}, String(pair.statements.size)))))), more].filter(Boolean);
}
function drawGlance() {
  const found = visible.statements.map((at) => STATEMENTS[at]);
  if (!found.length) return [h("p.empty", {}, t("panel.none"))];
  const counts = [5, 4, 3, 2, 1].map((level) => [level, found.filter((one) => one.strength === level).length]);
  const most = Math.max(...counts.map(([, n]) => n));
  const bars = counts.map(([level, n]) => {
    const bar = h("span.bar", { color: `var(--s${level})` });
    bar.style.setProperty("--share", n / most);
    return [h("dt", {}, `${level} · ${t(`strength.commitment.${level}`)}`), h("dd", {}, bar, String(n))];
  });
  const again = found.filter((one) => one.reaffirmed).length;
  const dates = found.map(dateOf).filter(Boolean).sort();
  return [h("dl.glance", {}, bars.flat()), h("p", {}, t("glance.again", { n: again, m: found.length - again })), h("p", {}, t("glance.due", { n: found.filter((one) => one.deadline).length })),
    dates.length ? h("p", {}, t("glance.dates", { a: dates[0], b: dates[dates.length - 1] })) : ""];
}
function ordered(found) {
  const key = { who: (one) => joined(one.committers), due: (one) => one.deadline || "9", strength: (one) => -one.strength }[state.sort] || dateOf;
  const down = state.sort === "date" ? -1 : 1;
  const keyed = found.map((at) => [key(STATEMENTS[at]), at]);
  return keyed.sort(([a, i], [b, j]) => (a === b ? i - j : (a < b ? -1 : 1) * down)).map(([, at]) => at);
}
function drawOrder() {
  return h("label.order", {}, h("span", {}, t("panel.sort")), h("select", { id: "order", change: (event) => { state.sort = event.target.value; drawPanel(); byId("order").focus(); } },
    ["date", "old", "strength", "who", "due"].map((key) => h("option", { value: key, selected: state.sort === key }, t(`sort.${key}`)))));
}
function drawPair(scope) {
  const found = distinct(visible.edges.filter((edge) => edge.to !== null && (scope.whole ? edge.from === scope.from && edge.to === scope.to : pairKey(edge) === scope.key)));
  const title = t(scope.derived ? "panel.joint" : "panel.pair", { a: label(scope.from), b: label(scope.to) });
  const fanned = state.fanned.has(scope.key);
  return [back(), h("h2", {}, title, h("span.count", {}, String(found.length))),
    state.tab === "network" && !scope.whole && found.length > 1 && h("p.row", {}, h("button", { type: "button", click: () => fan(scope.key) }, t(fanned ? "panel.fold" : "panel.fan"))),
    found.length > 1 && drawOrder(), ...cards(found)].filter(Boolean);
}
function drawActor(scope) {
  const mine = visible.edges.filter((edge) => edge.from === scope.id || edge.to === scope.id);
  const groups = [
    ["panel.gives", mine.filter((edge) => !edge.derived && edge.from === scope.id && edge.to !== null)],
    ["panel.gets", mine.filter((edge) => !edge.derived && edge.to === scope.id && edge.from !== scope.id)],
    ["panel.together", mine.filter((edge) => edge.derived)],
    ["panel.loose", mine.filter((edge) => edge.to === null)],
  ];
  const on = (state.chosen.get("actor") || new Set()).has(scope.id);
  return [back(), h("h2", {}, icon(ACTORS.get(scope.id).kind), " ", label(scope.id), h("span.count", {}, String(distinct(mine).length))),
    h("p.row", {}, h("button", { type: "button", id: "ego", "aria-pressed": String(on), click: () => { state.chosen.set("actor", new Set(on ? [] : [scope.id])); refresh(); fitPicture(true); } }, t("panel.ego"))),
    ...groups.filter(([, edges]) => edges.length).flatMap(([key, edges]) => [h("h3", {}, t(key), h("span.count", {}, String(distinct(edges).length))), ...cards(distinct(edges))])];
}
const back = () => h("button.plain.back", { type: "button", click: goBack }, `← ${t("panel.back")}`);

function cards(found) {
  if (!found.length) return [h("p.empty", {}, t("panel.none"))];
  const more = found.length > listed && h("button.plain", { type: "button", click: () => { listed += 200; drawPanel(); } }, `${t("panel.more")} (${found.length - listed})`);
  return [h("ol.cards", {}, ordered(found).slice(0, listed).map(card)), more].filter(Boolean);
}
function card(at) {
  const one = STATEMENTS[at];
  return h("li", {}, h("button.card", { type: "button", "data-id": one.id, color: `var(--s${one.strength})`, click: () => show(at) },
    h("span.who", {}, h("bdi", {}, joined(one.committers)), h("span.arrow", {}, one.recipients ? " → " : ""), h("bdi", {}, joined(one.recipients))),
    h("q.quote", { lang: one.lang, dir: "auto" }, trim(quoteOf(one), 320)),
    h("span.meta", {}, h("span.pill", {}, strengthName(one)), one.kind === "call" ? h("span", {}, t("kind.call")) : "", one.reaffirmed ? h("span", {}, t("again.reaffirmed")) : "",
      h("span", {}, dateOf(one) || t("undated")), h("span.source", {}, trim(sourceOf(one), 80)))));
}
const sourceOf = (one) => (docOf(one) ? docOf(one).publisher || docOf(one).title : one.source || "");

function actorButton(id) {
  return ACTORS.has(id) ? h("button.actor", { type: "button", click: () => choose(`actor:${id}`) }, icon(ACTORS.get(id).kind), h("bdi", {}, label(id))) : h("span.actor", {}, h("bdi", {}, label(id)));
}
function drawDetail(one) {
  const facts = [];
  const fact = (key, ...value) => facts.push(h("dt", {}, t(key)), h("dd", {}, ...value));
  const quote = quoteOf(one);
  if (one.action) fact("detail.what", h("span", { lang: one.lang, dir: "auto" }, trim(quote.slice(...one.action), 600)));
  fact("detail.strength", h("span.pill", { color: `var(--s${one.strength})` }, `${one.strength} · ${strengthName(one)}`), ` ${t(`kind.${one.kind}`)} · ${t(one.reaffirmed ? "again.reaffirmed" : "again.new")}`);
  if (one.negative) fact("facet.kind", t("detail.negative"));
  if (one.deadline) fact("detail.deadline", one.deadline);
  const at = STATEMENTS.indexOf(one);
  if (STANDINGS[at] !== "none") fact("detail.status", ...drawStanding(at));
  if (one.amount) fact("detail.amount", amountText(one));
  for (const key of ["condition", "instrument"]) if (one[key]) fact(`detail.${key}`, h("span", { lang: one.lang }, trim(one[key], 600)));
  if (one.topics) fact("detail.topics", one.topics.map((topic) => clean(DATA.topics[topic][state.lang])).join(" · "));
  if (one.speaker) fact("detail.speaker", label(one.speaker));
  if (one.optional) fact("detail.optional", joined(one.optional));
  if (one.chain) fact("detail.chain", one.chain.map(([role, actor]) => `${label(actor)} (${t(`role.${role}`)})`).join(" → "));
  fact("detail.source", ...drawSource(one));
  const arrow = h("p.headline", {}, one.committers.map(actorButton), h("span.arrow", {}, "→"), one.recipients ? one.recipients.map(actorButton) : h("span.actor.none", {}, t("nobody")));
  return [back(), at >= DATA.shown ? h("p.hint", {}, t("links.outside")) : "", arrow, h("h3", {}, t("detail.quote")), h("blockquote", { lang: one.lang, dir: "auto", color: `var(--s${one.strength})` }, inContext(one, quote)), drawKey(one), h("dl", {}, facts), ...drawLinks(at),
    h("dl.origin", {}, h("dt", {}, t("detail.rule")), h("dd", {}, h("code", {}, trim(one.rule, 200))), h("dt", {}, t("detail.id")), h("dd", {}, h("code", {}, stable("statement", one.id))))];
}
// On a server each thing has an address of its own; in a file there is none.
function stable(kind, id) {
  const path = (DATA.addresses || {})[kind];
  return path && path.startsWith("/") ? h("a", { href: path.replace("{id}", encodeURIComponent(id)) }, id) : id;
}
function drawKey(one) {
  return h("p.key", {}, ["committer", "cue", "action"].filter((part) => one[part]).map((part) => h(`span.in-${part}`, {}, t(`mark.${part}`))));
}
function drawSource(one) {
  const source = docOf(one);
  if (!source) return [clean(one.source || "")];
  return [h("bdi", {}, trim(source.title, 200)), h("br"), [source.publisher, source.date].filter(Boolean).map(clean).join(" · "),
    h("span.row", {}, source.text !== null && one.start !== undefined && h("button", { type: "button", id: "read", click: () => readDocument(one) }, t("detail.read")),
      source.url && h("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, t("detail.open")))];
}
function inContext(one, quote) {
  const text = one.quote === undefined ? docOf(one).text : null;
  const reach = one.lang === "en" ? 220 : 90;
  const edge = (part, start) => (start && /[\udc00-\udfff]/.test(part[0] || "") ? part.slice(1) : part);
  const before = edge(text ? text.slice(Math.max(0, one.start - reach), one.start) : (one.before || "").slice(-reach), true);
  const after = text ? text.slice(one.end, one.end + reach) : (one.after || "").slice(0, reach);
  return [before && h("span.context", {}, "…", ...namedBefore(before, one)), h("mark.whole", {}, marked(quote, one)), after && h("span.context", {}, clean(after) + "…")];
}
// Where the quote does not name who commits itself, the words before it often do.
function namedBefore(before, one) {
  if (!one.committer || one.committer[0] >= 0 || before.length + one.committer[0] < 0) return [clean(before)];
  const [start, end] = one.committer.map((place) => before.length + place);
  return [clean(before.slice(0, start)), h("span.in-committer", {}, clean(before.slice(start, end))), clean(before.slice(end))];
}
// Committer, cue and action may overlap: cut the quote at every border, class each piece.
function marked(quote, one) {
  const spans = ["action", "committer", "cue"].filter((part) => one[part] && one[part][0] >= 0).map((part) => [...one[part], part]);
  const cuts = [...new Set([0, quote.length, ...spans.flatMap(([start, end]) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, at) => {
    const classes = spans.filter(([from, to]) => from <= start && to >= cuts[at + 1]).map(([, , part]) => `in-${part}`);
    return h(["span", ...classes].join("."), {}, clean(quote.slice(start, cuts[at + 1])));
  });
}
