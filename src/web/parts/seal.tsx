/** The square seal of a check that holds: 核验相符, read from the right. Offices' own seals are round, so ours never is. */
export function Seal({ size = 76, label }: { readonly size?: number; readonly label: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 100 100" role="img" aria-label={label} className="seal">
      <rect x="3" y="3" width="94" height="94" rx="6" fill="var(--seal)" />
      <rect x="9" y="9" width="82" height="82" rx="2.5" fill="none" stroke="var(--sheet)" strokeWidth="1.8" />
      <g fill="var(--sheet)" fontFamily="var(--serif)" fontWeight="700" fontSize="34" textAnchor="middle">
        <text x="69" y="46">
          核
        </text>
        <text x="69" y="83">
          验
        </text>
        <text x="31" y="46">
          相
        </text>
        <text x="31" y="83">
          符
        </text>
      </g>
    </svg>
  );
}
