// Which argument of a command is being typed, read as Palabre reads it: pairs name:value, choices wherever they stand,
// the others in order, the last one to the end of the line.

// Gives `before` (what stays), `typed` (the beginning of a value), `now` (arguments it may belong to) and `pair`.
export function reading(rest, given) {
  const words = rest.match(/"[^"]*"?|\S+/g) ?? [];
  const typed = rest === "" || /\s$/.test(rest) ? "" : words.pop();
  let open = [...given];
  let taking = null;
  for (const word of words) {
    const pair = paired(word, open);
    const choice = open.find((each) => each.choices.some((option) => option.value === word.toLowerCase()));
    const inOrder = open.filter((each) => !each.choices.length);
    if (taking && !pair) continue;
    const one = pair ?? choice ?? inOrder[0];
    taking = one && !one.choices.length && !one.asks && (pair || inOrder.length === 1) ? one : null;
    open = open.filter((each) => each !== one);
  }
  const before = rest.slice(0, rest.length - typed.length);
  const pair = paired(typed, open);
  if (pair) return { before: before + typed.slice(0, pair.name.length + 1), typed: bare(typed.slice(pair.name.length + 1)), now: [pair] };
  if (taking) return { before, typed: bare(typed), now: [taking] };
  const next = open.find((each) => !each.choices.length);
  return { before, typed: bare(typed), now: open.filter((each) => each === next || each.choices.length) };
}

export function quoted(value) { return /\s/.test(value) ? `"${value}"` : value; }

function paired(word, open) { return open.find((each) => word.startsWith(`${each.name}:`)); }

function bare(word) { return word.replace(/^"|"$/g, ""); }
