import { type ChangeEvent, type FormEvent, useId, useState } from "react";
import type { Genesis } from "#kernel/genesis";
import { isJsonObject, type Json } from "#kernel/json";
import { useLedgerName } from "../access/ledger-names.ts";
import { dayOfInstant } from "../format/date.ts";
import { Icon } from "../parts/icon.tsx";
import { Loading } from "../parts/states.tsx";
import { Status } from "../parts/status.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { isGenesisHash, standingOf, type TrustedGenesis } from "./trust-store.ts";
import type { Trust } from "./use-trust.ts";

/** Which geneses this device trusts and why; here one brings a hash of one's own, or the file `genesis.json`. */
export function TrustField({ trust }: { readonly trust: Trust }) {
  const text = useText();
  const others = trust.served.filter((ref) => standingOf(trust.trusted, ref) === "other");
  return (
    <section className="trust-field">
      <h2 className="heading">{text("trust.title")}</h2>
      <p className="trust-why">{text("trust.why")}</p>
      {others.map((ref) => (
        <OtherLedger key={ref} reference={ref} />
      ))}
      {trust.trusted.length === 0 && !trust.isSettled && <Loading lines={2} />}
      {trust.trusted.length > 0 && (
        <ul className="ruled trust-list">
          {trust.trusted.map((genesis) => (
            <TrustRow key={genesis.hash} genesis={genesis} trust={trust} />
          ))}
        </ul>
      )}
      <BringForm trust={trust} />
    </section>
  );
}

/** The node serves another ledger than the one that this device knows by the name. */
export function OtherLedger({ reference }: { readonly reference: string }) {
  const text = useText();
  const ledgerName = useLedgerName();
  const [ledger = "", hash = ""] = reference.split("@");
  return (
    <p className="trust-warning" role="alert">
      <Icon name="warn" /> {text("trust.other", { ledger: ledgerName(ledger) })} <code className="mono">{hash}</code>
    </p>
  );
}

function TrustRow({ genesis, trust }: { readonly genesis: TrustedGenesis; readonly trust: Trust }) {
  const text = useText();
  const { language } = useNode();
  const ledgerName = useLedgerName();
  const { ledger, hash, source, since } = genesis;
  const name = ledger === "" ? text("trust.unnamed") : ledgerName(ledger);
  const isServed = trust.served.includes(`${ledger}@${hash}`);
  return (
    <li>
      <b>{name}</b>
      <code className="mono trust-hash">{hash}</code>
      <Status tone={source === "brought" ? "done" : "now"}>
        {text(`trust.source.${source}`, { day: dayOfInstant(since, language) })}
      </Status>
      {(source === "brought" || !isServed) && (
        <button
          type="button"
          className="link"
          aria-label={text("trust.forgetThis", { name })}
          onClick={() => trust.forget(hash)}
        >
          {text("trust.forget")}
        </button>
      )}
    </li>
  );
}

function BringForm({ trust }: { readonly trust: Trust }) {
  const text = useText();
  const id = useId();
  const [value, setValue] = useState("");
  const [problem, setProblem] = useState<string>();
  const bring = (event: FormEvent) => {
    event.preventDefault();
    // Both forms stand on papers: the hash alone, and `name@hash`.
    const [first = "", second] = value.trim().toLowerCase().replace(/\s+/g, "").split("@");
    const [ledger, hash] = second === undefined ? ["", first] : [first, second];
    if (!isGenesisHash(hash)) return setProblem(text("trust.notHash"));
    trust.bring({ ledger, hash });
    setValue("");
    setProblem(undefined);
  };
  const pick = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    const genesis = file === undefined ? undefined : await genesisOf(await file.text());
    if (genesis === undefined) return setProblem(text("trust.notGenesis"));
    trust.bring(genesis);
    setProblem(undefined);
  };
  return (
    <form className="trust-form" onSubmit={bring}>
      <label htmlFor={`${id}-hash`}>{text("trust.bringLabel")}</label>
      <div className="row">
        <input
          id={`${id}-hash`}
          className="text-box mono"
          value={value}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          onChange={(event) => setValue(event.target.value)}
        />
        <button type="submit" className="button small" disabled={value.trim() === ""}>
          {text("trust.bring")}
        </button>
        <label className="button small pick-file">
          {text("trust.bringFile")}
          <input type="file" accept=".json,application/json" onChange={(event) => void pick(event)} />
        </label>
      </div>
      {problem !== undefined && (
        <p id={`${id}-problem`} className="input-problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}

/** Name and hash of a genesis document; undefined when the text is none. */
async function genesisOf(text: string): Promise<{ readonly ledger: string; readonly hash: string } | undefined> {
  try {
    const value = JSON.parse(text) as Json;
    if (!isJsonObject(value) || typeof value["name"] !== "string" || !Array.isArray(value["cosigners"]))
      return undefined;
    const { genesisHash } = await import("#kernel/genesis");
    // Its hash is taken of what it says, whatever that is: a wrong document has a hash that nothing matches.
    return { ledger: value["name"], hash: genesisHash(value as unknown as Genesis) };
  } catch {
    return undefined;
  }
}
