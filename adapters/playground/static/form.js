// A form that Palabre asks for: what was typed or chosen survives a refusal, a closed dialog and a server that was away.

import { act, upload } from "./api.js";
import { button, el, icon, openDialog } from "./dom.js";
import { inline, parts, size } from "./parts.js";

export function openForm(pane, form, where) {
  const { say } = pane;
  const scene = { language: say.language, say, where, onCommand: () => {}, onPress: () => {} };
  const draft = `form ${where.person} ${form.token}`;
  const kept = pane.drafts.get(draft) ?? { values: {}, files: {} };
  const sheet = el("form", { class: "sheet", novalidate: true });
  const general = el("div", { class: "problem general", role: "alert" }, inline(form.problems[""] ?? [], scene));
  const fields = form.fields.map((field) => fieldOf(field, kept, form.problems[field.name], scene, keep));
  const submit = button(form.submit, { kind: "primary", type: "submit" });
  sheet.append(el("p", { class: "small" }, say("form-for", { name: pane.data.person.name })), form.intro.length ? el("div", { class: "parts" }, parts(form.intro, scene)) : "", general,
    ...fields.map((each) => each.node), el("div", { class: "sheet-end" },
      button(say("cancel"), { on: { click: () => dialog.close() } }), submit));
  const dialog = openDialog(form.title, () => sheet, { closeLabel: say("close") });

  const values = () => Object.fromEntries(fields.map((each) => [each.name, each.value()]));
  const files = () => Object.fromEntries(fields.filter((each) => each.file()).map((each) => [each.name, each.file()]));
  function keep() { pane.drafts.set(draft, { values: values(), files: files() }); }
  sheet.addEventListener("input", keep);
  sheet.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    await Promise.all(fields.map((each) => each.settled()));
    submit.disabled = false;
    const missing = fields.filter((each) => !each.complete());
    for (const each of fields) each.complain(missing.includes(each) ? [say("required")] : []);
    if (missing.length) return missing[0].focus();
    submit.disabled = true;
    general.replaceChildren();
    await deliver();
    submit.disabled = false;
    return undefined;
  });

  async function deliver() {
    try {
      const chosen = Object.fromEntries(Object.entries(files()).map(([name, file]) => [name, file.id]));
      const answer = await act({ ...where, kind: "form", token: form.token, values: values(), files: chosen });
      if (answer.refused) return general.replaceChildren(answer.refused);
      pane.drafts.delete(draft);
      dialog.close();
      if (answer.form) openForm(pane, answer.form, where);
      await pane.refresh();
      pane.log.toEnd();
    } catch {
      general.replaceChildren(say("failed"));
    }
    return undefined;
  }

  const wrong = fields.find((each) => each.name in form.problems);
  (wrong ?? fields[0])?.focus();
}

function fieldOf(field, kept, problem, scene, keep) {
  const id = `field-${crypto.randomUUID()}`;
  const value = kept.values[field.name] ?? field.value;
  const hint = el("div", { class: "hint", id: `${id}-hint` }, field.hint.length || !field.zone ? inline(field.hint, scene) : scene.say("zone", { zone: field.zone }));
  const complaint = el("div", { class: "problem", id: `${id}-problem`, role: "alert" });
  const described = `${id}-hint ${id}-problem`;
  const complain = (nodes) => {
    complaint.replaceChildren(...nodes);
    node.classList.toggle("wrong", nodes.length > 0);
    for (const input of node.querySelectorAll("input, textarea, select")) input.setAttribute("aria-invalid", String(nodes.length > 0));
  };
  const control = CONTROLS[field.kind](field, value, { id, described, scene, complain, keep, file: kept.files[field.name] });
  const said = [field.label, field.required ? "" : " ", field.required ? "" : el("i", {}, scene.say("optional"))];
  const node = control.grouped
    ? el("fieldset", { class: "field", "aria-describedby": described }, el("legend", {}, said), hint, control.nodes, complaint)
    : el("div", { class: `field field-${field.kind}` }, control.labelled ? null : el("label", { for: id }, said), hint, control.nodes, complaint);
  complain(inline(problem ?? [], scene));
  return {
    name: field.name, node, complain,
    value: control.value,
    file: control.file ?? (() => null),
    settled: control.settled ?? (() => null),
    complete: () => !field.required || control.value().trim() !== "" || Boolean(control.file?.()),
    focus: () => node.querySelector("input, textarea, select")?.focus(),
  };
}

