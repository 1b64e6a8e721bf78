// The messages of one place: only what changed is drawn again, so that focus, scrolling and typing stay where they are.

import { get } from "./api.js";
import { avatar, button, el, icon } from "./dom.js";
import { parts } from "./parts.js";
import { perform, placeName } from "./pane.js";
import { day, full, hour } from "./time.js";

const QUICK = ["✅", "❌", "❓", "👀"];

export function log(pane) {
  const list = el("ol", { class: "messages" });
  const earlier = el("div", { class: "earlier" });
  const node = el("div", { class: "log", tabindex: "0", role: "log", "aria-live": "off", "aria-relevant": "additions" }, earlier, list);
  const drawn = new Map();
  let atEnd = true;
  let quiet = 0;
  node.addEventListener("scroll", () => { atEnd = node.scrollHeight - node.scrollTop - node.clientHeight < 60; });
  new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(node);

  function show(data, other) {
    const follow = other || atEnd;
    if (other) {
      silently();
      drawn.clear();
      list.replaceChildren();
    }
    node.setAttribute("aria-label", pane.say("messages-in", { place: placeName(here(data), pane.say) }));
    const first = data.messages[0]?.id ?? 0;
    const kept = new Set(data.messages.map((each) => each.id));
    for (const [id, known] of drawn) if ((id >= first || first === 0) && !kept.has(id)) drop(id, known);
    for (const message of data.messages) put(message);
    if (!drawn.size) list.replaceChildren(empty(data));
    else list.querySelector(".empty")?.remove();
    sequence();
    if (other || !earlier.dataset.exhausted) offer(data.more && [...drawn.keys()].every((id) => id >= first));
    if (follow) toEnd();
  }

  function put(message) {
    const known = drawn.get(message.id);
    if (known?.message.revision === message.revision) return;
    const fresh = row(pane, message);
    if (known) {
      const focus = known.node.contains(document.activeElement) ? document.activeElement.dataset.focus ?? "" : null;
      known.node.replaceWith(fresh);
      if (focus !== null) (focus && fresh.querySelector(`[data-focus="${CSS.escape(focus)}"]`) || fresh).focus();
    } else {
      const after = [...drawn.values()].find((each) => each.message.id > message.id);
      list.insertBefore(fresh, after?.node ?? null);
    }
    drawn.set(message.id, { message, node: fresh });
    if (!known) sortDrawn();
  }

  function sortDrawn() {
    const entries = [...drawn].sort(([one], [other]) => one - other);
    drawn.clear();
    for (const [id, each] of entries) drawn.set(id, each);
  }

  function drop(id, known) {
    const focused = known.node.contains(document.activeElement);
    dayAbove(known.node, null);
    known.node.remove();
    drawn.delete(id);
    if (focused) node.focus();
  }

  // A name once above what the same person says in a row, and the day once above what was said on it.
  function sequence() {
    let before = null;
    const { timezone } = pane.data.person;
    for (const { message, node: item } of drawn.values()) {
      const today = day(message.at, pane.say.language, timezone);
      const sameDay = before && day(before.at, pane.say.language, timezone) === today;
      dayAbove(item, sameDay ? null : today);
      const near = before && Date.parse(message.at) - Date.parse(before.at) < 300000;
      item.classList.toggle("goes-on", Boolean(message.continues || (sameDay && near && before.author.id === message.author.id
        && before.only === message.only && !message.cause)));
      before = message;
    }
  }

  function dayAbove(item, said) {
    const above = item.previousElementSibling?.classList.contains("day") ? item.previousElementSibling : null;
    if (above?.textContent === said) return;
    above?.remove();
    if (said) item.before(el("li", { class: "day" }, said));
  }

  function offer(more) {
    delete earlier.dataset.exhausted;
    earlier.replaceChildren(more ? button(pane.say("earlier"), { on: { click: fetchEarlier } }) : "");
  }

  async function fetchEarlier() {
    const { workspace, person, place } = pane;
    const data = await get("pane", { workspace, person, place, before: drawn.keys().next().value });
    const height = node.scrollHeight;
    silently();
    for (const message of data.messages) put(message);
    sequence();
    offer(data.more);
    earlier.dataset.exhausted = "yes";
    node.scrollTop += node.scrollHeight - height;
    node.focus();
  }

  // A screen reader reads out what comes in, not what was there before.
  function silently() {
    node.setAttribute("aria-live", "off");
    clearTimeout(quiet);
    quiet = setTimeout(() => node.setAttribute("aria-live", "polite"), 500);
  }

  function empty(data) {
    const say = pane.say;
    const text = here(data).key === "inbox" ? say("empty-inbox") : say("empty-channel");
    return el("li", { class: "empty" }, el("img", { src: "/static/tree.svg", alt: "", width: "56", height: "56" }), el("p", {}, text));
  }

  function here(data) { return data.places.find((each) => each.key === data.place); }

  // To the end; of a message that fills more than the window, to its beginning.
  function toEnd() {
    const last = list.lastElementChild;
    const long = last && last.offsetHeight > node.clientHeight;
    node.scrollTop = long ? last.offsetTop - node.offsetTop - 4 : node.scrollHeight;
    atEnd = true;
  }

  return { node, show, toEnd };
}

