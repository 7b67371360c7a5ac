import assert from "node:assert/strict";
import { test } from "node:test";
import { BASE, problemOf, signIn, startApi } from "../../test/support/api-harness.ts";
import { officeXml } from "../../test/support/docx-reader.ts";

const LIST = `${BASE}/imports/council.people`;

test("lists what the scenarios of a ledger print, export and read", async (t) => {
  const { api } = startApi(t);
  const answers = await Promise.all(["papers", "tables", "imports"].map((what) => api.inject(`${BASE}/${what}`)));
  const [papers, tables, imports] = answers.map((answer) => answer.json<Record<string, { name: string }[]>>());
  assert.deepEqual(papers, { papers: [] }, "transfer does not run on this ledger");
  assert.deepEqual(
    tables?.["tables"]?.map(({ name }) => name),
    ["council.people"],
  );
  assert.deepEqual(
    imports?.["imports"]?.map(({ name }) => name),
    ["council.people"],
  );
});

test("exports a table with what the viewer may see, as Excel and as CSV", async (t) => {
  const { api } = startApi(t);
  const headers = await signIn(api, "bo");
  const csv = await api.inject({ url: `${BASE}/tables/council.people?format=csv&lang=en`, headers });
  assert.equal(csv.statusCode, 200, csv.body);
  assert.match(csv.body, /^\ufeffPerson id,Name,Member,Roles,Active\r\n/);
  assert.match(
    String(csv.headers["content-disposition"]),
    /^attachment; filename="paper\.csv"; filename\*=UTF-8''People/,
  );
  assert.equal(csv.headers["cache-control"], "no-store");
  const xlsx = await api.inject({ url: `${BASE}/tables/council.people`, headers });
  assert.match(officeXml(xlsx.rawPayload, "xl/worksheets/sheet1.xml"), /<sheetData>/);
  problemOf(await api.inject(`${BASE}/tables/council.people`), 401, "session_missing");
  const una = await signIn(api, "una");
  problemOf(await api.inject({ url: `${BASE}/tables/council.people`, headers: una }), 403, "key_not_of_ledger");
});

test("answers what there is not, and inputs that are missing or unfit", async (t) => {
  const { api } = startApi(t);
  problemOf(await api.inject(`${BASE}/papers/transfer.distribution-plan`), 404, "paper_not_found");
  problemOf(await api.inject(`${BASE}/papers/none/template`), 404, "paper_not_found");
  problemOf(await api.inject(`${BASE}/tables/none`), 404, "list_not_found");
  problemOf(await api.inject(`${BASE}/imports/none/template`), 404, "list_not_found");
  problemOf(await api.inject(`${BASE}/tables/council.people?format=pdf`), 400, "input_unfit");
  problemOf(await api.inject("/api/v1/ledgers/none/papers"), 404, "ledger_not_found");
});

test("reads a list and gives its rows, or every mistake by row and column, in the language asked for", async (t) => {
  const { api, alliance } = startApi(t);
  const headers = { ...(await signIn(api, "ada")), "content-type": "text/csv" };
  const { height } = alliance.reader.head();
  const post = (payload: string, lang: string) =>
    api.inject({ method: "POST", url: `${LIST}?lang=${lang}`, headers, payload });
  const good = await post("姓名,单位编号,角色\r\n龘𬭎,member_1,reader\r\n", "zh");
  const { documentHash, ...read } = good.json<{ documentHash: string }>();
  assert.deepEqual(read, { rows: [{ name: "龘𬭎", memberId: "member_1", roles: "reader" }], ignored: [] });
  assert.match(documentHash, /^[0-9a-f]{64}$/);
  const bad = problemOf(await post("姓名,单位编号\r\n,member_1\r\n甲,\r\n", "zh"), 422, "list_unfit");
  assert.deepEqual(bad["cells"], [
    { code: "cell_missing", row: 2, letter: "A", column: "name", title: "姓名", value: "", detail: "此格不能为空。" },
    {
      code: "cell_missing",
      row: 3,
      letter: "B",
      column: "memberId",
      title: "单位编号",
      value: "",
      detail: "此格不能为空。",
    },
  ]);
  const english = problemOf(await post("姓名\r\n甲\r\n", "en"), 422, "list_unfit");
  assert.match(JSON.stringify(english["cells"]), /This column is missing/);
  assert.equal(alliance.reader.head().height, height, "reading submits nothing");
});

test("reads lists for keys of the ledger only, and none larger than two megabytes", async (t) => {
  const { api } = startApi(t);
  const payload = "姓名,单位编号\r\n甲,member_1\r\n";
  problemOf(await api.inject({ method: "POST", url: LIST, payload }), 401, "session_missing");
  const headers = await signIn(api, "ada");
  const large = await api.inject({ method: "POST", url: LIST, headers, payload: "x".repeat(2_100_000) });
  problemOf(large, 413, "too_large");
});

test("gives an empty list with the headings that it reads", async (t) => {
  const { api } = startApi(t);
  const headers = await signIn(api, "ada");
  const template = await api.inject(`${LIST}/template?format=csv&lang=zh`);
  assert.equal(template.body, "\ufeff姓名,单位编号,角色\r\n");
  const read = await api.inject({ method: "POST", url: LIST, headers, payload: template.rawPayload });
  assert.match(JSON.stringify(problemOf(read, 422, "list_unfit")["cells"]), /rows_missing/);
});
