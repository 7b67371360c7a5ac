/** Three rings of one line, like the character 三: above innovation, in the middle industry, below capital. */
export function Emblem({ size = 31, lit }: { readonly size?: number; readonly lit?: 1 | 2 | 3 }) {
  const colour = (ring: 1 | 2 | 3) =>
    lit === undefined ? "currentColor" : lit === ring ? `var(--chain-${ring})` : "var(--rule-2)";
  const width = (ring: 1 | 2 | 3) => (lit === undefined ? 2.6 : lit === ring ? 5 : 3.4);
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" fill="none" aria-hidden="true">
      <rect x="9" y="4.5" width="30" height="14.5" rx="7.25" stroke={colour(1)} strokeWidth={width(1)} />
      <rect x="5" y="29" width="38" height="14.5" rx="7.25" stroke={colour(3)} strokeWidth={width(3)} />
      <rect x="13.5" y="15" width="21" height="18" rx="9" stroke="var(--paper)" strokeWidth={width(2) + 3.4} />
      <rect x="13.5" y="15" width="21" height="18" rx="9" stroke={colour(2)} strokeWidth={width(2)} />
    </svg>
  );
}
