"use strict";
/* Reads the data islands and counts. Nothing here touches what is shown. */

const find = (id) => document.getElementById(id);
const islands = (name) => [...document.querySelectorAll(`script.${name}`)];

/** The data of an island, whose text is then given back to the browser: it is not needed twice. */
function taken(node) {
  const data = JSON.parse(node.textContent);
  node.remove();
  return data;
}

const header = taken(find("header"));
const causeOf = (id) => (Object.hasOwn(header.causes, id) ? header.causes[id] : null);
const causeTitle = (id) => causeOf(id)?.title ?? id;
const factTitle = (fact) => (Object.hasOwn(header.facts, fact) ? header.facts[fact].title : fact);
const SHARED_WITHIN = { "backup.policy": "vault", "restore_points.resource_group": "subscription" }; // else unique
const ORDER = { confirmed: 0, likely: 1, possible: 2, accepted: 3 };
const WORDS = { confirmed: "Confirmed", likely: "Likely", possible: "Inconclusive", accepted: "Accepted" };

// Days from the first failure of a VM to the last one of the fleet: in all of them it had no backup.
const SPANS = [
  ["less than one", 0],
  ["1", 1],
  ["2 to 3", 3],
  ["4 to 7", 7],
  ["8 to 30", 30],
  ["more than 30", Infinity],
];

const strings = [];
const patterns = [];
const rows = [];
const shared = new Map(); // key -> {key, cause, fact, value, within, count}

function decode(row) {
  const [id, vm, group, subscription, region, os, vault, policy, code, at, pattern, values, status, ...beside] = row;
  const [accepted, aside, customer, since] = beside;
  const text = (n) => strings[n ?? 0];
  const found = {
    index: rows.length,
    id,
    vm: vm || id || "(no name)",
    group: text(group),
    subscription: text(subscription),
    region: text(region),
    os: text(os),
    vault: text(vault),
    policy: text(policy),
    code: text(code),
    at: text(at),
    pattern: patterns[pattern ?? 0],
    status: text(status),
    accepted: accepted ? { reason: text(accepted[0]), until: text(accepted[1]) } : null,
    customer: text(customer),
    shared: [],
  };
  found.day = found.at.slice(0, 10);
  found.since = since === -1 ? "" : since ? text(since) : found.at;
  found.key = [subscription, group].map(text).concat(vm || id).join("\n").toLowerCase(); // as fleet/tally.py has it
  const told = found.pattern.explanations.filter((e) => e.verdict !== "possible");
  const kept = aside ? new Set(told.map((e) => e.cause).filter((cause) => !aside.map(text).includes(cause))) : null;
  found.findings = kept ? told.filter((e) => kept.has(e.cause)) : told; // the others are accepted: counted apart
  const first = found.findings[0] ?? (found.accepted && told[0]);
  found.cause = first ? first.cause : "";
  found.verdict = first ? first.verdict : "possible";
  found.bucket = found.accepted ? "accepted" : found.verdict;
  const counts = (e) => !kept || kept.has(e.cause);
  if (values) told.forEach((e, n) => e.shared && values[n] && counts(e) && share(found, e, text(values[n])));
  const titles = told.map((e) => `${causeTitle(e.cause)} ${e.cause}`);
  const { group: rg, subscription: sub } = found;
  const all = [id, vm, rg, sub, found.region, found.os, found.vault, found.policy, found.code, found.customer];
  found.text = [...all, ...titles, WORDS[found.bucket], found.status].join("\n").toLowerCase();
  return found;
}

/** Notes that a row shares the resource behind a cause with other rows. */
function share(row, explanation, value) {
  const within = row[SHARED_WITHIN[explanation.shared]] ?? "";
  const key = JSON.stringify([explanation.cause, explanation.shared, value, within]);
  row.shared.push(key);
  if (row.accepted) return;
  const entry = shared.get(key) ?? { key, cause: explanation.cause, fact: explanation.shared, value, within, count: 0 };
  entry.count += 1;
  shared.set(key, entry);
}

function decodePattern([explanations, possible, ruledOut]) {
  const named = (list) => list.map((n) => strings[n]);
  return {
    explanations: explanations.map(([cause, verdict, because, against, missing, sharedFact]) => ({
      cause: strings[cause],
      verdict: strings[verdict],
      because: named(because),
      against: named(against),
      missing: named(missing),
      shared: strings[sharedFact],
    })),
    possible: named(possible),
    ruledOut: named(ruledOut),
  };
}

for (const node of islands("rows")) {
  const chunk = taken(node);
  for (const each of chunk.strings) strings.push(each);
  for (const each of chunk.patterns) patterns.push(decodePattern(each));
  for (const each of chunk.rows) rows.push(decode(each));
}

