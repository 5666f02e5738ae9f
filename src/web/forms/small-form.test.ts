import { expect, test } from "vitest";
import { readJson } from "./read-json.ts";
import { readSmallForm } from "./small-form.ts";

/** A body that is longer than anybody reads on; what is left of it is left. */
function long(type: string, begin = "") {
  let taken = 0;
  let cancelled = false;
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode(taken === 0 ? begin : "x".repeat(10_000)));
      taken += 10_000;
    },
    cancel() {
      cancelled = true;
    },
  });
  const init = { method: "POST", body, headers: { "content-type": type }, duplex: "half" };
  return {
    request: new Request("http://localhost/", init as RequestInit),
    taken: () => taken,
    wasCancelled: () => cancelled,
  };
}

const part = (name: string, value: string) =>
  `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

test.each([
  ["an urlencoded form", "application/x-www-form-urlencoded", ""],
  ["a form in one field", "multipart/form-data; boundary=b", part("a", "").slice(0, -2)],
  ["a form in many fields", "multipart/form-data; boundary=b", part("a", "x".repeat(60_000)).repeat(5)],
  ["a form with a file", "multipart/form-data; boundary=b", `${part("a", "").slice(0, -6)}; filename="a"\r\n\r\n`],
])("of %s reads 256 KB at most, and does not cancel the rest", async (_what, type, begin) => {
  const { request, taken, wasCancelled } = long(type, begin);
  await expect(readSmallForm(request)).rejects.toMatchObject({ code: "too_many_bytes" });
  expect(taken()).toBeLessThan(600_000);
  expect(wasCancelled()).toBe(false);
});

test("of JSON reads what it may hold, and does not cancel the rest", async () => {
  const { request, wasCancelled } = long("application/json");
  await expect(readJson(request, 1000)).rejects.toMatchObject({ code: "too_many_bytes" });
  expect(wasCancelled()).toBe(false);
});

test("reads a small form either way that browsers send one", async () => {
  const fields = new URLSearchParams([
    ["ids", "a"],
    ["ids", "b"],
  ]);
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  for (const body of [fields, form]) {
    const read = await readSmallForm(new Request("http://localhost/", { method: "POST", body }));
    expect([...read]).toEqual([...fields]);
  }
});
