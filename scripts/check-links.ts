/** `npm run lint:links`: every link of our Markdown files to a file or a heading of the repository leads somewhere. */
import { brokenLinks } from "./broken-links.ts";
import { root } from "./build/root.ts";

const broken = brokenLinks(root);
for (const line of broken) console.error(line);
process.exit(broken.length > 0 ? 1 : 0);
