/** Milliseconds as far as browsers measure them: to a tenth. */
export function msText(ms: number): string {
  if (ms < 0.05) return "< 0.1";
  return ms < 10 ? ms.toFixed(1) : String(Math.round(ms));
}
