import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ClientProblem } from "#client/client-problem";
import { type DeviceKey, deviceKeyOf, forgetDeviceKey, keptDeviceKey } from "../session/device-key.ts";
import { useNode } from "../session/node-context.tsx";

/** The key that this browser keeps, and on which ledgers of the node it stands for somebody. */
export interface KeptDevice {
  readonly key: DeviceKey;
  /** Empty when no ledger knows it: it waits to be enrolled, or was revoked. */
  readonly ledgers: readonly string[];
}

const DEVICE = ["device"];
const NOT_KNOWN = ["unknown_key", "key_not_of_ledger"];

/** This browser as a device: null when it has no key. */
export function useDevice() {
  const { clientWith } = useNode();
  return useQuery({
    queryKey: DEVICE,
    queryFn: async (): Promise<KeptDevice | null> => {
      const kept = await keptDeviceKey();
      if (kept === undefined) return null;
      const key = deviceKeyOf(kept);
      const client = clientWith("", [key]);
      try {
        const { ledgers } = await client.signIn();
        await client.signOut();
        return { key, ledgers: Object.keys(ledgers) };
      } catch (error) {
        if (error instanceof ClientProblem && NOT_KNOWN.includes(error.code)) return { key, ledgers: [] };
        throw error;
      }
    },
    staleTime: 0,
    retry: false,
  });
}

/** Asks again what this browser is, after its key or its enrolment changed. */
export function useDeviceChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: DEVICE });
}

/** Forgets the key for good; whoever was signed in with it is nobody afterwards. */
export function useForgetting(): () => Promise<void> {
  const { actor, changeActor } = useNode();
  const changed = useDeviceChanged();
  return async () => {
    await forgetDeviceKey();
    if (actor.kind === "device") changeActor({ kind: "nobody" });
    await changed();
  };
}
