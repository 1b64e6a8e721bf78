// The parts of a message and of a form's text, as elements.

import { el, icon } from "./dom.js";
import { relative } from "./time.js";

const BLOCKS = { p: "p", ul: "ul", ol: "ol", li: "li", b: "strong", i: "em" };
const TYPED = new Set(["words", "who", "channel"]);

// `scene` has language, say, onCommand(text), onPress(token, value, control).
export function inline(nodes, scene) {
  return nodes.map((node) => {
    if (node.k in BLOCKS) return el(BLOCKS[node.k], {}, inline(node.c, scene));
    if (TYPED.has(node.k)) return el("bdi", { class: node.k }, node.v);
    if (node.k === "br") return el("br");
    if (node.k === "time") return moment(node, scene);
    if (node.k === "link") {
      return el("a", { href: node.url, target: "_blank", rel: "noopener noreferrer" }, inline(node.c, scene));
    }
    if (node.k === "command") {
      return el("button", { type: "button", class: "command", title: scene.say("use-command"),
        on: { click: () => scene.onCommand(`${node.v} `) } }, node.v);
    }
    return node.v;
  });
}

function moment(node, scene) {
  const shown = node.style === "relative" ? relative(node.iso, scene.language) : node.v;
  return el("time", { datetime: node.iso, title: node.full,
    data: node.style === "relative" ? { relative: scene.language } : {} }, shown);
}

const LAID_OUT = {
  heading: (part, scene) => el("h4", {}, inline(part.c, scene)),
  paragraph: (part, scene) => el("div", { class: "paragraph" }, inline(part.c, scene)),
  quote: (part, scene) => el("blockquote", {}, inline(part.c, scene)),
  small: (part, scene) => el("div", { class: "small" }, inline(part.c, scene)),
  facts: (part, scene) => el("dl", {}, part.rows.map(([label, value]) =>
    el("div", {}, el("dt", {}, inline(label, scene)), el("dd", {}, inline(value, scene))))),
  image: (part, scene) => part.inside
    ? el("img", { class: "picture", src: part.inside, alt: part.alt })
    : el("p", {}, part.url
      ? el("a", { href: part.url, target: "_blank", rel: "noopener noreferrer" }, part.alt || part.url) : part.alt),
  file: (part, scene) => el("a", { class: "file", href: part.url, download: part.name }, icon("file"),
    el("bdi", {}, part.name), el("span", { class: "small" }, size(part.size, scene))),
  buttons: (part, scene) => el("div", { class: "buttons" }, part.buttons.map((each) => pressed(each, scene))),
  picker: (part, scene) => picker(part, scene),
};

export function parts(list, scene) {
  return list.map((part) => LAID_OUT[part.k](part, scene));
}

function pressed(each, scene) {
  const kind = { primary: "primary", danger: "danger" }[each.style] ?? "";
  if (each.url) {
    return el("a", { class: `button ${kind}`, href: each.url, target: "_blank", rel: "noopener noreferrer" }, each.label);
  }
  const control = el("button", { type: "button", class: `button ${kind}`, data: { focus: each.token },
    on: { click: () => scene.onPress(each.token, "", control) } }, each.label);
  return control;
}

function picker(part, scene) {
  const described = part.options.some((each) => each.about);
  const control = el("select", { "aria-label": part.label, data: { focus: part.token },
    on: { change: () => control.value && scene.onPress(part.token, control.value, control) } },
  el("option", { value: "" }, part.label),
  part.options.map((each) => el("option", { value: each.value },
    described && each.about ? `${each.label} – ${each.about}` : each.label)));
  return el("div", { class: "buttons" }, control);
}

export function size(bytes, scene) {
  const number = bytes < 1000 ? bytes : Math.ceil(bytes / 1000);
  return `${number.toLocaleString(scene.language)} ${bytes < 1000 ? scene.say("bytes") : scene.say("kilobytes")}`;
}
