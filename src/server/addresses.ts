/** The methods that an address takes, and whether one of them brings files; of several rows the first that matches holds. */
const ROWS: readonly (readonly [path: RegExp, methods: string, brings?: "files"])[] = [
  [/^\/api\/(health|ready)$/, "GET HEAD"],
  [/^\/api\/images$/, "GET HEAD POST DELETE", "files"],
  [/^\/api\/images\/[^/]+$/, "GET HEAD DELETE"],
  [/^\/api\/images\/[^/]+\/retry$/, "POST"],
  [/^\/api\/images\/[^/]+\/(convert|embedded|link|original|preview|report|scrub|strip|tags|thumbnail)$/, "GET HEAD"],
  [/^\/api\/uploads$/, "POST"],
  [/^\/api\/uploads\/[^/]+$/, "POST", "files"],
  [/^\/api\/archive$/, "GET HEAD POST"],
  [/^\/api\/workspace$/, "DELETE"],
  [/^\/api(\/|$)/, "GET HEAD POST PUT PATCH DELETE"], // what is not there is told so, whoever asks for it how
  [/^\/(_next|samples)\/|^\/(favicon\.ico|icon\.svg)$/, "GET HEAD"],
  [/^\//, "GET HEAD POST"], // pages, and their server actions
];

export interface AddressRules {
  methods: readonly string[];
  /** whether bodies may be as large as files are */
  bringsFiles: boolean;
  /** whether Next holds a body whole before an action sees it */
  isPage: boolean;
}

/**
 * What is known of an address before anything looks at the request. One that is spelled in another way than ours (percent
 * signs, doubled slashes) gets the rules of pages or of what is not there, which are no wider.
 * @param path begins with a slash; without a query
 */
export function addressRules(path: string): AddressRules {
  const plain = path.replace(/(?<=.)\/$/, "");
  const [, methods, brings] = ROWS.find(([pattern]) => pattern.test(plain)) ?? [null, ""];
  return { methods: methods.split(" "), bringsFiles: brings === "files", isPage: !/^\/(api|_next)(\/|$)/.test(plain) };
}
