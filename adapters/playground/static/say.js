// The page's own words, in the language of whoever reads them.

import { get } from "./api.js";

const known = new Map();

export async function wording(language) {
  if (!known.has(language)) known.set(language, get("wording", { language }).then(speaker));
  return known.get(language);
}

function speaker({ language, said, bot }) {
  const say = (key, given = {}) =>
    (said[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in given ? String(given[name]) : whole));
  return Object.assign(say, { language, bot });
}

export function placeName(place, say) {
  return place.key === "inbox" ? say.bot : place.name;
}
