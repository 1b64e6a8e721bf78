// What is kept at hand in a channel, above its conversation: a line each, opened when somebody wants to read it there.

import { el, icon } from "./dom.js";
import { parts } from "./parts.js";

export function pins(pane) {
  const node = el("section", { class: "pins" });
  const opened = new Set();
  let drawn = "";

  function show(data) {
    const seen = `${pane.say.language} ${data.place} ${data.pinned.map((each) => `${each.id}:${each.revision}`).join(" ")}`;
    if (seen === drawn) return;
    drawn = seen;
    const { activeElement } = document;
    const focused = node.contains(activeElement) ? activeElement.closest("details")?.dataset.pin : null;
    node.setAttribute("aria-label", pane.say("pinned"));
    node.replaceChildren(...together(data.pinned).map(pin));
    if (focused) node.querySelector(`[data-pin="${CSS.escape(focused)}"] summary`)?.focus();
  }

  // A long message came as several.
  function together(messages) {
    const found = [];
    for (const each of messages) {
      if (each.continues && found.length) found.at(-1).parts.push(...each.parts);
      else found.push({ ...each, parts: [...each.parts] });
    }
    return found;
  }

  function pin(message) {
    const language = message.language || pane.say.language;
    const body = el("div", { class: "parts", lang: language, dir: "auto" });
    const scene = {
      language,
      say: pane.say,
      onCommand: (text) => pane.composer.write(text),
      onPress: (token, value, control) => press(message, token, value, control),
    };
    const head = message.parts.find((part) => part.k === "heading");
    const rest = message.parts.filter((part) => part !== head);
    const fill = () => body.replaceChildren(...(fold.open ? parts(rest, scene) : []));
    const fold = el("details", { data: { pin: String(message.id) }, open: opened.has(message.id), on: { toggle: () => {
      opened[fold.open ? "add" : "delete"](message.id);
      fill();
    } } },
    el("summary", {}, icon("pin"), el("span", { class: "small" }, pane.say("pinned")),
      el("bdi", { class: "pin-title", lang: language }, title(message, head, scene)), icon("down")), body);
    fill();
    return fold;
  }

  // Its heading, or else its first words.
  function title(message, head, scene) {
    const first = head ?? message.parts.find((part) => part.c);
    return first ? el("span", {}, parts([first], scene)).textContent.slice(0, 120) : message.author.name;
  }

  async function press(message, token, value, control) {
    control.disabled = true;
    await pane.perform({ kind: "press", message: message.id, token, value });
    control.disabled = false;
  }

  return { node, show };
}
