import { useQuery } from "@tanstack/react-query";

/** A QR code of a text; whoever shows none never loads what draws it. */
export function QrCode({
  text,
  size = 160,
  label,
}: {
  readonly text: string;
  readonly size?: number;
  readonly label: string;
}) {
  const { data } = useQuery({
    queryKey: ["qr", text],
    queryFn: async () => {
      const { create } = await import("qrcode");
      const { modules } = create(text, { errorCorrectionLevel: "M" });
      return { size: modules.size, path: pathOf(modules.data, modules.size) };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data === undefined) return null;
  return (
    <svg
      className="qr"
      width={size}
      height={size}
      viewBox={`-2 -2 ${data.size + 4} ${data.size + 4}`}
      role="img"
      aria-label={label}
    >
      <rect x="-2" y="-2" width={data.size + 4} height={data.size + 4} fill="#fff" />
      <path d={data.path} fill="#000" />
    </svg>
  );
}

function pathOf(modules: Uint8Array, size: number): string {
  return Array.from(modules, (isDark, at) =>
    isDark === 0 ? "" : `M${at % size} ${Math.floor(at / size)}h1v1h-1z`,
  ).join("");
}
