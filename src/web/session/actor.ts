import { type ClientKey, clientKey } from "#client/client-key";
import { demoKeyPair } from "#kernel/demo-keys";
import { type DemoRole, demoRoleOf } from "./demo-roles.ts";
import { deviceKeyOf, keptDeviceKey } from "./device-key.ts";

/** For whom this browser acts: nobody, a role of the demo, or the person to whom the device is enrolled. */
export type Actor =
  | { readonly kind: "nobody" }
  | { readonly kind: "demo"; readonly role: DemoRole; readonly key: ClientKey }
  | { readonly kind: "device"; readonly key: ClientKey; readonly isProtected: boolean };

const KEPT = "sanlian.actor";

/** The demo actor of a role. */
export function demoActor(role: DemoRole): Actor {
  return { kind: "demo", role, key: clientKey(demoKeyPair(role.label)) };
}

/** The actor of the last visit in this tab or, for an enrolled device, in this browser. */
export async function keptActor(storage: Storage): Promise<Actor> {
  const kept = storage.getItem(KEPT) ?? "";
  const role = demoRoleOf(kept);
  if (role !== undefined) return demoActor(role);
  if (kept !== "device") return { kind: "nobody" };
  const key = await keptDeviceKey();
  if (key === undefined) return { kind: "nobody" };
  const device = deviceKeyOf(key);
  return { kind: "device", key: device, isProtected: device.isProtected };
}

/** Remembers for whom this browser acts. */
export function keepActor(storage: Storage, actor: Actor): void {
  if (actor.kind === "nobody") storage.removeItem(KEPT);
  else storage.setItem(KEPT, actor.kind === "demo" ? actor.role.label : "device");
}
