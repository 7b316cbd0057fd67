"use strict";
// Everything that comes from a case is set as text, never as markup. The case is the state; the server keeps nothing.

const at = (id) => document.getElementById(id);
const SHOWN = 12; // causes of the ranking that are shown at once
const SEVERAL = "urn:backupdx:several-vms"; // the type of the problem
const RECORDS = '{"backupdx":"fleet"'; // how records of an earlier run begin
const NOT_KNOWN = "I do not know";
let held = null; // the case as it stands
let progress = {}; // how far the interview is
let ranks = new Map(); // cause -> rank and verdict of before

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

async function sent(path, body) {
  const form = body instanceof FormData;
  const reply = await fetch(path, form ? { method: "POST", body } : {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  if (reply.ok) return reply;
  const data = await reply.json();
  throw Object.assign(new Error(data.detail || data.title), { type: data.type, vms: data.vms });
}

async function call(path, body) {
  return (await sent(path, body)).json();
}

async function doing(what, act) {
  at("status").className = "";
  at("status").textContent = what;
  for (const button of document.querySelectorAll("button")) button.disabled = true;
  try {
    await act();
    at("status").textContent = "";
  } catch (error) {
    at("status").className = "error";
    at("status").textContent = error instanceof TypeError ? "The service does not answer. Is it still running?" : error.message;
  } finally {
    for (const button of document.querySelectorAll("button")) button.disabled = false;
  }
}

function begin(event) {
  event.preventDefault();
  at("several").hidden = at("summary").hidden = true;
  return diagnosed("");
}

function diagnosed(vm) {
  return doing("Reading …", async () => {
    const form = new FormData();
    form.append("text", at("text").value);
    for (const file of at("files").files) form.append("files", file);
    if (vm) form.append("vm", vm);
    let told;
    try {
      told = await call("/v1/diagnose/files", form);
    } catch (error) {
      if (vm || !(error.type === SEVERAL || await records())) throw error;
      several(error.vms || []);
      return;
    }
    held = told.case;
    progress = {};
    ranks = new Map();
    remarks(told);
    show(told.diagnosis);
    await ask({ case: held });
    at("again").hidden = false;
    at("headline").focus();
  });
}

async function records() {
  const starts = await Promise.all([...at("files").files].map((file) => file.slice(0, RECORDS.length).text()));
  return starts.includes(RECORDS);
}

function several(names) {
  at("one").hidden = !names.length; // records of an earlier run have the summary alone
  at("vms").replaceChildren(...names.map((name) => make("option", { value: name })));
  at("several-title").textContent = names.length ? `These files are about several VMs, such as ${names.slice(0, 3).join(", ")}` : "These are the records of many VMs";
  at("several").hidden = false;
  at("answer").hidden = true;
  at("several-title").focus();
}

function fleet(format) {
  const form = new FormData(), files = at("files").files;
  if (files.length) for (const file of files) form.append("files", file);
  else form.append("files", at("text").value);
  return sent(`/v1/fleet?format=${format}`, form);
}

function summary() {
  return doing("Reading …", async () => {
    at("summary").textContent = await (await fleet("text")).text();
    at("summary").hidden = false;
    at("summary").focus();
  });
}

function kept(format, name) {
  return doing("Writing …", async () => {
    const link = make("a", { href: URL.createObjectURL(await (await fleet(format)).blob()), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });
}

async function ask(given) {
  const round = await call("/v1/answers", given);
  held = round.case;
  progress = round.progress;
  show(round.diagnosis);
  questions(round);
}

function show(diagnosis) {
  at("answer").hidden = false;
  const first = diagnosis.explanations[0];
  const code = diagnosis.case.error_code ? `${diagnosis.case.error_code}: ${diagnosis.case.error_title || "not a code that is known"}` : "";
  at("headline").textContent = diagnosis.headline ? diagnosis.headline.text : code || "What is known so far";
  at("first").replaceChildren(diagnosis.headline && code ? make("p", { class: "dim" }, code) : "", ...(first && first.verdict !== "possible" ? [card(first)] : [
    make("p", {}, "Nothing is established yet. Answer what you can below, or paste more."),
  ]));
  ranking(diagnosis.explanations);
}

function card(told) {
  const reasons = told.because.slice(0, 4).map((seen) => make("li", {}, `${seen.fact} is ${seen.value}`, make("span", { class: "dim" }, ` (${seen.source})`)));
  return make("article", { class: `card ${told.verdict}` },
    make("h3", {}, make("span", { class: `verdict ${told.verdict}` }, told.verdict.toUpperCase()), ` ${told.title}`),
    make("p", {}, told.explanation),
    reasons.length ? make("p", {}, "Because:") : null, make("ul", {}, ...reasons),
    make("p", {}, make("strong", {}, "What to do")),
    make("ol", {}, ...told.remedy.steps.map(step)),
    make("p", {}, make("strong", {}, "Then verify")), step(told.remedy.verify, "div"));
}

function step(told, kind) {
  return make(kind === "div" ? "div" : "li", { class: "step" },
    told.only_if ? make("p", { class: "dim" }, `Only if ${told.only_if}`) : null,
    make("div", {}, told.text),
    told.caution ? make("p", { class: "caution" }, `Caution: ${told.caution}`) : null,
    told.rights ? make("p", { class: "dim" }, `Needs: ${told.rights}`) : null,
    ...told.commands.map((command) => make("div", {},
      make("span", { class: "dim" }, `${command.tool}${command.complete ? "" : ", fill in what stands in < >"}`),
      copyable(command.command))));
}

function copyable(text) {
  return make("pre", {}, make("code", {}, text), make("button", { type: "button", class: "plain", onclick: () => copy(text) }, "Copy"));
}

async function copy(text) {
  await doing("", async () => { await navigator.clipboard.writeText(text); });
  if (!at("status").textContent) at("status").textContent = "Copied.";
}

function ranking(explanations) {
  const now = new Map(explanations.map((told) => [told.cause, { rank: told.rank, verdict: told.verdict }]));
  at("ranking").replaceChildren(...explanations.slice(0, SHOWN).map((told) => make("li", {},
    make("span", { class: `verdict ${told.verdict}` }, told.verdict), ` ${told.title} `,
    make("span", { class: "moved" }, moved(told)))));
  const gone = [...ranks.keys()].filter((cause) => !now.has(cause)).length;
  const rest = explanations.length - SHOWN;
  at("more").textContent = [rest > 0 ? `${rest} more are possible.` : "", gone ? `${gone} are ruled out by your answers.` : ""].join(" ");
  ranks = now;
}

function moved(told) {
  const before = ranks.get(told.cause);
  if (!ranks.size) return "";
  if (!before) return "new";
  if (before.verdict !== told.verdict) return `was ${before.verdict}`;
  if (before.rank > told.rank) return `up from ${before.rank}`;
  return "";
}

function questions(round) {
  at("asking-title").textContent = round.questions.length ? "What would settle it" : `No more questions: ${round.ended}.`;
  at("questions").replaceChildren(...round.questions.map(question),
    ...(round.questions.length ? [make("div", { class: "row" }, make("button", { type: "submit" }, "Take these answers"))] : []));
}

function question(asked) {
  return make("div", { class: "question" }, make("fieldset", { "data-fact": asked.fact, "data-kind": asked.kind },
    make("legend", {}, asked.question), field(asked)),
  make("details", {}, make("summary", {}, "How to find out"),
    ...asked.how.map((way) => make("div", {}, make("span", { class: "dim" }, way.tool), copyable(way.text)))));
}

function field(asked) {
  if (asked.kind === "states") {
    return make("div", {}, ...asked.choices.map((word) => make("label", {}, make("input", { type: "checkbox", name: asked.fact, value: word }), ` ${word}`)));
  }
  if (asked.kind === "lines" || asked.kind === "output") {
    return make("textarea", { name: asked.fact, rows: 4, placeholder: "paste it here, or leave it empty", "aria-label": asked.question });
  }
  const words = asked.kind === "bool" ? ["yes", "no"] : asked.kind === "choice" ? asked.choices : null;
  if (!words) {
    const hint = asked.choices.length ? `such as ${asked.choices.slice(0, 4).join(", ")}` : "leave empty if you do not know";
    return make("input", { type: "text", name: asked.fact, placeholder: hint, "aria-label": asked.question });
  }
  if (words.length > 6) {
    return make("select", { name: asked.fact, "aria-label": asked.question }, make("option", { value: "" }, NOT_KNOWN), ...words.map((word) => make("option", { value: word }, word)));
  }
  return make("div", {}, ...[...words, ""].map((word) => make("label", {},
    make("input", { type: "radio", name: asked.fact, value: word, checked: word === "" }), ` ${word || NOT_KNOWN}`)));
}

function answered(event) {
  event.preventDefault();
  const answers = {}, unknown = [];
  for (const set of at("questions").querySelectorAll("fieldset")) {
    const fact = set.dataset.fact, values = new FormData(at("questions")).getAll(fact), value = values[0];
    if (!value) unknown.push(fact);
    else if (set.dataset.kind === "states") answers[fact] = values;
    else if (set.dataset.kind === "bool") answers[fact] = value === "yes";
    else if (set.dataset.kind === "list") answers[fact] = value.split(",").map((word) => word.trim()).filter((word) => word !== "none" && word);
    else answers[fact] = value;
  }
  return doing("Thinking …", () => ask({ case: held, answers, unknown, progress }));
}

function remarks(told) {
  const lines = [
    ...told.files.map((file) => file.status === "read" ? `Read ${file.file}: ${file.detail}, ${file.facts} ${file.facts === 1 ? "fact" : "facts"}.` : `${file.status}: ${file.file}: ${file.detail}`),
    ...told.remarks, ...told.diagnosis.notes,
  ];
  at("remarks").replaceChildren(...(lines.length ? [make("h2", {}, "Remarks"), make("ul", {}, ...lines.map((line) => make("li", {}, line)))] : []));
}

function ticket() {
  return doing("", async () => {
    const told = await call("/v1/ticket", { case: held });
    at("ticket-text").hidden = false;
    at("ticket-text").value = told.markdown;
    at("ticket-text").select();
    if (navigator.clipboard) await navigator.clipboard.writeText(told.markdown).catch(() => {});
  });
}

function chosen() {
  at("chosen").replaceChildren(...[...at("files").files].map((file) => make("li", {}, `${file.name}, ${Math.ceil(file.size / 1024)} KB`)));
}

function dropped(event) {
  at("text").classList.remove("over");
  if (event.dataTransfer.files.length) { // a text goes where it is dropped
    event.preventDefault();
    at("files").files = event.dataTransfer.files;
    chosen();
  }
}

at("given").addEventListener("submit", begin);
at("questions").addEventListener("submit", answered);
at("ticket").addEventListener("click", ticket);
at("files").addEventListener("change", chosen);
at("one").addEventListener("submit", (event) => { event.preventDefault(); return diagnosed(at("vm").value.trim()); });
at("all").addEventListener("click", summary);
at("all-page").addEventListener("click", () => kept("html", "fleet.html"));
at("all-table").addEventListener("click", () => kept("csv", "fleet.csv"));
at("again").addEventListener("click", () => location.reload());
// On the whole page: what is dropped beside the field would be opened in place of the page.
document.addEventListener("dragover", (event) => {
  if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  at("text").classList.add("over");
});
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) at("text").classList.remove("over"); });
document.addEventListener("drop", dropped);
at("text").addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) at("given").requestSubmit(); });
