import type { ReceiptReport } from "#kernel/receipt-report";
import { Icon } from "../parts/icon.tsx";
import { Seal } from "../parts/seal.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { checkWords } from "./check-file.ts";
import { lacksOnlyRoots } from "./needed-roots.ts";

export interface VerdictProps {
  readonly report: ReceiptReport;
  /** Rank of its heading on the page. */
  readonly level?: 2 | 3;
}

/** What comes of all checks together: the seal stands only where every one of them holds. */
export function Verdict({ report, level = 2 }: VerdictProps) {
  const text = useText();
  const { language } = useNode();
  const Heading = `h${level}` as const;
  const { checks, proves } = report;
  const passed = checks.filter(({ status }) => status === "passed").length;
  if (proves !== undefined) {
    const { height, position, checkpoint } = proves;
    return (
      <div className="verdict">
        <Seal size={76} label={text("verify.seal")} />
        <div>
          <Heading className="verdict-title">{text("verify.holds", { count: passed })}</Heading>
          <p>
            {text("verify.place", { height, position })}{" "}
            {text("verify.cosigned", { cosigned: checkpoint.cosignatures.length, cosigners: checkpoint.cosigners })}
          </p>
        </div>
      </div>
    );
  }
  if (lacksOnlyRoots(report)) {
    return (
      <div className="verdict is-open">
        <div className="no-seal">
          <Icon name="clock" size={40} />
        </div>
        <div>
          <Heading className="verdict-title">{text("verify.lacksRoot", { count: passed })}</Heading>
          <p>{text("verify.lacksRootWhy")}</p>
        </div>
      </div>
    );
  }
  const broken = checks.find(({ status }) => status === "failed");
  const number = broken === undefined ? 0 : checks.indexOf(broken) + 1;
  const others = checks.filter(({ status }) => status === "failed").length - 1;
  return (
    <div className="verdict is-broken">
      <div className="no-seal">
        <Icon name="refuse" size={40} />
      </div>
      <div>
        <Heading className="verdict-title">
          {text("verify.breaks", { title: broken === undefined ? "" : checkWords(broken, language).title })}
        </Heading>
        <p>
          {text("verify.breaksAt", { number, passed })} {others > 0 && text("verify.breaksMore", { count: others })}{" "}
          {text("verify.provesNothing")}
        </p>
      </div>
    </div>
  );
}