const CONTROLS = { text: textControl, moment: textControl, tick: tickControl, choice: choiceControl, upload: uploadControl };

function textControl(field, value, { id, described, scene }) {
  const shared = { id, "aria-describedby": described, "aria-required": String(field.required), dir: "auto", value };
  const input = field.long ? el("textarea", { rows: "5", ...shared }) : el("input", { type: "text", autocomplete: "off", ...shared });
  const left = el("div", { class: "count", "aria-hidden": "true" });
  const count = () => { left.textContent = field.limit && input.value.length > field.limit * 0.8 ? `${input.value.length} / ${field.limit}` : ""; };
  input.addEventListener("input", count);
  count();
  return { nodes: [input, left], value: () => input.value, scene };
}

function tickControl(field, value, { id, described }) {
  const box = el("input", { type: "checkbox", id, "aria-describedby": described, "aria-required": String(field.required), checked: value === "yes" });
  return { labelled: true, nodes: [el("label", { class: "tick", for: id }, box, el("span", {}, field.label))], value: () => (box.checked ? "yes" : "") };
}

function choiceControl(field, value, { id, described, scene }) {
  const set = new Set(field.many ? value.split("\n") : [value]);
  if (!field.many && field.options.length > 6) {
    const menu = el("select", { id, "aria-describedby": described, "aria-required": String(field.required) },
      el("option", { value: "" }, scene.say("choose")),
      field.options.map((each) => el("option", { value: each.value, selected: set.has(each.value) }, each.label)));
    return { nodes: [menu], value: () => menu.value };
  }
  const boxes = field.options.map((each) => el("input", { type: field.many ? "checkbox" : "radio", name: id, value: each.value, checked: set.has(each.value) }));
  const nodes = field.options.map((each, number) => el("label", { class: "tick" }, boxes[number],
    el("span", {}, each.label, each.about ? el("span", { class: "small" }, each.about) : null)));
  return { grouped: true, nodes, value: () => boxes.filter((each) => each.checked).map((each) => each.value).join("\n") };
}

// A file is uploaded as soon as it is chosen; the form names it. What the form held before can be taken out of it.
function uploadControl(field, value, { id, described, scene, complain, keep, file }) {
  const { say } = scene;
  let held = value ? field.held : null;
  let chosen = file ?? null;
  let under = Promise.resolve();
  const input = el("input", { type: "file", id, class: "unseen", "aria-describedby": `${described} ${id}-held`,
    "aria-required": String(field.required), on: { change: () => input.files[0] && take(input.files[0]) } });
  const label = el("label", { for: id, class: "button" });
  const shown = el("div", { class: "held", id: `${id}-held`, role: "status" });

  function take(picked) {
    input.value = "";
    if (picked.size > field.max) return complain([say("upload-too-large", { limit: Math.floor(field.max / 1e6) })]);
    complain([]);
    shown.replaceChildren(say("uploading", { name: picked.name }));
    under = upload(scene.where, picked).then((done) => { chosen = done; }, () => complain([say("upload-failed")])).then(draw).then(keep);
    return undefined;
  }

  function remove() {
    if (chosen) chosen = null;
    else held = null;
    complain([]);
    draw();
    keep();
    input.focus();
  }

  function draw() {
    const now = chosen ?? held;
    label.replaceChildren(icon("clip"), el("span", {}, say(now ? "upload-another" : "upload-choose")));
    shown.replaceChildren(...(now ? [icon("file"), el("bdi", {}, now.name), el("span", { class: "small" }, size(now.size, scene)),
      button(say("upload-remove", { name: now.name }), { icon: "close", only: true, kind: "quiet", on: { click: remove } })]
      : [el("span", { class: "small" }, say("upload-none"))]));
  }

  draw();
  return {
    nodes: [el("div", { class: "upload" }, input, label, shown)],
    value: () => (held ? field.value : ""), file: () => chosen, settled: () => under,
  };
}
