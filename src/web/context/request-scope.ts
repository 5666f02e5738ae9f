import { AsyncLocalStorage } from "node:async_hooks";

/** What the server knows of the request that is being answered, for code that Next calls without handing it on. */
export interface RequestScope {
  /** whose it is, as limits count it */
  address: string;
  /** whether a page or an action of ours has begun on it: what fails before is the request's fault */
  begun: boolean;
}

const KEY = Symbol.for("proofsheet.request");
type Holder = { [KEY]?: AsyncLocalStorage<RequestScope> };

/** One for the process: the server, pages and routes are bundled apart. */
function scopes(): AsyncLocalStorage<RequestScope> {
  const holder = globalThis as Holder;
  holder[KEY] ??= new AsyncLocalStorage();
  return holder[KEY];
}

/** Runs what answers a request, so that `requestScope` finds it from there on. */
export function inRequest<R>(scope: RequestScope, answer: () => R): R {
  return scopes().run(scope, answer);
}

/** Undefined outside of a request. */
export const requestScope = (): RequestScope | undefined => scopes().getStore();
