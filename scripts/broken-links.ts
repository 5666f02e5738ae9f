import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { anchorsOf, linksOf } from "./markdown.ts";

/** Folders that hold what others wrote, or what a build made. */
const NOT_OURS = ["node_modules", ".git", ".next", "cdk.out", "data", "dist", "playwright-report", "test-results"];

/**
 * The links of all Markdown files below `folder` that lead nowhere, a sentence each: to a file that is not there or lies
 * outside, or to an anchor that its Markdown file does not have. Addresses of other sites are not looked at.
 */
export function brokenLinks(folder: string): string[] {
  const files = globSync("**/*.md", { cwd: folder, exclude: (name) => NOT_OURS.includes(name) }).sort();
  return files.flatMap((file) =>
    linksOf(readFileSync(join(folder, file), "utf8")).flatMap(({ href, line }) => {
      const fault = faultOf(href, folder, join(folder, file));
      return fault === null ? [] : [`${file}:${line}: ${href}: ${fault}`];
    }),
  );
}

/** What is wrong with a link in a file; null where nothing is. */
function faultOf(href: string, folder: string, file: string): string | null {
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(href)) return null;
  const [path = "", anchor] = href.split("#", 2).map(decodeURIComponent);
  const target = path === "" ? file : resolve(path.startsWith("/") ? folder : dirname(file), path.replace(/^\/+/, ""));
  if (relative(folder, target).startsWith("..")) return "lies outside the repository";
  if (!existsSync(target)) return "no such file";
  if (anchor === undefined || !target.endsWith(".md")) return null;
  return anchorsOf(readFileSync(target, "utf8")).has(anchor) ? null : "no such heading";
}
