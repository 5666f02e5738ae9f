/** Bodies that are no files and never end: whoever sends them, and wherever to, they hold no memory. */
import { expect, test } from "#e2e/fixtures.ts";
import { photo } from "#e2e/pictures.ts";
import { tellsProcesses } from "#e2e/processes.ts";
import { megabytes, residentOf } from "./process-view.ts";
import { answerOn, connectTo, cookieOf, headOf, written } from "./raw-client.ts";

const FIELD = `--b\r\ncontent-disposition: form-data; name="ids"\r\n\r\n${"x".repeat(60_000)}\r\n`;
const FIELDS = 60;
const AT_ONCE = 10;

test("are answered and closed, and nothing of them is kept", async ({ quiet, visitor }) => {
  test.skip(!tellsProcesses, "needs /proc to see the memory");
  await visitor.ready(await photo());
  const before = residentOf(quiet.process.pid!);
  const addresses = [
    "/",
    "/api/archive",
    "/api/uploads",
    "/api/uploads/ANY",
    "/api/uploads/01ARZ3NDEKTSV4RRFFQ69G5FAV",
    "/api/images",
  ];
  const held = async (address: string, length: Record<string, string | number>) => {
    const socket = await connectTo(visitor);
    const answer = answerOn(socket);
    const headers = { "content-type": "multipart/form-data; boundary=b", ...length, ...cookieOf(visitor) };
    await written(socket, headOf(visitor, { method: "POST", address, headers }));
    const [open, close] = "content-length" in length ? ["", ""] : [`${FIELD.length.toString(16)}\r\n`, "\r\n"];
    for (let sent = 0; sent < FIELDS; sent++) if (!(await written(socket, `${open}${FIELD}${close}`))) break;
    return (await answer).status; // it is held open until the server ends it
  };
  const whole = { "content-length": 999 * FIELD.length };
  const all = addresses.flatMap((address) => [held(address, whole), held(address, { "transfer-encoding": "chunked" })]);
  const most = Array.from({ length: AT_ONCE - 1 }, () =>
    addresses.map((address) => held(address, { "transfer-encoding": "chunked" })),
  );
  const statuses = await Promise.all([...all, ...most.flat()]);
  // 0: it was cut while it still wrote, and the answer lost
  for (const status of statuses) expect([0, 400, 404, 413]).toContain(status);
  const after = residentOf(quiet.process.pid!);
  console.log(
    `${statuses.length} forms of fields that never end: memory ${megabytes(before)}, then ${megabytes(after)}`,
  );
  expect(after - before).toBeLessThan(120e6);
});