function row(pane, message) {
  const { say, data: { person } } = pane;
  const scene = {
    language: message.language || say.language,
    say,
    onCommand: (text) => pane.composer.write(text),
    onPress: (token, value, control) => press(pane, message, token, value, control),
  };
  const name = el("span", { class: "author", id: `m${message.id}-${person.workspace}-${person.id}` }, el("bdi", {}, message.author.name));
  const laid = message.parts.length > 1 || message.parts.some((part) => !["paragraph", "small"].includes(part.k));
  return el("li", { class: `message ${message.only ? "only" : ""} ${message.author.bot ? "ours" : ""}`, tabindex: "-1",
    data: { message: String(message.id) } },
  avatar(message.author.name, message.author.id, message.author.bot),
  el("article", { "aria-labelledby": name.id },
    message.cause ? el("p", { class: "cause" }, say("you-typed"), " ", el("bdi", {}, message.cause)) : null,
    el("p", { class: "byline" }, name, message.author.bot ? el("span", { class: "bot-mark" }, say("bot")) : null,
      el("time", { datetime: message.at, title: full(message.at, say.language, person.timezone) },
        hour(message.at, say.language, person.timezone)),
      message.edited ? el("span", { class: "small" }, say("edited")) : null),
    el("div", { class: `parts ${laid && message.author.bot ? "card" : ""}`, lang: message.language || null, dir: "auto" },
      parts(message.parts, scene)),
    message.only ? el("p", { class: "only-you" }, icon("eye"), say("only-you"),
      el("button", { type: "button", class: "plain-link", on: { click: () => perform(pane, { kind: "dismiss", message: message.id }) } },
        say("dismiss"))) : null,
    reactions(pane, message)),
  tools(pane, message));
}

async function press(pane, message, token, value, control) {
  control.disabled = true;
  control.setAttribute("aria-busy", "true");
  await perform(pane, { kind: "press", message: message.id, token, value });
  control.disabled = false;
  control.removeAttribute("aria-busy");
  if (control.localName === "select") control.value = "";
}

function reactions(pane, message) {
  if (!message.reactions.length) return null;
  return el("div", { class: "reactions" }, message.reactions.map((each) =>
    el("button", { type: "button", class: "reaction", "aria-pressed": String(each.mine), title: each.who.join(", "),
      data: { focus: `emoji ${each.emoji}` }, "aria-label": pane.say("reaction", { emoji: each.emoji, number: each.number }),
      on: { click: () => react(pane, message, each.emoji, each.mine) } },
    el("span", { "aria-hidden": "true" }, each.emoji), el("span", { "aria-hidden": "true" }, String(each.number)))));
}

function react(pane, message, emoji, mine) {
  return perform(pane, { kind: mine ? "unreact" : "react", message: message.id, emoji });
}

function tools(pane, message) {
  const { say } = pane;
  const quick = message.only ? [] : QUICK.map((emoji) => {
    const mine = message.reactions.some((each) => each.emoji === emoji && each.mine);
    return el("button", { type: "button", class: "tool", data: { focus: `tool ${emoji}` }, "aria-label": say("react-with", { emoji }),
      title: say("react-with", { emoji }), on: { click: () => react(pane, message, emoji, mine) } }, emoji);
  });
  const own = message.mine ? [
    button(say("edit"), { icon: "pencil", only: true, kind: "tool", on: { click: () => pane.composer.correct(message) } }),
    button(say("delete"), { icon: "bin", only: true, kind: "tool", on: { click: () => perform(pane, { kind: "erase", message: message.id }) } }),
  ] : [];
  return quick.length + own.length ? el("div", { class: "tools", role: "group", "aria-label": say("message-tools") }, quick, own) : null;
}
