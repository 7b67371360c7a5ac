/** Settles at the first SIGINT or SIGTERM; a second one ends the process at once, for those who cannot wait. */
export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(signal === "SIGINT" ? 130 : 143));
        resolve();
      });
    }
  });
}
