// Moments as people read them; "now" is the playground's clock, which may be ahead of the machine's.

const clock = { ahead: 0 };
const STEPS = [["year", 31557600], ["month", 2629800], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];

export function setClock(now) { clock.ahead = Date.parse(now) - Date.now(); }

export function now() { return new Date(Date.now() + clock.ahead); }

export function relative(iso, language) {
  const seconds = (Date.parse(iso) - now().getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(0, "second");
}

export function refreshRelative(root) {
  for (const node of root.querySelectorAll("time[data-relative]")) {
    node.textContent = relative(node.dateTime, node.dataset.relative);
  }
}

export function hour(iso, language, zone) { return written(iso, language, zone, { hour: "2-digit", minute: "2-digit" }); }

export function day(iso, language, zone) {
  return written(iso, language, zone, { weekday: "long", day: "numeric", month: "long" });
}

export function full(iso, language, zone) {
  return written(iso, language, zone, { dateStyle: "full", timeStyle: "short" });
}

// English is written day first and in 24 hours, as Palabre itself does: its readers are in every country.
const WRITTEN_AS = { en: "en-GB" };

export function written(iso, language, zone, shape) {
  return new Intl.DateTimeFormat(WRITTEN_AS[language] ?? language, { ...shape, timeZone: zone || undefined }).format(new Date(iso));
}
