import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { readMultipart } from "./multipart.ts";

const request = (body: FormData | ReadableStream | string, headers: Record<string, string> = {}) =>
  new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
const file = (text: string, name: string) => new File([text], name, { type: "image/png" });

function form(...entries: [string, File | string][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) {
    if (typeof value === "string") data.append(name, value);
    else data.append(name, value);
  }
  return data;
}

/** A form whose only part goes on for ever, 1000 bytes a chunk. */
function endless(disposition: string) {
  let chunks = 0;
  let cancelled = false;
  const stream = new ReadableStream({
    pull(controller) {
      const head = `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`;
      controller.enqueue(new TextEncoder().encode(chunks++ === 0 ? head : "x".repeat(1000)));
    },
    cancel() {
      cancelled = true;
    },
  });
  const asked = request(stream, { "content-type": "multipart/form-data; boundary=b" });
  return { asked, taken: () => chunks, wasCancelled: () => cancelled };
}

describe("a streamed form", () => {
  it("hands out fields and files in their order, names in any script", async () => {
    const seen: string[] = [];
    await readMultipart(
      request(form(["key", "k"], ["file", file("one", "日本 😀.png")], ["file", file("two", "b.png")])),
      {
        field: (name, value) => seen.push(`${name}=${value}`),
        file: async ({ field, name, mediaType, body }) => {
          seen.push(`${field}:${name}:${mediaType}:${await buffer(body)}`);
        },
      },
    );
    expect(seen).toEqual(["key=k", "file:日本 😀.png:image/png:one", "file:b.png:image/png:two"]);
  });

  it("goes on with the next file after one that nobody read", async () => {
    const seen: string[] = [];
    await readMultipart(request(form(["file", file("x".repeat(500_000), "big")], ["file", file("two", "small")])), {
      file: async ({ name, body }) => {
        seen.push(name);
        if (name === "small") seen.push(String(await buffer(body)));
      },
    });
    expect(seen).toEqual(["big", "small", "two"]);
  });

  it.each([1, 2, 7, 64, 100_000])(
    "leaves out no file in silence whose head it cannot read, in chunks of %i",
    async (size) => {
      const part = (name: string) =>
        `--limit\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\nx\r\n`;
      const whole = Buffer.from(`${part("a.png")}${part("b.png\\")}${part("c.png")}--limit--\r\n`);
      const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
        whole.subarray(i * size, (i + 1) * size),
      );
      const seen: string[] = [];
      const reading = readMultipart(
        request(Readable.toWeb(Readable.from(chunks)) as ReadableStream, {
          "content-type": 'multipart/form-data; boundary="limit"',
        }),
        { file: async ({ name }) => void seen.push(name) },
      );
      await expect(reading).rejects.toMatchObject({ code: "invalid_request", cause: "2 of 3 parts" });
      expect(seen).toEqual(["a.png", "c.png"]);
    },
  );

  it("takes a large file that is refused in the middle for no field, with others around it", async () => {
    const part = (name: string, bytes: number) =>
      `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${"x".repeat(bytes)}\r\n`;
    const whole = Buffer.from(`${part("a", 100)}${part("large", 480_000)}${part("c", 100)}--b--\r\n`);
    const chunks = Array.from({ length: 8 }, (_, i) => whole.subarray(i * 65_536, (i + 1) * 65_536));
    const asked = request(Readable.toWeb(Readable.from(chunks)) as ReadableStream, {
      "content-type": "multipart/form-data; boundary=b",
    });
    const seen: string[] = [];
    await readMultipart(asked, {
      async file({ name, body }) {
        let bytes = 0;
        for await (const chunk of body) {
          bytes += chunk.length;
          if (bytes > 300_000) break;
        }
        seen.push(name);
      },
    });
    expect(seen).toEqual(["a", "large", "c"]);
  });

  it("reports what a reader throws at once, and leaves the rest of the form where it is", async () => {
    const { asked, taken, wasCancelled } = endless('name="file"; filename="a"');
    const file = () => Promise.reject(new Error("refused"));
    await expect(readMultipart(asked, { file })).rejects.toThrow("refused");
    expect(taken()).toBeLessThan(100);
    expect(wasCancelled()).toBe(false); // that would close the connection before anybody was told
  });

  it("reads no more of fields than they may hold, of one or of many", async () => {
    const one = endless('name="field"');
    const reader = { field: () => {}, file: async () => {} };
    await expect(readMultipart(one.asked, reader, { fieldBytes: 50_000 })).rejects.toMatchObject({
      code: "too_many_bytes",
    });
    expect(one.taken()).toBeLessThan(150);
    const many = form(...Array.from({ length: 20 }, (): [string, string] => ["field", "x".repeat(3000)]));
    await readMultipart(request(many), reader, { fieldBytes: 61_000 });
    await expect(readMultipart(request(many), reader, { fieldBytes: 59_000 })).rejects.toMatchObject({
      code: "too_many_bytes",
    });
  });

  it("reads no more of a whole form than it may hold, files among it", async () => {
    const { asked, taken } = endless('name="file"; filename="a"');
    const reading = readMultipart(asked, { file: async () => {} }, { fieldBytes: 10, bytes: 50_000 });
    await expect(reading).rejects.toMatchObject({ code: "too_many_bytes" });
    expect(taken()).toBeLessThan(100);
  });

  it("fails the file in work, and the whole, when the sender breaks off", async () => {
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';
    for (const broken of [false, true]) {
      let sent = 0;
      const started = Promise.withResolvers<void>();
      const stream = new ReadableStream({
        async pull(controller) {
          if (sent++ === 0) return controller.enqueue(new TextEncoder().encode(`${head}half of it`));
          await started.promise;
          if (broken) controller.error(new Error("reset"));
          else controller.close();
        },
      });
      let fileFailed = false;
      const reading = readMultipart(request(stream, { "content-type": "multipart/form-data; boundary=b" }), {
        file: async ({ body }) => {
          started.resolve();
          await buffer(body).catch(() => {
            fileFailed = true;
          });
        },
      });
      await expect(reading).rejects.toMatchObject({ code: "invalid_request" });
      expect(fileFailed).toBe(true);
    }
  });

  it.each([
    ["text/plain", "x"],
    ["multipart/form-data", "x"],
    ["multipart/form-data; boundary=b", "nothing of a form"],
  ])("refuses %j", async (type, body) => {
    await expect(
      readMultipart(request(body, { "content-type": type }), { file: async () => {} }),
    ).rejects.toMatchObject({
      code: "invalid_request",
    });
  });
});
