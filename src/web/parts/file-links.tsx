import { useNode } from "../session/node-context.tsx";

const FORMATS = { papers: ["docx", "pdf"], tables: ["xlsx", "csv"] } as const;

export interface FileLinksProps {
  readonly ledger: string;
  /** What the node writes, such as `papers/transfer.price-notice`; see docs/reference/web-api.md. */
  readonly of: `${keyof typeof FORMATS}/${string}`;
  /** What it is about, such as the id of a case. */
  readonly about: Readonly<Record<string, string>>;
  /** What people call it, for those who hear the links one by one. */
  readonly title: string;
  readonly className?: string;
}

/** Links to a paper or a table that the node writes: one a format, in the language of the page. */
export function FileLinks({ ledger, of, about, title, className }: FileLinksProps) {
  const { language } = useNode();
  const [kind] = of.split("/") as [keyof typeof FORMATS];
  return (
    <span className="row file-links">
      {FORMATS[kind].map((format) => (
        <a
          key={format}
          className={className}
          href={`/api/v1/ledgers/${ledger}/${of}?${new URLSearchParams({ ...about, format, lang: language })}`}
          aria-label={`${title}, ${format.toUpperCase()}`}
          download
        >
          {format.toUpperCase()}
        </a>
      ))}
    </span>
  );
}