// Since when each VM fails: its earliest time here, or what earlier runs tell. Days are counted to the last failure.
const failing = new Map();
for (const { key, since } of rows) {
  if (since && !(failing.get(key) <= since)) failing.set(key, since);
}
const latest = Math.max(0, ...[...new Set(rows.map((row) => row.day))].map((day) => Date.parse(day) || 0));
for (const row of rows) {
  row.since = row.since && failing.get(row.key);
  const days = row.since ? Math.round((latest - Date.parse(row.since.slice(0, 10))) / 86400000) : NaN;
  row.days = Number.isNaN(days) ? "" : String(Math.max(0, days));
  row.span = row.days === "" ? "" : SPANS.find(([, most]) => Number(row.days) <= most)[0];
}

const fixed = islands("fixed").flatMap(taken);
const end = taken(find("end"));
const detailNodes = islands("details");
const opened = new Map(); // number of an island -> its data, parsed when one of its VMs is first opened

/** Values, sources and notes of a row. */
function detailOf(row) {
  const chunk = Math.floor(row.index / header.chunk);
  if (!opened.has(chunk)) opened.set(chunk, taken(detailNodes[chunk]));
  const [values, sources, notes] = opened.get(chunk)[row.index % header.chunk];
  return { values, source: (n) => (Array.isArray(sources) ? sources[n] : sources), notes };
}

const PLACES = ["code", "vault", "subscription", "region", "os", "policy", "customer"];
const FIELDS = ["cause", ...PLACES, "day", "span", "bucket", "status", "shared"];
const COUNTED = FIELDS.slice(0, -1);

function has(row, field, value) {
  if (field === "shared") return row.shared.includes(value);
  if (field === "cause" && value) return row.findings.some((e) => e.cause === value);
  return row[field] === value;
}

const NOTHING = { total: 0, confirmed: 0, likely: 0, possible: 0, accepted: 0 };

// One counter per value of a field; each row holds its own ones, so that counting looks nothing up. Those of causes
// count findings, of which a case can have several; all others count cases by their first cause.
const counters = new Map(COUNTED.map((field) => [field, new Map()]));

function counter(field, value) {
  const of = counters.get(field);
  if (!of.has(value)) of.set(value, { value, ...NOTHING });
  return of.get(value);
}

for (const row of rows) {
  row.counters = COUNTED.map((field) =>
    field === "cause" && row.findings.length
      ? row.findings.map((e) => [counter(field, e.cause), e.verdict])
      : [[counter(field, row[field]), row.bucket]],
  );
}

/**
 * What a query and filters leave: the rows in the given order. The counters then tell, per field, how many rows of each
 * verdict stand behind each value. A field's own filter does not count for its own numbers, so that the other choices
 * stay in sight.
 */
function select(ordered, query, filters) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const active = FIELDS.filter((field) => filters.has(field));
  const verdicts = COUNTED.indexOf("bucket");
  for (const of of counters.values()) {
    for (const entry of of.values()) Object.assign(entry, NOTHING);
  }
  const count = (those) => {
    for (const [entry, bucket] of those) {
      entry.total += 1;
      entry[bucket] += 1;
    }
  };
  const found = [];
  for (const row of ordered) {
    if (words.length && !words.every((word) => row.text.includes(word))) continue;
    const failing = active.length ? active.filter((field) => !has(row, field, filters.get(field))) : active;
    if (failing.length === 0) found.push(row);
    if (failing.length > 1 || failing[0] === "shared") continue;
    if (failing.length) {
      const field = COUNTED.indexOf(failing[0]);
      if (!row.accepted || field === verdicts) count(row.counters[field]);
    } else if (row.accepted) count(row.counters[verdicts]);
    else row.counters.forEach(count);
  }
  return found;
}

/** The counters of a field that counted something. */
const countsOf = (field) => [...counters.get(field).values()].filter((entry) => entry.total);

const orders = new Map();
const collator = new Intl.Collator("en", { numeric: true });

/** All rows sorted by a column ("-" before it: descending), worked out once; what is not known comes last. */
function sorted(by) {
  if (!orders.has(by)) orders.set(by, [...rows].sort(comparison(by)));
  return orders.get(by);
}

function comparison(by) {
  const sign = by.startsWith("-") ? -1 : 1;
  const column = by.replace("-", "");
  if (column === "bucket") return (a, b) => sign * (ORDER[a.bucket] - ORDER[b.bucket]) || a.index - b.index;
  const key = column === "cause" ? (row) => row.cause && causeTitle(row.cause) : (row) => row[column];
  const values = [...new Set(rows.map(key))].sort(collator.compare);
  const rank = new Map(values.map((value, n) => [value, value === "" ? Infinity : sign * n]));
  return (a, b) => (key(a) === key(b) ? a.index - b.index : rank.get(key(a)) - rank.get(key(b)));
}
