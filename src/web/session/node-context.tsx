import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { ClientKey } from "#client/client-key";
import { type Client, createClient } from "#client/create-client";
import type { Language } from "../text/language.ts";
import type { Actor } from "./actor.ts";

/** The node that served this page, as the actor reaches it. */
export interface NodeAccess {
  readonly actor: Actor;
  readonly language: Language;
  /** The client of a ledger that signs with the actor's key. */
  client(ledger: string): Client;
  /** A client of a ledger that signs with other keys, such as the demo's administrator who moves the clock. */
  clientWith(ledger: string, keys: readonly ClientKey[]): Client;
  changeActor(actor: Actor): void;
  changeLanguage(language: Language): void;
}

const NodeContext = createContext<NodeAccess | undefined>(undefined);

export interface NodeProviderProps {
  readonly actor: Actor;
  readonly language: Language;
  readonly onActor: (actor: Actor) => void;
  readonly onLanguage: (language: Language) => void;
  readonly children: ReactNode;
}

/** Gives pages the node. Clients are made once for each ledger, actor and language. */
export function NodeProvider({ actor, language, onActor, onLanguage, children }: NodeProviderProps) {
  const access = useMemo<NodeAccess>(() => {
    const clients = new Map<string, Client>();
    const clientWith = (ledger: string, keys: readonly ClientKey[]): Client =>
      createClient({ url: globalThis.location.origin, ledger, keys, language, patienceMs: 8_000 });
    return {
      actor,
      language,
      clientWith,
      client(ledger) {
        const client = clients.get(ledger) ?? clientWith(ledger, actor.kind === "nobody" ? [] : [actor.key]);
        clients.set(ledger, client);
        return client;
      },
      changeActor: onActor,
      changeLanguage: onLanguage,
    };
  }, [actor, language, onActor, onLanguage]);
  return <NodeContext value={access}>{children}</NodeContext>;
}

/** The node, inside a NodeProvider. */
export function useNode(): NodeAccess {
  const access = useContext(NodeContext);
  if (access === undefined) throw new Error("useNode is called outside a NodeProvider");
  return access;
}
