/* One VM: every explanation with its facts, what is missing, and what to do. The last script: it starts the page. */

const TOOLS = {
  az: "Azure CLI",
  "az-powershell": "Az PowerShell",
  bash: "In the guest",
  powershell: "In the guest, PowerShell",
  cmd: "In the guest, cmd",
  portal: "Portal",
  ask: "Ask",
};
// Placeholders that the names of a VM, or facts of its explanation, fill in.
const FILLS = new Map([
  ["vm", "vm"],
  ["resource-group", "group"],
  ["location", "region"],
  ["vault", "vault"],
  ["policy", "policy"],
  ["backup-group", "restore_points.resource_group"],
  ["keyvault", "keyvault.name"],
]);
// A value that no shell reads as anything but itself, quoted or not; any other leaves the placeholder.
const HARMLESS = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const VERDICTS = { ...WORDS, possible: "Possible" };
let current = null;

function filled(text, known) {
  return text.replace(/<([a-z-]+)>/g, (whole, name) => {
    const value = known.get(FILLS.get(name));
    return value && HARMLESS.test(value) ? value : whole;
  });
}

function openVm(row) {
  current = row;
  const at = shown.indexOf(row);
  find("vm-previous").disabled = at <= 0;
  find("vm-next").disabled = at < 0 || at === shown.length - 1;
  find("vm-place").textContent = at < 0 ? "" : `${number(at + 1)} of ${number(shown.length)}`;
  find("vm-body").replaceChildren(...page(row));
  const dialog = find("vm");
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  find("vm-title").focus({ preventScroll: true });
  remember(row.index);
}

function closed() {
  remember();
  find("vm-body").replaceChildren();
  if (!shown.includes(current)) return;
  const wanted = Math.floor(shown.indexOf(current) / PAGE);
  if (wanted !== state.page) {
    state.page = wanted;
    showPage();
  }
  find("body").querySelector(`[data-index="${current.index}"] button`)?.focus();
}

function go(by) {
  const next = shown[shown.indexOf(current) + by];
  if (next) openVm(next);
}

function page(row) {
  const detail = detailOf(row);
  let used = 0;
  const explanations = row.pattern.explanations.map((e) => {
    const seen = [...e.because, ...e.against].map((fact, n) => ({
      fact,
      value: detail.values[used + n],
      source: detail.source(used + n).replace("\u0001", fact),
    }));
    used += seen.length;
    return { ...e, because: seen.slice(0, e.because.length), against: seen.slice(e.because.length) };
  });
  const told = row.cause !== "";
  const open = row.pattern.possible.filter((cause) => told || !explanations.some((e) => e.cause === cause));
  const nothing = explanations.length ? "Nothing is established yet. What to look at first:" : "No cause is left.";
  return [
    el("h2", { id: "vm-title", tabIndex: -1 }, el("bdi", {}, row.vm)),
    ...about(row),
    told ? null : el("p", { className: "lead" }, nothing),
    ...explanations.map((e, n) => explanation(row, e, n)),
    ...notes(detail.notes),
    causes(told ? "Also possible" : "Possible as well", open),
    causes("Ruled out", row.pattern.ruledOut),
  ].filter(Boolean);
}

function about(row) {
  const code = Object.hasOwn(header.codes, row.code) ? header.codes[row.code] : null;
  const title = code ? ` ${code.title}` : "";
  const known = [
    ["Case", row.id],
    ["Failed", row.at.replace("T", " ").replace("+00:00", " UTC")],
    ["Group", row.group],
    ["Subscription", row.subscription],
    ["Region", row.region],
    ["System", label("os", row.os)],
    ["Vault", row.vault],
    ["Policy", row.policy],
    ["Customer", row.customer],
    ["Failing since, at least", row.since.slice(0, 10)],
    ["Compared", row.status && label("status", row.status)],
    ["Accepted", acceptedWords(row)],
  ].filter(([, value]) => value);
  const list = known.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, el("bdi", {}, value))));
  return [
    el("p", { className: "error" }, el("code", {}, ...breakable(row.code || "No error code known")), title),
    code?.note ? el("p", { className: "quiet" }, code.note) : "",
    el("dl", { className: "about" }, ...list),
  ];
}

function explanation(row, e, n) {
  const cause = causeOf(e.cause);
  const title = el("h3", {}, causeTitle(e.cause));
  const verdict = el("p", { className: "verdict" }, mark(e.verdict), VERDICTS[e.verdict], el("code", {}, e.cause));
  const known = new Map([...e.because, ...e.against].map((seen) => [seen.fact, seen.value]));
  for (const field of ["vm", "group", "region", "vault", "policy"]) known.set(field, row[field]);
  const parts = [
    cause ? el("p", {}, cause.explanation) : "",
    facts("Because", e.because),
    facts("Against", e.against),
    ...missing(e, known),
    ...(cause ? remedy(cause, known, n === 0 && e.verdict !== "possible") : []),
  ].filter(Boolean);
  return el("section", { className: "explanation" }, verdict, title, ...parts);
}

