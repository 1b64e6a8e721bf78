// Builds elements from data. Text is always set as text: nothing that people type is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  hash: "M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  inbox: "M4 6.5h16v11H4zM4 7l8 6 8-6",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6 6 18",
  gear: "M4 8h9M17 8h3M4 16h3M11 16h9M15 5.5v5M9 13.5v5",
  people: "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM3 20c0-3.6 2.6-6 6-6s6 2.4 6 6M16 5.2a3 3 0 0 1 0 5.6M17.5 14.5c2.2.7 3.5 2.7 3.5 5.5",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.5l3.5 2",
  help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.7M12 16.8v.2",
  send: "M4 12 20 4l-5 16-3.5-6.5z",
  plus: "M12 5v14M5 12h14",
  pencil: "M5 19l1-4L16 5l3 3L9 18z",
  bin: "M5 7h14M10 7V5h4v2M7 7l1 13h8l1-13",
  file: "M12 4v11M8 11l4 4 4-4M5 19h14",
  talk: "M5 5.5h14v10h-8l-4 3.5v-3.5H5z",
  clip: "M8 12.5l6.2-6.2a3 3 0 0 1 4.3 4.3l-7.9 7.9a5 5 0 0 1-7.1-7.1L11 4",
  eye: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  down: "M7 10l5 5 5-5",
  pin: "M9 4h6l-.8 6 2.8 3H7l2.8-3zM12 13v7",
};

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, heard] of Object.entries(value)) node.addEventListener(event, heard);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name in PROPERTIES) node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const PROPERTIES = { value: 1, checked: 1, disabled: 1, open: 1, required: 1 };

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function button(label, { icon: picture, kind = "", only = false, ...attributes } = {}) {
  const known = only ? { "aria-label": label, title: label } : {};
  return el("button", { type: "button", class: `button ${kind} ${only ? "round" : ""}`, ...known, ...attributes },
    picture ? icon(picture) : null, only ? null : el("span", {}, label));
}

export function avatar(name, id, bot = false) {
  if (bot) return el("span", { class: "avatar bot", "aria-hidden": "true" }, el("img", { src: "/static/tree.svg", alt: "" }));
  const letters = name.replace(/[^\p{L}\p{N} ]/gu, "").split(/\s+/).filter(Boolean);
  const initials = letters.length > 1 ? [...letters[0]][0] + [...letters.at(-1)][0] : [...(letters[0] ?? "?")].slice(0, 2).join("");
  const tint = [...id].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 8, 7);
  return el("span", { class: `avatar tint${tint}`, "aria-hidden": "true" }, initials.toUpperCase());
}

export function badge(number, said) {
  return number ? el("span", { class: "badge" }, el("span", { "aria-hidden": "true" }, number > 99 ? "99+" : `${number}`),
    el("span", { class: "unseen" }, said)) : null;
}

// A modal dialog that closes by Escape, by its button and by a click beside it, and gives the focus back.
export function openDialog(title, build, { closeLabel, wide = false, onClose = () => {} }) {
  const before = document.activeElement;
  const heading = el("h2", { id: `dialog-${crypto.randomUUID()}` }, title);
  const body = el("div", { class: "dialog-body" });
  const dialog = el("dialog", { class: wide ? "wide" : "", "aria-labelledby": heading.id },
    el("div", { class: "dialog-head" }, heading,
      button(closeLabel, { icon: "close", only: true, kind: "quiet", on: { click: () => dialog.close() } })), body);
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose();
    if (!(before instanceof HTMLElement) || !before.isConnected) return;
    // The browser gave the focus back, but may have left the caret in the dialog that is gone: typing would be lost.
    before.blur();
    before.focus();
  });
  dialog.addEventListener("mousedown", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  body.append(...[build(dialog)].flat());
  dialog.showModal();
  return dialog;
}
