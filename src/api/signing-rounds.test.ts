import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clientKey } from "#client/client-key";
import { makeDraft, signDraft, signedDraft } from "#client/draft-file";
import type { Json, JsonObject } from "#kernel/json";
import type { DraftFile } from "#kernel/transaction-draft";
import {
  type ApiHarness,
  BASE,
  call,
  postJson,
  postText,
  problemOf,
  signIn,
  startApi,
} from "../../test/support/api-harness.ts";
import { keyId, personId } from "../../test/support/council-ledger.ts";
import { testKeyPair } from "../../test/support/test-genesis.ts";

const ROUNDS = `${BASE}/signing-rounds`;
const COMMAND = { name: "tally.settle-counter", personalPaths: [] };

type Headers = Readonly<Record<string, string>>;

function draft({ alliance }: ApiHarness, labels: readonly string[] = ["kai", "che"], name = "wheels"): DraftFile {
  const signers = labels.map((label) => keyId(label));
  return makeDraft(
    COMMAND,
    { name },
    { ledger: alliance.ref, signers, notAfter: alliance.now() + 60_000, language: "en" },
  );
}

function signed(file: DraftFile, label: string): Promise<DraftFile> {
  return signDraft(file as unknown as Json, clientKey(testKeyPair(label)), "en");
}

function post({ api }: ApiHarness, file: DraftFile, headers: Headers) {
  return postJson(api, ROUNDS, file as unknown as Json, headers);
}

/** A round that kai has begun and che is to sign. */
async function begun(harness: ApiHarness, name?: string) {
  const [kai, che] = [await signIn(harness.api, "kai"), await signIn(harness.api, "che")];
  const file = await signed(draft(harness, undefined, name), "kai");
  const answer = await post(harness, file, kai);
  assert.equal(answer.statusCode, 201, answer.body);
  return {
    file,
    kai,
    che,
    round: answer.json<JsonObject>(),
    url: `${ROUNDS}/${String(answer.json<JsonObject>()["id"])}`,
  };
}

async function addSignature({ api }: ApiHarness, url: string, file: DraftFile, label: string, headers: Headers) {
  const whole = await signed(file, label);
  const own = whole.signatures.find(({ keyid }) => keyid === keyId(label));
  return postJson(api, `${url}/signatures`, own as unknown as Json, headers);
}

async function listed({ api }: ApiHarness, headers: Headers): Promise<readonly JsonObject[]> {
  return (await api.inject({ url: ROUNDS, headers })).json<{ items: JsonObject[] }>().items;
}

test("a draft goes from the one who began it to the other signer, who completes and sends it", async (t) => {
  const harness = startApi(t);
  await call(harness, "tally.add-to-counter", { name: "wheels", group: "g", amount: 5n }, "kai");
  const { file, kai, che, round, url } = await begun(harness);
  assert.deepEqual([round["state"], round["command"], round["createdBy"]], ["open", COMMAND.name, personId("kai")]);
  assert.deepEqual(
    (await listed(harness, che)).map(({ id, state }) => [id, state]),
    [[round["id"], "open"]],
  );
  const opened = (await harness.api.inject({ url, headers: che })).json<JsonObject>();
  assert.deepEqual(opened["draft"], JSON.parse(JSON.stringify(file)));
  const answer = await addSignature(harness, url, file, "che", che);
  const complete = answer.json<JsonObject>();
  assert.equal(complete["state"], "complete");
  assert.equal(
    (complete["signers"] as readonly JsonObject[]).every(({ hasSigned }) => hasSigned === true),
    true,
  );
  const { id, text } = signedDraft(complete["draft"] as Json, "en");
  assert.equal((await postText(harness.api, text)).statusCode, 200);
  assert.equal(id, round["id"]);
  assert.equal((await listed(harness, kai))[0]?.["state"], "recorded");
});

test("nobody but its signers sees a round or finds it", async (t) => {
  const harness = startApi(t);
  const { file, url } = await begun(harness);
  for (const other of ["bo", "ada", "rui"]) {
    const headers = await signIn(harness.api, other);
    assert.deepEqual(await listed(harness, headers), [], other);
    problemOf(await harness.api.inject({ url, headers }), 404, "round_not_found");
    problemOf(await addSignature(harness, url, file, "che", headers), 404, "round_not_found");
    problemOf(await postJson(harness.api, `${url}/decline`, { reason: "no" }, headers), 404, "round_not_found");
  }
  problemOf(await harness.api.inject({ url }), 401, "session_missing");
});

