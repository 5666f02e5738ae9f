import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { addressRules } from "./addresses.ts";

const ROUTES = globSync("src/app/api/**/route.ts");

/** What a route file answers: its exports, and HEAD where there is GET, as Next has it. */
function methodsOfRoute(file: string): string[] {
  const methods = [
    ...readFileSync(file, "utf8").matchAll(
      /\bexport const (GET|POST|PUT|PATCH|DELETE)\b|\bas (GET|POST|PUT|PATCH|DELETE)\b/g,
    ),
  ];
  const named = methods.map(([, first, second]) => String(first ?? second));
  return (named.includes("GET") ? [...named, "HEAD"] : named).sort();
}

test.each(ROUTES)("%s has the methods that the table says, no more and no fewer", (file) => {
  const path = file.slice("src/app".length, -"/route.ts".length).replace("[id]", "01M84AB42F6934ZX947K68V2EK");
  const { methods } = addressRules(path.replace("[[...path]]", "nothing"));
  expect(methodsOfRoute(file)).not.toEqual([]);
  expect(methods.toSorted()).toEqual(methodsOfRoute(file));
});

test("files come to two addresses, spelled as they are", () => {
  expect(addressRules("/api/images").bringsFiles).toBe(true);
  expect(addressRules("/api/uploads/01M84AB42F6934ZX947K68V2EK").bringsFiles).toBe(true);
  const others = ["/", "/api/archive", "/api/uploads", "/api/upload%73/a", "//api/images", "/api/images/a", "/nothing"];
  for (const path of others) expect(addressRules(path).bringsFiles, path).toBe(false);
});

test("a page takes what browsers send, and a file what reads it", () => {
  expect(addressRules("/images/01M84AB42F6934ZX947K68V2EK/tags")).toMatchObject({
    methods: ["GET", "HEAD", "POST"],
    isPage: true,
  });
  expect(addressRules("/_next/static/chunks/a.js")).toMatchObject({ methods: ["GET", "HEAD"], isPage: false });
});
