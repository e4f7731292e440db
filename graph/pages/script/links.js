// Links between statements: one act told elsewhere, and the chain of acts that take each other up.
const LINKS = DATA.links.map(([later, kind, earlier, asserted, score, reason]) => ({ later, kind, earlier, asserted: Boolean(asserted), score, reason }));
const LINKED = new Map();
for (const link of LINKS) for (const end of [link.later, link.earlier]) {
  if (!LINKED.has(end)) LINKED.set(end, []);
  LINKED.get(end).push(link);
}
const linksOf = (at) => LINKED.get(at) || [];
const farEnd = (link, at) => (link.later === at ? link.earlier : link.later);
const byDate = (a, b) => (dateOf(STATEMENTS[a]) < dateOf(STATEMENTS[b]) ? -1 : dateOf(STATEMENTS[a]) > dateOf(STATEMENTS[b]) ? 1 : a - b);

// Everything that sure links of some kinds lead to, from link to link.
function reach(start, follows) {
  const found = new Set(start);
  const queue = [...found];
  while (queue.length && found.size < 200) {
    const at = queue.pop();
    for (const link of linksOf(at)) {
      if (!link.asserted || !follows(link.kind)) continue;
      const next = farEnd(link, at);
      if (!found.has(next)) { found.add(next); queue.push(next); }
    }
  }
  return found;
}
const tellings = (at) => reach([at], (kind) => kind === "sameStatementAs");

// The acts of a chain by date: the tellings of one act are one step.
function chainOf(at) {
  const rest = reach([at], () => true);
  const steps = [];
  for (const one of [...rest].sort(byDate)) {
    if (!rest.has(one)) continue;
    const told = tellings(one);
    for (const other of told) rest.delete(other);
    steps.push({ first: told.has(at) ? at : one, told: [...told].sort(byDate) });
  }
  return steps.length > 1 ? steps.sort((a, b) => byDate(a.first, b.first)) : [];
}

function drawLinks(at) {
  const same = [...tellings(at)].filter((other) => other !== at).sort(byDate);
  const sure = new Set(reach([at], () => true));
  const unsure = linksOf(at).filter((link) => !link.asserted && !sure.has(farEnd(link, at)));
  const chain = chainOf(at);
  const parts = [];
  if (chain.length) {
    parts.push(h("h3", {}, t("links.chain"), h("span.count", {}, String(chain.length))),
      h("ol.chain", {}, chain.map((step, number) => drawStep(step, number ? chain[number - 1] : null, at))));
  }
  if (same.length) parts.push(h("h3", {}, t("links.same"), h("span.count", {}, String(same.length))), h("ul.others", {}, same.map((other) => drawOther(other, reasonFor(at, other)))));
  if (unsure.length) parts.push(h("h3", {}, t("links.possible"), h("span.count", {}, String(unsure.length))), h("ul.others", {}, unsure.map((link) => drawOther(farEnd(link, at), link, true))));
  return parts.length ? [h("div.links", {}, parts)] : [];
}
const reasonFor = (at, other) => linksOf(at).find((link) => farEnd(link, at) === other);
const linkWord = (link, at) => t(`link.${link.kind}${link.kind !== "sameStatementAs" && link.later !== at ? ".by" : ""}`);

function drawOther(other, link, unsure = false) {
  const one = STATEMENTS[other];
  const about = [dateOf(one) || t("undated"), strengthName(one), trim(sourceOf(one), 60), other >= DATA.shown && t("links.outside")].filter(Boolean);
  return h("li", {}, h("button.other", { type: "button", "data-id": one.id, color: `var(--s${one.strength})`, title: link ? clean(link.reason) : null, click: () => show(other) },
    unsure && h("span.tag", {}, `${linkWord(link, other === link.later ? link.earlier : link.later)} · ${Math.round(link.score * 100)} %`),
    h("q.quote", { lang: one.lang, dir: "auto" }, trim(quoteOf(one), 180)), h("span.meta", {}, about.map((word) => h("span", {}, word)))));
}
// What a step changed against the step before it.
function changesBetween(before, after) {
  const marks = [];
  if (before.kind === after.kind && after.strength !== before.strength) marks.push(h(`span.mark-${after.strength > before.strength ? "up" : "down"}`, {}, `${after.strength > before.strength ? "▲" : "▼"} ${t(after.strength > before.strength ? "change.stronger" : "change.weaker")}`));
  if (before.deadline && after.deadline && before.deadline !== after.deadline) marks.push(h("span", {}, `${t("detail.deadline")} ${before.deadline} → ${after.deadline}`));
  if (before.amount && after.amount && (before.amount.value !== after.amount.value || before.amount.unit !== after.amount.unit)) marks.push(h("span", {}, `${amountText(before)} → ${amountText(after)}`));
  return marks;
}
const amountText = (one) => `${one.amount.value.toLocaleString(state.lang)} ${clean(one.amount.unit)}`;

function drawStep(step, previous, at) {
  const one = STATEMENTS[step.first];
  const link = previous && linksOf(step.first).find((each) => each.kind !== "sameStatementAs" && each.later === step.first);
  const here = step.first === at;
  const more = step.told.length - 1;
  return h("li", { "aria-current": here ? "step" : null, color: `var(--s${one.strength})` },
    h("button.other", { type: "button", "data-id": one.id, title: link ? clean(link.reason) : null, click: () => show(step.first) },
      h("span.meta", {}, h("b", {}, dateOf(one) || t("undated")), link && h("span.tag", {}, t(`link.${link.kind}`)), h("span.pill", {}, strengthName(one)), previous ? changesBetween(STATEMENTS[previous.first], one) : ""),
      h("q.quote", { lang: one.lang, dir: "auto" }, trim(quoteOf(one), here ? 90 : 180)),
      h("span.meta", {}, h("span.source", {}, trim(sourceOf(one), 60)), more > 0 && h("span", {}, t("links.told", { n: more })))));
}