function facts(title, seen) {
  if (!seen.length) return "";
  const lines = seen.map(({ fact, value, source }) =>
    el(
      "tr",
      {},
      el("th", { scope: "row", title: fact }, factTitle(fact)),
      el("td", {}, el("bdi", {}, value)),
      el("td", { className: "quiet" }, el("bdi", {}, source)),
    ),
  );
  const names = ["Fact", "Value", "Source"].map((name) => el("th", { scope: "col" }, name));
  const head = el("thead", { className: "away" }, el("tr", {}, ...names));
  return el("table", { className: "facts" }, el("caption", {}, title), head, el("tbody", {}, ...lines));
}

function missing(e, known) {
  if (!e.missing.length) return [];
  const items = e.missing.map((fact) => {
    const ways = Object.hasOwn(header.facts, fact) ? header.facts[fact].how : [];
    const how = ways.map((way) => command({ tool: way.tool, command: way.text }, known));
    if (!how.length) return el("li", {}, factTitle(fact));
    return el("li", {}, el("details", {}, el("summary", {}, factTitle(fact)), ...how));
  });
  const words = e.verdict === "confirmed" ? "Not known" : "Not known, and would tell more";
  return [el("h4", {}, words), el("ul", { className: "missing" }, ...items)];
}

function remedy(cause, known, open) {
  const steps = cause.remedy.steps.map((each) => el("li", {}, ...step(each, known)));
  const verify = el("div", { className: "verify" }, el("b", {}, "To verify. "), ...step(cause.remedy.verify, known));
  const sources = cause.sources.map((source) => el("li", {}, source));
  return [
    el("details", { open, className: "remedy" }, el("summary", {}, "What to do"), el("ol", {}, ...steps), verify),
    el("details", { className: "sources" }, el("summary", {}, "Sources"), el("ul", {}, ...sources)),
  ];
}

function step(each, known) {
  const effect = each.effect && each.effect !== "read-only" ? each.effect : "";
  const needs = [effect && el("span", { className: "effect" }, effect), each.rights && `Needs: ${each.rights}`];
  const told = needs.filter(Boolean).flatMap((need, n) => (n ? [" ", need] : [need]));
  return [
    el("span", {}, each.only_if ? el("i", {}, `If ${each.only_if}: `) : "", each.text),
    told.length ? el("p", { className: "needs" }, ...told) : "",
    each.caution ? el("p", { className: "caution" }, el("b", {}, "Caution. "), each.caution) : "",
    ...(each.commands ?? []).map((one) => command(one, known, each.effect)),
  ];
}

function command(one, known, stepEffect) {
  const text = filled(one.command, known);
  const doubt = one.verified === false ? ", not checked against its documentation" : "";
  const effect = one.effect !== "read-only" && one.effect !== stepEffect ? one.effect : ""; // said once per step
  const head = el("p", { className: "tool" }, `${TOOLS[one.tool] ?? one.tool}${doubt}`);
  if (one.only_if) head.append(`, if ${one.only_if}`);
  if (effect) head.append(" ", el("span", { className: "effect" }, effect));
  if (one.tool === "portal" || one.tool === "ask") return el("div", { className: "command" }, head, el("p", {}, text));
  const button = el("button", { type: "button", className: "copy" }, "Copy");
  button.setAttribute("aria-label", `Copy: ${text}`);
  const code = el("code", {}, text);
  button.addEventListener("click", () => copy(text, code, button));
  return el("div", { className: "command" }, head, el("pre", { tabIndex: 0 }, code), button);
}

/** Copies; where the browser does not allow it, the text is selected for the user's own copy key. */
async function copy(text, code, button, status = find("vm-status")) {
  const words = button.textContent;
  let done = "Copied";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    getSelection().selectAllChildren(code);
    done = "Selected";
  }
  button.textContent = done;
  status.textContent = done;
  setTimeout(() => {
    button.textContent = words;
    status.textContent = "";
  }, 2000);
}

function notes(list) {
  if (!list.length) return [];
  return [el("h3", {}, "Notes"), el("ul", {}, ...list.map((note) => el("li", {}, el("bdi", {}, note))))];
}

function causes(title, ids) {
  if (!ids.length) return null;
  const families = new Map();
  for (const id of ids) {
    const family = causeOf(id)?.family ?? "";
    families.set(family, [...(families.get(family) ?? []), causeTitle(id)]);
  }
  const items = [...families].map(([family, titles]) => {
    const same = titles.length === 1 && titles[0] === family;
    return el("li", {}, same ? family : el("b", {}, family), same ? "" : `: ${titles.join("; ")}`);
  });
  const summary = el("summary", {}, `${title}: ${plural(ids.length, "cause", "causes")}`);
  return el("details", { className: "others" }, summary, el("ul", {}, ...items));
}

find("vm-close").addEventListener("click", () => find("vm").close());
find("vm-previous").addEventListener("click", () => go(-1));
find("vm-next").addEventListener("click", () => go(1));
find("vm").addEventListener("close", closed);
find("vm").addEventListener("click", (event) => event.target === find("vm") && find("vm").close());
find("plain").remove();
find("app").hidden = false;
showHead();
showTrend();
showColumns();
listen();
recall();
