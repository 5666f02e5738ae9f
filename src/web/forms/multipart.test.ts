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

  it("reports what a reader throws, after the form has been drained", async () => {
    const reading = readMultipart(request(form(["file", file("x".repeat(500_000), "a")])), {
      file: async () => {
        throw new Error("refused");
      },
    });
    await expect(reading).rejects.toThrow("refused");
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
