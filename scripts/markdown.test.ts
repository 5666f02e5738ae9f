import { expect, it } from "vitest";
import { anchorsOf, linksOf } from "./markdown.ts";

it("gives headings the anchors that GitHub gives them", () => {
  const text =
    "# GET /api/images/{id}\n## `DELETE` it, now\n### The [link](x.md) twice\n## Same\n## Same\n## Über_all\n";
  expect([...anchorsOf(text)]).toEqual([
    "get-apiimagesid",
    "delete-it-now",
    "the-link-twice",
    "same",
    "same-1",
    "über_all",
  ]);
});

it("knows anchors that are set by hand", () => {
  expect(anchorsOf('<a id="here"></a>\n').has("here")).toBe(true);
});

it("takes no link and no heading from code", () => {
  const text = "```sh\n# not a heading\n[a](b.md)\n```\n`[c](d.md)` [e](f.md)\n";
  expect(linksOf(text)).toEqual([{ href: "f.md", line: 5 }]);
  expect(anchorsOf(text).size).toBe(0);
});
