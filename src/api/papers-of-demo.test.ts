import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import jsQr from "jsqr";
import { type DemoLabel, demoKeyPair } from "#kernel/demo-keys";
import { type SessionChallenge, signSession } from "#kernel/session";
import { readVerifyFragment } from "#kernel/verify-link";
import { problemOf } from "../../test/support/api-harness.ts";
import { DemoHarness } from "../../test/support/demo-harness.ts";
import { docxText, officeXml } from "../../test/support/docx-reader.ts";
import { pdfPicture, pdfTexts } from "../../test/support/pdf-reader.ts";

const BASE = "/api/v1/ledgers/bjtu";

describe("papers of the demo, over a real node and its press", () => {
  let demo: DemoHarness;
  let templates: string;
  let planId = "";
  let dealId = "";

  before(async () => {
    templates = mkdtempSync(join(tmpdir(), "sanlian-templates-"));
    demo = await DemoHarness.start({ templatesFolder: templates });
    const office = await as("bjtu/transfer-officer");
    const { items } = await json<{ items: { id: string; price: string }[] }>(`${BASE}/transfer/cases`, office);
    for (const { id } of items.filter(({ price }) => price === "300000000")) {
      const { plans } = await json<{ plans: { id: string }[] }>(`${BASE}/transfer/case?dealId=${id}`, office);
      if (plans[0] !== undefined) [dealId, planId] = [id, plans[0].id];
    }
    assert.notEqual(planId, "", "the demo has a licence for 3,000,000 yuan with a plan");
  });

  after(async () => {
    await demo.close();
    rmSync(templates, { recursive: true, force: true });
  });

  async function as(label: DemoLabel): Promise<{ authorization: string }> {
    const { api } = demo.node;
    const asked = await api.inject({ method: "POST", url: "/api/v1/sessions/challenge" });
    const payload = signSession(asked.json<SessionChallenge>(), demoKeyPair(label));
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(payload);
    const opened = await api.inject({ method: "POST", url: "/api/v1/sessions", headers, payload: body });
    return { authorization: `Bearer ${opened.json<{ token: string }>().token}` };
  }

  async function json<T>(url: string, headers: Record<string, string>): Promise<T> {
    return (await demo.node.api.inject({ url, headers })).json<T>();
  }

  const paper = (query: string) => `${BASE}/papers/transfer.distribution-plan?planId=${planId}&${query}`;

  test("a plan prints as PDF, whose code leads to its transaction on this node", async () => {
    const headers = await as("bjtu/transfer-officer");
    const answer = await demo.node.api.inject({ url: paper("format=pdf&lang=zh"), headers });
    assert.equal(answer.statusCode, 200, answer.body.slice(0, 400));
    assert.equal(answer.headers["content-type"], "application/pdf");
    const pages = await pdfTexts(answer.rawPayload);
    const text = pages.join("");
    for (const part of ["北京交通大学", "示例轨道装备有限公司", "97%", "演示材料"])
      assert.ok(text.includes(part), text);
    const { pixels, width, height } = await pdfPicture(answer.rawPayload, pages.length, 3);
    const link = new URL(jsQr.default(pixels, width, height)?.data ?? "");
    assert.equal(link.origin, demo.url);
    const target = readVerifyFragment(link.hash);
    assert.equal(target?.ledger, "bjtu");
    const receipt = await demo.node.api.inject({ url: `${BASE}/transactions/${target?.id}/receipt`, headers });
    assert.equal(receipt.statusCode, 200, "the transaction of the code exists");
  });

  test("a plan prints as Word file, from the unit's own template where there is one", async () => {
    const headers = await as("bjtu/transfer-officer");
    const { api } = demo.node;
    const shipped = await api.inject(`${BASE}/papers/transfer.distribution-plan/template?lang=zh`);
    assert.match(docxText(shipped.rawPayload), /\{awardCapitals\}/);
    const own = join(templates, "transfer.distribution-plan.zh.docx");
    writeFileSync(own, "no Word file");
    const refused = await api.inject({ url: paper("format=docx&lang=zh"), headers });
    assert.match(String(problemOf(refused, 409, "template_unreadable")["detail"]), /transfer\.distribution-plan/);
    writeFileSync(own, shipped.rawPayload);
    const answer = await api.inject({ url: paper("format=docx&lang=zh"), headers });
    assert.match(docxText(answer.rawPayload), /北京交通大学/);
    assert.match(String(answer.headers["content-disposition"]), /filename\*=UTF-8''%E6%94%B6%E7%9B%8A/);
  });

  test("a plan is no paper for a member of the team, who sees one line of it", async () => {
    const headers = await as("bjtu/team-member-1");
    problemOf(await demo.node.api.inject({ url: paper("format=pdf"), headers }), 404, "paper_not_found");
    problemOf(
      await demo.node.api.inject({ url: `${BASE}/papers/transfer.distribution-plan`, headers }),
      400,
      "input_unfit",
    );
  });

  test("a statement goes into Excel", async () => {
    const headers = await as("bjtu/finance-officer");
    const url = `${BASE}/tables/transfer.statement?dealId=${dealId}&lang=en`;
    const answer = await demo.node.api.inject({ url, headers });
    assert.equal(answer.statusCode, 200, answer.body.slice(0, 400));
    assert.match(officeXml(answer.rawPayload, "xl/worksheets/sheet1.xml"), /<v>3000000<\/v>/);
  });
});
