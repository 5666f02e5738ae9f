/** File names of every character there is: what is kept of them is harmless wherever it is written. */
import { expect, test } from "#e2e/fixtures.ts";
import { dot, type Picture } from "#e2e/pictures.ts";
import { bytesOf, expectProblem } from "#e2e/visitor.ts";
import { unzip } from "#e2e/zip.ts";

/** Of these blocks each character that a name can hold, so many a name; and names that mean something to some program. */
const BLOCKS = [
  [0x20, 0x7e],
  [0x80, 0x24f],
  [0x2b0, 0x36f],
  [0x590, 0x6ff],
  [0x2000, 0x20cf],
  [0x2e80, 0x30ff],
  [0xe000, 0xe03f],
  [0xfdd0, 0xffff],
  [0x1f300, 0x1f6ff],
  [0xe0000, 0xe007f],
  [0x10fff0, 0x10ffff],
] as const;
const A_NAME = 190;

const MEANT = [
  "../../../../etc/passwd",
  "..\\..\\windows\\system32\\a.png",
  "/etc/passwd",
  "C:\\a.png",
  ".htaccess",
  "con",
  "nul.png",
  "a.png:stream",
  "a.png\r\nset-cookie: workspace=stolen",
  'a".png; filename="b.exe"',
  "a%00.png",
  "%2e%2e%2fa.png",
  "a\u202egnp.exe",
  "<script>document.title='ran'</script>.png",
  "<img src=x onerror=\"document.title='ran'\">.png",
  "{{7*7}}`id`$(id);id|id&id.png",
  "' or 1=1 --.png",
  "=cmd|'/c calc'!a1.png",
  "__proto__",
  "constructor",
  "errors.txt",
  "errors.txt",
  "-rf",
  "~",
  "a".repeat(5000),
  `${"é".repeat(300)}.png`,
  `${"👩‍👩‍👧‍👦".repeat(60)}.png`,
  " ",
];

function everyCharacter(): string[] {
  const points = BLOCKS.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
  const characters = points
    .filter((point) => point < 0xd800 || point > 0xdfff)
    .map((point) => String.fromCodePoint(point));
  return Array.from({ length: Math.ceil(characters.length / A_NAME) }, (_, index) =>
    characters.slice(index * A_NAME, (index + 1) * A_NAME).join(""),
  );
}

test("keeps pictures whose names hold every character, and writes the names harmlessly everywhere", async ({
  page,
  visitor,
  enter,
}) => {
  test.slow();
  const names = [...everyCharacter(), ...MEANT];
  const { buffer, mimeType } = await dot("dot.png");
  const sent = await visitor.send(...names.map((name): Picture => ({ name, mimeType, buffer })));
  expect(sent).toHaveLength(names.length);
  for (const { id, name, links } of sent) {
    expect((await visitor.settled(id)).status, name).toBe("ready");
    expect(name).toMatch(/\S/);
    expect(name).not.toMatch(/[\p{Cc}/\\\u202e]/u);
    expect(name.isWellFormed()).toBe(true);
    for (const address of [links.original, `${links.convert}?format=webp&width=4`]) {
      const response = await visitor.fetch(address);
      expect(response.status, name).toBe(200);
      expect((await bytesOf(response)).length).toBeGreaterThan(20);
      expect(response.headers.getSetCookie()).toEqual([]);
      const disposition = response.headers.get("content-disposition") ?? "";
      const kept = address === links.original ? name : name.replace(/\.[^.\s]{1,5}$/, "");
      expect(disposition).toMatch(/^attachment; filename=/);
      expect(
        fileName(disposition)?.startsWith(kept === "" ? "picture" : kept),
        `${disposition} is to say ${name}`,
      ).toBe(true);
    }
  }
  const entries = unzip(await bytesOf(await visitor.fetch("/api/archive")));
  expect(entries).toHaveLength(names.length);
  expect(new Set(entries.map(({ name }) => name.normalize("NFC").toLowerCase())).size).toBe(names.length);
  for (const entry of entries) {
    expect(entry.name).not.toMatch(/[/\\<>:"|?*\p{Cc}]|^\.{1,2}$|^(con|nul)(\.|$)/iu);
    expect(entry.bytes.equals(buffer)).toBe(true);
  }
  await enter(visitor);
  await page.goto("/");
  await expect(page).not.toHaveTitle("ran");
  const script = sent.find(({ name }) => name.startsWith("<img"));
  await page.goto(`/images/${script?.id}`);
  await expect(page.getByText(script?.name ?? "", { exact: true }).first()).toBeVisible();
  await expect(page).not.toHaveTitle("ran");
});

test("leaves no file of a form out without a word, whatever its name", async ({ visitor }) => {
  const { buffer, mimeType } = await dot("dot.png");
  const odd = ["..", ".", "folder/", "a.png\\"].map((name): Picture => ({ name, mimeType, buffer }));
  const response = await visitor.post([await dot("first.png"), ...odd, await dot("last.png")]);
  expect(response.status).toBe(201);
  const { images, rejected } = await response.json();
  expect(images.length + rejected.length).toBe(odd.length + 2);
});

/** Control characters but tab and the ends of lines, which senders escape, cannot stand in a form's header (RFC 9110 §5.5). */
test("takes a form with a control character in a name, or refuses it as a form", async ({ visitor }) => {
  const { buffer, mimeType } = await dot("dot.png");
  for (const code of [...Array.from({ length: 31 }, (_, index) => index + 1), 0x7f]) {
    const name = `a${String.fromCharCode(code)}b.png`;
    const response = await visitor.post([{ name, mimeType, buffer }]);
    if (response.status !== 201) await expectProblem(response, 400, "invalid_request");
    else expect((await response.json()).images[0].name).toMatch(/^a.{0,3}b\.png$/);
  }
});

/** RFC 6266 §4.3: the extended form where there is one, else the quoted one. */
function fileName(disposition: string): string | undefined {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (extended) return decodeURIComponent(extended);
  return /filename=(?:"((?:[^"\\]|\\.)*)"|([^;]+))/.exec(disposition)?.slice(1).find(Boolean)?.replace(/\\(.)/g, "$1");
}