test("whoever declines says why, and the draft is gone from the disk", async (t) => {
  const harness = startApi(t);
  const { file, kai, che, url } = await begun(harness, "secret-terms");
  const declined = await postJson(harness.api, `${url}/decline`, { reason: "The price is not ours." }, che);
  assert.equal(declined.json<JsonObject>()["state"], "declined");
  const seen = (await harness.api.inject({ url, headers: kai })).json<JsonObject>();
  assert.deepEqual(seen["declined"], {
    personId: personId("che"),
    reason: "The price is not ours.",
    at: harness.clock.now,
  });
  assert.equal("draft" in seen, false);
  problemOf(await addSignature(harness, url, file, "che", che), 409, "round_over");
  harness.desk.rewrite();
  assert.equal(readFileSync(harness.deskPath).includes("secret-terms"), false);
});

test("only the one who began it takes a round back, and not once it is recorded", async (t) => {
  const harness = startApi(t);
  const { file, kai, che, url } = await begun(harness);
  const remove = (headers: Headers) => harness.api.inject({ method: "DELETE", url, headers });
  problemOf(await remove(che), 403, "round_of_other_person");
  assert.equal((await remove(kai)).statusCode, 204);
  problemOf(await addSignature(harness, url, file, "che", che), 409, "round_over");
  const second = await begun(harness, "other");
  const complete = await addSignature(harness, second.url, second.file, "che", che);
  await postText(harness.api, signedDraft(complete.json<JsonObject>()["draft"] as Json, "en").text);
  problemOf(await harness.api.inject({ method: "DELETE", url: second.url, headers: kai }), 409, "round_over");
});

test("a round begins with one's own signature on a whole draft of this ledger for keys in use", async (t) => {
  const harness = startApi(t);
  const kai = await signIn(harness.api, "kai");
  const unsigned = draft(harness);
  problemOf(await post(harness, unsigned, kai), 422, "round_signers_unfit");
  problemOf(await post(harness, await signed(unsigned, "che"), kai), 422, "round_signers_unfit");
  problemOf(await post(harness, await signed(draft(harness, ["kai"]), "kai"), kai), 422, "round_signers_unfit");
  problemOf(await post(harness, await signed(draft(harness, ["kai", "una"]), "kai"), kai), 422, "round_signers_unfit");
  const file = await signed(unsigned, "kai");
  problemOf(await post(harness, { ...file, args: { name: "others" } }, kai), 422, "round_unfit");
  problemOf(await postJson(harness.api, ROUNDS, {}, kai), 422, "round_unfit");
  const other = makeDraft(
    COMMAND,
    { name: "wheels" },
    { ledger: harness.unit.ref, signers: ["kai", "che"].map(keyId), notAfter: harness.alliance.now(), language: "en" },
  );
  problemOf(await post(harness, await signed(other, "kai"), kai), 422, "round_unfit");
  assert.equal((await post(harness, file, kai)).statusCode, 201);
  problemOf(await post(harness, file, kai), 409, "round_known");
});

test("a signature of another key or text is not taken", async (t) => {
  const harness = startApi(t);
  const { che, url } = await begun(harness);
  const elsewhere = await signed(draft(harness), "che");
  const foreign = elsewhere.signatures[0] as unknown as JsonObject;
  problemOf(await postJson(harness.api, `${url}/signatures`, foreign, che), 422, "round_unfit");
  problemOf(
    await postJson(harness.api, `${url}/signatures`, { ...foreign, keyid: keyId("bo") }, che),
    422,
    "round_unfit",
  );
  problemOf(await postJson(harness.api, `${url}/signatures`, { keyid: "x" }, che), 400, "input_unfit");
});

test("a person has at most so many rounds under way, and one that ended makes room", async (t) => {
  const harness = startApi(t);
  const kai = await signIn(harness.api, "kai");
  const start = async (number: number) =>
    post(harness, await signed(draft(harness, undefined, `c${number}`), "kai"), kai);
  let last = "";
  for (let number = 0; number < 100; number++) last = String((await start(number)).json<JsonObject>()["id"]);
  problemOf(await start(100), 409, "rounds_full");
  await harness.api.inject({ method: "DELETE", url: `${ROUNDS}/${last}`, headers: kai });
  assert.equal((await start(101)).statusCode, 201);
});
