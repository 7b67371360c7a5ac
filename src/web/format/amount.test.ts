import assert from "node:assert/strict";
import { test } from "node:test";
import { amountInWords } from "./amount.ts";

test("an amount in words has the numerals of banks after its figures, in the brackets of the language", () => {
  assert.equal(amountInWords(100_000_000n, "zh"), "1,000,000.00 元（壹佰万元整）");
  assert.equal(amountInWords(100_000_000n, "en"), "1,000,000.00 yuan (壹佰万元整)");
});
