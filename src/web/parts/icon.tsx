/** Signs of the interface: drawn for 16 px, in the colour of the text beside them, and never alone in saying something. */

const PATHS = {
  tick: "M3 8.6l3.1 3.1L13 4.9",
  clock: "M8 2.4a5.6 5.6 0 1 0 0 11.2A5.6 5.6 0 1 0 8 2.4M8 4.9V8l2.3 1.7",
  refuse: "M5.3 1.9h5.4l3.4 3.4v5.400l-3.400 3.400H5.300L1.900 10.700V5.300zM5.500 5.500l5 5m0-5l-5 5",
  lock: "M4 7.200h8v6.300H4zM5.600 7.200V5.100a2.400 2.400 0 0 1 4.800 0v2.100",
  dot: "M8 5.200a2.800 2.800 0 1 0 0 5.600a2.800 2.800 0 1 0 0-5.600M8 7a1 1 0 1 0 0 2a1 1 0 1 0 0-2",
  ring: "M8 4.600a3.400 3.400 0 1 0 0 6.800a3.400 3.400 0 1 0 0-6.800",
  find: "M7 2.600a4.400 4.400 0 1 0 0 8.800a4.400 4.400 0 1 0 0-8.800M10.300 10.300L14 14",
  forward: "M2.500 4l4.500 4l-4.500 4zM8.500 4l4.500 4l-4.500 4z",
  arrow: "M2 8h11M9 4l4 4l-4 4",
  print: "M4 6V2.200h8V6M4 11H2V6h12v5h-2M4 9h8v5H4z",
  book: "M8 3.500C6.500 2.600 4.500 2.400 2 2.600v10c2.500-.2 4.500 0 6 .9c1.500-.9 3.500-1.100 6-.9v-10c-2.500-.2-4.500 0-6 .9zm0 0v10",
  close: "M4 4l8 8m0-8l-8 8",
  menu: "M2 4.500h12M2 8h12M2 11.500h12",
  list: "M3 3h10v10H3zM5.500 8l2 2l3.500-4",
  page: "M3 2.500h10v11H3zM5 6h6M5 8.500h6M5 11h4",
  warn: "M8 2.300l6 11.200H2zM8 6.200v3.600m0 1.300v.9",
} as const;

export type IconName = keyof typeof PATHS;

/** An icon; hidden from assistive technology, because a word beside it says the same. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
