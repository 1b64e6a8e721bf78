// A form that Palabre asks for: what was typed survives a refusal, a closed dialog and a server that was away.

import { act } from "./api.js";
import { button, el, openDialog } from "./dom.js";
import { inline, parts } from "./parts.js";
import { refresh } from "./pane.js";

export function openForm(pane, form, where) {
  const { say } = pane;
  const scene = { language: say.language, say, onCommand: () => {}, onPress: () => {} };
  const kept = pane.drafts.get(`form ${where.person} ${form.token}`) ?? {};
  const sheet = el("form", { class: "sheet", novalidate: true });
  const general = el("div", { class: "problem general", role: "alert" }, inline(form.problems[""] ?? [], scene));
  const fields = form.fields.map((field) => fieldOf(field, kept[field.name], form.problems[field.name], scene));
  const submit = button(form.submit, { kind: "primary", type: "submit" });
  sheet.append(el("p", { class: "small" }, say("form-for", { name: pane.data.person.name })), form.intro.length ? el("div", { class: "parts" }, parts(form.intro, scene)) : "", general,
    ...fields.map((each) => each.node), el("div", { class: "sheet-end" },
      button(say("cancel"), { on: { click: () => dialog.close() } }), submit));
  const dialog = openDialog(form.title, () => sheet, { closeLabel: say("close") });

  const values = () => Object.fromEntries(fields.map((each) => [each.name, each.value()]));
  sheet.addEventListener("input", () => pane.drafts.set(`form ${where.person} ${form.token}`, values()));
  sheet.addEventListener("submit", async (event) => {
    event.preventDefault();
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
      const answer = await act({ ...where, kind: "form", token: form.token, values: values() });
      if (answer.refused) return general.replaceChildren(answer.refused);
      pane.drafts.delete(`form ${where.person} ${form.token}`);
      dialog.close();
      if (answer.form) openForm(pane, answer.form, where);
      await refresh(pane);
      pane.log.toEnd();
    } catch {
      general.replaceChildren(say("failed"));
    }
    return undefined;
  }

  const wrong = fields.find((each) => each.name in form.problems);
  (wrong ?? fields[0])?.focus();
}

function fieldOf(field, kept, problem, scene) {
  const id = `field-${crypto.randomUUID()}`;
  const value = kept ?? field.value;
  const hint = el("div", { class: "hint", id: `${id}-hint` }, field.hint.length || !field.zone ? inline(field.hint, scene) : scene.say("zone", { zone: field.zone }));
  const complaint = el("div", { class: "problem", id: `${id}-problem`, role: "alert" });
  const described = `${id}-hint ${id}-problem`;
  const control = CONTROLS[field.kind](field, value, { id, described, scene });
  const said = [field.label, field.required ? "" : " ", field.required ? "" : el("i", {}, scene.say("optional"))];
  const node = control.grouped
    ? el("fieldset", { class: "field", "aria-describedby": described }, el("legend", {}, said), hint, control.nodes, complaint)
    : el("div", { class: `field field-${field.kind}` }, control.labelled ? null : el("label", { for: id }, said), hint, control.nodes, complaint);
  const complain = (nodes) => {
    complaint.replaceChildren(...nodes);
    node.classList.toggle("wrong", nodes.length > 0);
    for (const input of node.querySelectorAll("input, textarea, select")) input.setAttribute("aria-invalid", String(nodes.length > 0));
  };
  complain(inline(problem ?? [], scene));
  return {
    name: field.name, node, complain,
    value: control.value,
    complete: () => !field.required || control.value().trim() !== "",
    focus: () => node.querySelector("input, textarea, select")?.focus(),
  };
}

const CONTROLS = { text: textControl, moment: textControl, tick: tickControl, choice: choiceControl };

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
