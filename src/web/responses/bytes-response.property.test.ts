import contentDisposition from "content-disposition";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanFileName, withExtension } from "#domain/file-name.ts";
import { bytesHeaders, isCurrent } from "./bytes-response.ts";

const ANSWER = { etag: "abc", mediaType: "image/png" };
const nameParts = fc.constantFrom(
  "%41",
  "%",
  '"',
  "\\",
  "'",
  ";",
  "UTF-8''",
  "é",
  "e\u0301",
  "日本",
  "😀",
  " ",
  ".",
  "a",
  "=?",
  "ÿ",
  "Ā",
  "\u007f",
  "\u00ad",
);
const anyName = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.array(nameParts, { maxLength: 12 }).map((parts) => parts.join("")),
);

describe("the name of a download", () => {
  test("arrives as it was kept, whatever it holds", () => {
    const disposition = fc.constantFrom("attachment" as const, "inline" as const);
    fc.assert(
      fc.property(anyName, disposition, fc.boolean(), (given, type, converted) => {
        const kept = cleanFileName(given);
        const fileName = converted ? withExtension(kept, "webp") : kept;
        const header = bytesHeaders({ ...ANSWER, fileName, disposition: type }).get("content-disposition")!;
        const read = contentDisposition.parse(header);
        expect(read.type).toBe(type);
        expect(read.parameters.filename).toBe(fileName);
        expect(header).toMatch(/^[\t\x20-\x7e\xa0-\xff]*$/); // RFC 9110 §5.5: no line break, nothing that a line cannot carry
      }),
      { numRuns: 1000 },
    );
  });

  test("is not said where there is none", () => {
    expect(bytesHeaders({ ...ANSWER, fileName: null, disposition: "inline" }).has("content-disposition")).toBe(false);
  });
});

describe("If-None-Match", () => {
  // RFC 9110 §8.8.3: etagc is %x21 / %x23-7E / obs-text; a comma may stand in it
  const opaque = fc.string({ unit: fc.constantFrom(..."abc01!#,*-/ W~\u00e9".replace(" ", "")), maxLength: 8 });
  const tag = fc.record({ weak: fc.boolean(), opaque });
  const spelled = ({ weak, opaque }: { weak: boolean; opaque: string }) => `${weak ? "W/" : ""}"${opaque}"`;
  const ours = fc.stringMatching(/^[0-9a-z-]{1,70}$/);
  const blanks = fc.constantFrom("", " ", "\t", "  ");
  const asked = (value: string, etag: string) => isCurrent(new Headers({ "if-none-match": value }), etag);

  test("holds for a list in which our tag stands, weak or strong, and for no other", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(tag, blanks, blanks), { minLength: 1, maxLength: 6 }),
        ours,
        fc.nat(6),
        fc.boolean(),
        (others, etag, at, held) => {
          const list = others.map(([one, before, after]) => before + spelled(one) + after);
          if (held) list.splice(at, 0, spelled({ weak: at % 2 === 0, opaque: etag }));
          const expected = held || others.some(([one]) => one.opaque === etag);
          expect(asked(list.join(","), etag)).toBe(expected);
        },
      ),
    );
  });

  test("holds for a star, and not where nothing is asked or nonsense", () => {
    fc.assert(
      fc.property(ours, fc.stringMatching(/^[a-z0-9 ,/]{0,20}$/), (etag, nonsense) => {
        expect(asked("*", etag)).toBe(true);
        expect(asked(" * ", etag)).toBe(true);
        expect(isCurrent(new Headers(), etag)).toBe(false);
        expect(asked(nonsense, etag)).toBe(false);
        expect(asked(etag, etag)).toBe(false); // without its quotes it is no tag
      }),
    );
  });
});
