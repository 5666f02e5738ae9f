import { Readable } from "node:stream";
import { afterEach, expect, it } from "vitest";
import { type TestServices, testServices, WORKSPACE } from "#compose.fixture.ts";
import { acceptUpload } from "./accept-upload.ts";
import { type BegunUpload, beginUploads } from "./begin-upload.ts";
import { deleteImage } from "./delete-image.ts";

let services: TestServices;
afterEach(() => services.close());

const BYTES = Buffer.alloc(10, 1);
const NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

async function begin() {
  const [begun] = await beginUploads(services, WORKSPACE, [{ name: "a.jpg", bytes: 10, mediaType: "image/jpeg" }]);
  const { image, target } = begun as Extract<BegunUpload, { image: unknown }>;
  return { id: image.id, fields: target.fields };
}
const answer = (id: string, fields: Record<string, string>) =>
  acceptUpload(services, id, fields, Readable.from([BYTES])).then(
    () => "taken",
    ({ code, message }) => `${code}: ${message}`,
  );

it("says one and the same of every target that we did not sign, whatever is there", async () => {
  services = testServices();
  const [waiting, used, deleted] = [await begin(), await begin(), await begin()];
  expect(await answer(used.id, used.fields)).toBe("taken");
  await deleteImage(services, WORKSPACE, deleted.id);
  const answers = new Set<string>();
  for (const { id, fields } of [waiting, used, deleted]) {
    const { signature = "", key = "" } = fields;
    const other = key.replace(id, NOBODY);
    for (const forged of [
      { ...fields, signature: "" },
      { ...fields, signature: signature.replace(/^./, (first) => (first === "A" ? "B" : "A")) },
      { ...fields, policy: "e30" },
      { ...fields, key: other },
      { ...fields, "Content-Type": "text/html" },
      { key },
      {},
    ])
      for (const address of [id, NOBODY, "nonsense"]) answers.add(await answer(address, forged));
    answers.add(await answer(NOBODY, fields)); // signed, and sent to another address
  }
  answers.add(await answer(deleted.id, deleted.fields));
  expect([...answers]).toEqual(["not_found: There is no such upload, or it was deleted. Begin a new one."]);
  expect(await answer(waiting.id, waiting.fields)).toBe("taken");
});

it("tells an honest sender that the time is over, also where nothing is left of the picture", async () => {
  services = testServices();
  const [late, gone] = [await begin(), await begin()];
  await deleteImage(services, WORKSPACE, gone.id);
  services.pass(10 * 60_000);
  for (const { id, fields } of [late, gone]) expect(await answer(id, fields)).toMatch(/^expired: .*time.* over/);
  const forged = { ...late.fields, signature: "" };
  expect(await answer(late.id, forged)).toMatch(/^not_found: /);
});
