import type { Services } from "#domain/services.ts";
import type { AddressLimits } from "#web/limits/address-limits.ts";

/** What the server adds for the pages and the API. */
export interface WebServices extends Services {
  /** seal the session, newest first */
  sessionSecrets: string[];
  /** where a signed address or an upload leads out of the app; null: nowhere */
  storeOrigin: string | null;
  /** the address that people type; null: as the request says */
  publicUrl: URL | null;
}

/** What only the server itself knows. */
export interface ProvidedServices extends WebServices {
  /** the folder of the files that come with the app; absolute */
  publicFolder: string;
  /** what visitors of one address may do */
  addressLimits: AddressLimits;
  /** Throws where something that requests need does not work. */
  checkReady(): Promise<void>;
}

const KEY = Symbol.for("proofsheet.services");
type Holder = { [KEY]?: ProvidedServices };

/** The server's process makes the services once; pages and routes, which are bundled apart, find them here. */
export function provideServices(services: ProvidedServices): void {
  (globalThis as Holder)[KEY] = services;
}

export function services(): ProvidedServices {
  const found = (globalThis as Holder)[KEY];
  if (!found) throw new Error("The services are not there: the server must be started by src/server/main.ts.");
  return found;
}
