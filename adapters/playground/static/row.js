// One message, in a place or in a thread. It is drawn again in place: what is open and typed below it stays.

import { avatar, button, el, icon } from "./dom.js";
import { parts } from "./parts.js";
import { thread } from "./thread.js";
import { full, hour } from "./time.js";

const QUICK = ["✅", "❌", "❓", "👀"];

// `below` is the thread the message stands in, 0 for none; `correct(message)` lets its author write it anew.
export function row(pane, message, { below = 0, correct = (own) => pane.composer.correct(own) } = {}) {
  const node = el("li", { tabindex: "-1", data: { message: String(message.id) } });
  const entry = { node, message: null, show, threaded: null };
  const context = { pane, below, correct, act: (doing) => pane.perform({ thread: below, ...doing }) };

  function show(now) {
    const before = entry.message;
    entry.message = now;
    if (before?.revision !== now.revision) draw(now);
    if (now.thread) {
      entry.threaded ??= thread(pane, now.id, row);
      if (!entry.threaded.node.isConnected) node.append(entry.threaded.node);
      entry.threaded.show(now.thread);
    }
  }

  function draw(now) {
    const kept = entry.threaded?.node;
    const { activeElement } = document;
    const focused = node.contains(activeElement) && !kept?.contains(activeElement) && activeElement !== node;
    const focus = activeElement.dataset?.focus;
    for (const each of [...node.children]) if (each !== kept) each.remove();
    node.className = `message ${now.only ? "only" : ""} ${now.author.bot ? "ours" : ""} ${now.erased ? "erased" : ""}`;
    node.prepend(...[avatar(now.author.name, now.author.id, now.author.bot), article(context, now), tools(context, now)].filter(Boolean));
    if (focused) (focus && node.querySelector(`[data-focus="${CSS.escape(focus)}"]`) || node).focus();
  }

  show(message);
  return entry;
}

function article(context, message) {
  const { pane } = context;
  const { say, data: { person } } = pane;
  const scene = {
    language: message.language || say.language,
    say,
    onCommand: (text) => pane.composer.write(text),
    onPress: (token, value, control) => press(context, message, token, value, control),
  };
  const name = el("span", { class: "author", id: `m${message.id}-${person.workspace}-${person.id}` }, el("bdi", {}, message.author.name));
  const laid = message.parts.length > 1 || message.parts.some((part) => !["paragraph", "small"].includes(part.k));
  return el("article", { "aria-labelledby": name.id },
    message.cause ? el("p", { class: "cause" }, say("you-typed"), " ", el("bdi", {}, message.cause)) : null,
    el("p", { class: "byline" }, name, message.author.bot ? el("span", { class: "bot-mark" }, say("bot")) : null,
      el("time", { datetime: message.at, title: full(message.at, say.language, person.timezone) },
        hour(message.at, say.language, person.timezone)),
      message.edited ? el("span", { class: "small" }, say("edited")) : null),
    message.erased ? el("p", { class: "small" }, say("message-deleted"))
      : el("div", { class: `parts ${laid && message.author.bot ? "card" : ""}`, lang: message.language || null, dir: "auto" },
        parts(message.parts, scene)),
    message.only ? el("p", { class: "only-you" }, icon("eye"), say("only-you"),
      el("button", { type: "button", class: "plain-link", on: { click: () => context.act({ kind: "dismiss", message: message.id }) } },
        say("dismiss"))) : null,
    reactions(context, message));
}

async function press(context, message, token, value, control) {
  control.disabled = true;
  control.setAttribute("aria-busy", "true");
  await context.act({ kind: "press", message: message.id, token, value });
  control.disabled = false;
  control.removeAttribute("aria-busy");
  if (control.localName === "select") control.value = "";
}

function reactions(context, message) {
  if (!message.reactions.length) return null;
  return el("div", { class: "reactions" }, message.reactions.map((each) =>
    el("button", { type: "button", class: "reaction", "aria-pressed": String(each.mine), title: each.who.join(", "),
      data: { focus: `emoji ${each.emoji}` }, "aria-label": context.pane.say("reaction", { emoji: each.emoji, number: each.number }),
      on: { click: () => react(context, message, each.emoji, each.mine) } },
    el("span", { "aria-hidden": "true" }, each.emoji), el("span", { "aria-hidden": "true" }, String(each.number)))));
}

function react(context, message, emoji, mine) {
  return context.act({ kind: mine ? "unreact" : "react", message: message.id, emoji });
}

function tools(context, message) {
  const { say } = context.pane;
  const quick = message.only || message.erased ? [] : QUICK.map((emoji) => {
    const mine = message.reactions.some((each) => each.emoji === emoji && each.mine);
    return el("button", { type: "button", class: "tool", data: { focus: `tool ${emoji}` }, "aria-label": say("react-with", { emoji }),
      title: say("react-with", { emoji }), on: { click: () => react(context, message, emoji, mine) } }, emoji);
  });
  const own = message.mine ? [
    button(say("edit"), { icon: "pencil", only: true, kind: "tool", on: { click: () => context.correct(message) } }),
    button(say("delete"), { icon: "bin", only: true, kind: "tool", on: { click: () => context.act({ kind: "erase", message: message.id }) } }),
  ] : [];
  return quick.length + own.length ? el("div", { class: "tools", role: "group", "aria-label": say("message-tools") }, quick, own) : null;
}
