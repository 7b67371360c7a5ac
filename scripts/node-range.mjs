/**
 * Node.js version ranges as package.json writes them. Own code, because it decides before anything is installed;
 * older syntax, because it must still run on the Node.js it refuses.
 */

/** Whether a version such as "20.19.4" lies in a range such as ">=20.19 <21 || ^22.18"; throws on a range it cannot read. */
export function isInRange(version, range) {
  return range.split("||").some((part) => comparatorsOf(part).every((holds) => holds(numbersOf(version))));
}

function comparatorsOf(part) {
  const hyphen = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(part);
  const text = hyphen === null ? part : `>=${hyphen[1]} <=${hyphen[2]}`;
  const words = text.replace(/([<>=^~]+)\s+/g, "$1").split(/\s+/);
  return words.filter((word) => word !== "" && word !== "*").map(comparatorOf);
}

function comparatorOf(word) {
  const match = /^(>=|<=|>|<|=|\^|~)?v?(\d+(?:\.(?:\d+|x|\*))*)(?:-[\w.]+)?$/.exec(word);
  if (match === null) throw new Error(`cannot read the version range "${word}"`);
  const given = match[2].split(".").filter((number) => /^\d+$/.test(number));
  const low = numbersOf(given.join("."));
  // Versions are whole numbers, so "20" means all from 20.0.0 to before 21.0.0, and "20.1.2" to before 20.1.3.
  const end = after(low, given.length - 1);
  switch (match[1]) {
    case ">=":
      return (version) => compare(version, low) >= 0;
    case ">":
      return (version) => compare(version, end) >= 0;
    case "<":
      return (version) => compare(version, low) < 0;
    case "<=":
      return (version) => compare(version, end) < 0;
    case "^":
      return between(low, after(low, Math.min(leadingZeros(low), given.length - 1)));
    case "~":
      return between(low, after(low, Math.min(1, given.length - 1)));
    default:
      return between(low, end);
  }
}

/** How many numbers before the first that is not 0: a caret lets only what follows that one change. */
function leadingZeros(numbers) {
  return numbers[0] > 0 ? 0 : numbers[1] > 0 ? 1 : 2;
}

function between(low, end) {
  return (version) => compare(version, low) >= 0 && compare(version, end) < 0;
}

/** The first version after all that share the numbers up to `index`. */
function after(numbers, index) {
  return numbers.map((number, at) => (at < index ? number : at === index ? number + 1 : 0));
}

function numbersOf(version) {
  const numbers = version.replace(/^v/, "").split("-")[0].split(".").map(Number);
  return [numbers[0], numbers[1] || 0, numbers[2] || 0];
}

function compare(a, b) {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
