/**
 * What differs between the packages that a package-lock.json asks for and those that npm noted as installed in
 * node_modules/.package-lock.json. Compared by content: file times change with every checkout. One line a difference.
 */
export function installedDifferences(lock, installed) {
  const differences = [];
  for (const path of Object.keys(lock.packages)) {
    if (path === "") continue;
    const wanted = lock.packages[path];
    const found = installed.packages[path];
    const mayBeAbsent = wanted.optional === true || wanted.peer === true;
    if (found === undefined && !mayBeAbsent) differences.push(`${path} is missing`);
    if (found !== undefined && found.version !== wanted.version) {
      differences.push(`${path} is ${found.version} instead of ${wanted.version}`);
    }
  }
  for (const path of Object.keys(installed.packages)) {
    if (lock.packages[path] === undefined) differences.push(`${path} is not in package-lock.json`);
  }
  return differences;
}
