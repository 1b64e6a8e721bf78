// Where one writes: plain words, or a command that completes itself and its arguments as one types.

import { get, send } from "./api.js";
import { quoted, reading } from "./arguments.js";
import { button, el } from "./dom.js";
import { placeName } from "./say.js";

let serial = 0;

export function composer(pane) {
  const id = `composer-${(serial += 1)}`;
  const list = el("ul", { class: "suggestions", role: "listbox", id: `${id}-list`, hidden: true });
  const usage = el("p", { class: "usage", hidden: true, "aria-live": "polite" });
  const area = el("textarea", { rows: "1", id, role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox",
    "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off", enterkeyhint: "send", dir: "auto" });
  const submit = button("", { icon: "send", only: true, kind: "send", type: "submit" });
  const cancel = button("", { kind: "quiet", hidden: true, on: { click: () => correct(null) } });
  const node = el("form", { class: "composer" }, usage, list, el("div", { class: "write" }, area, cancel, submit));
  let commands = [];
  let shown = [];
  let active = -1;
  let chosen = false;
  let correcting = null;
  let asked = 0;

  // Another person, place or language: its own words, its own commands, the draft that was left there.
  async function meet() {
    const { workspace, person, say, data } = pane;
    const here = data.places.find((each) => each.key === data.place);
    area.setAttribute("aria-label", say("write-to", { place: placeName(here, say) }));
    list.setAttribute("aria-label", say("suggestions"));
    for (const attribute of ["aria-label", "title"]) submit.setAttribute(attribute, say("send"));
    cancel.textContent = say("keep");
    area.value = pane.drafts.get(key()) ?? "";
    correct(null);
    grow();
    commands = await get("commands", { workspace, person });
    if (document.activeElement === area && area.value.startsWith("/")) typed();
  }

  function key() { return `${pane.workspace}/${pane.person}/${pane.place}`; }

  function allow(writes) {
    const here = pane.data.places.find((each) => each.key === pane.data.place);
    node.classList.toggle("read-only", !writes);
    area.placeholder = writes ? pane.say("write-to-hint", { place: here.key === "inbox" ? pane.say.bot : `#${here.name}` })
      : pane.say("read-only-hint");
  }

  function write(text) {
    correct(null);
    area.value = text;
    area.focus();
    typed();
  }

  function correct(message) {
    correcting = message;
    cancel.hidden = message === null;
    node.classList.toggle("correcting", message !== null);
    if (message) write_(message.text);
    else if (area.value && node.dataset.corrected) area.value = "";
    node.dataset.corrected = message ? "yes" : "";
    close();
  }

  function write_(text) {
    area.value = text;
    area.focus();
    grow();
  }

  async function post() {
    const text = area.value.trim();
    if (!text) return;
    const doing = correcting ? { kind: "edit", message: correcting.id, text } : meant(text);
    close();
    area.value = "";
    grow();
    pane.drafts.delete(key());
    correct(null);
    if (await pane.perform(doing)) pane.log.toEnd();
    else if (!area.value) write_(text);
  }

  function meant(text) {
    if (!text.startsWith("/")) return { kind: "write", text };
    const command = named(text);
    if (command) return { kind: "command", name: command.name, text: text.slice(command.name.length + 1).trim() };
    const [name, ...rest] = text.slice(1).split(" ");
    return { kind: "command", name, text: rest.join(" ").trim() };
  }

  // The command that was typed to its end: "/community mode open" is "community mode", not "community".
  function named(text) {
    const typed = text.slice(1).toLowerCase();
    const found = commands.filter((each) => typed === each.name || typed.startsWith(`${each.name} `) || typed.startsWith(`${each.name}\n`));
    return found.sort((one, other) => other.name.length - one.name.length)[0];
  }

  async function typed() {
    grow();
    pane.drafts.set(key(), area.value);
    const text = area.value;
    if (!text.startsWith("/") || correcting) return close();
    const command = named(text);
    const longer = commands.filter((each) => each.name.startsWith(text.slice(1).toLowerCase()));
    if (!command || text.length === command.name.length + 1) return suggestCommands(longer);
    await suggestValues(command, text.slice(command.name.length + 2), longer);
  }

  function suggestCommands(found) {
    usage.hidden = true;
    present(found.slice(0, 40).map((each) => ({
      label: `/${each.name}`, about: each.about, insert: `/${each.name}${each.arguments.length ? " " : ""}`, code: true,
    })));
  }

  async function suggestValues(command, rest, longer) {
    const { before, typed: begun, now } = reading(rest, command.arguments);
    explain(command, now);
    const question = (asked += 1);
    const found = await Promise.all(now.map((each) => each.asks ? ask(command, each, begun) : matching(each.choices, begun)));
    if (question !== asked || document.activeElement !== area) return undefined;
    const more = longer.map((each) => ({ label: `/${each.name}`, about: each.about, insert: `/${each.name} `, code: true }));
    return present([...more, ...found.flat().map((each) => ({
      label: each.label, about: each.about, insert: `/${command.name} ${before}${quoted(each.value)} `,
    }))]);
  }

  function matching(choices, typed) {
    const wanted = typed.toLowerCase();
    return choices.filter((each) => each.value.startsWith(wanted) || each.label.toLowerCase().startsWith(wanted));
  }

  async function ask(command, argument, typed) {
    const { workspace, person, place } = pane;
    return send("complete", { workspace, person, place, command: command.name, argument: argument.name, typed }).catch(() => []);
  }

  function explain(command, now) {
    usage.hidden = false;
    usage.replaceChildren(el("code", {}, `/${command.name}`), ...command.arguments.flatMap((each) => [" ",
      el("span", { class: now.includes(each) ? "argument now" : "argument" }, each.name, each.required ? "" : " ", each.required ? "" : el("i", {}, pane.say("optional")))]),
    el("span", { class: "about" }, now[0]?.about ?? command.about));
  }

  function present(options) {
    shown = options;
    active = options.length ? 0 : -1;
    chosen = false;
    list.replaceChildren(...options.map((each, number) => el("li", { role: "option", id: `${id}-${number}`,
      "aria-selected": String(number === active),
      on: { mousedown: (event) => { event.preventDefault(); take(number); } } },
    each.code ? el("code", {}, each.label) : el("bdi", {}, each.label), each.about ? el("span", {}, each.about) : null)));
    mark();
  }

  function mark() {
    const open = shown.length > 0;
    list.hidden = !open;
    area.setAttribute("aria-expanded", String(open));
    [...list.children].forEach((each, number) => each.setAttribute("aria-selected", String(number === active)));
    if (open && active >= 0) {
      area.setAttribute("aria-activedescendant", `${id}-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    } else area.removeAttribute("aria-activedescendant");
  }

  function close() {
    asked += 1;
    usage.hidden = true;
    present([]);
  }

  function take(number) {
    area.value = shown[number].insert;
    area.focus();
    typed();
  }

  // Enter sends what is whole; it completes only what was chosen with the arrows or is not yet a command.
  function enter() {
    if (active >= 0 && (chosen || !named(area.value))) take(active);
    else post();
  }

  const KEYS = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: () => close(),
    Tab: () => take(Math.max(active, 0)),
  };

  function move(step) {
    active = (active + step + shown.length) % shown.length;
    chosen = true;
    mark();
  }

  function grow() {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 180)}px`;
  }

  area.addEventListener("input", typed);
  area.addEventListener("blur", () => setTimeout(() => document.activeElement !== area && close(), 0));
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (shown.length && event.key in KEYS && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      KEYS[event.key]();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      enter();
    } else if (event.key === "Escape" && correcting) correct(null);
  });
  node.addEventListener("submit", (event) => { event.preventDefault(); post(); });

  return { node, meet, allow, write, correct, focus: () => area.focus() };
}
