import { afterEach, beforeEach, describe, test } from "vitest";
import type { Catalog } from "#domain/ports/catalog.ts";
import { describeForgetting } from "./catalog-forgetting.suite.ts";
import { describeListing } from "./catalog-listing.suite.ts";
import { describeQuota } from "./catalog-quota.suite.ts";
import { describeRecords } from "./catalog-records.suite.ts";
import { describeResultsAndNotices } from "./catalog-results.suite.ts";

export interface CatalogSetup {
  catalog: Catalog;
  close(): Promise<void>;
}

/** What every catalog does. */
export function describeCatalog(name: string, make: () => Promise<CatalogSetup>): void {
  describe(`${name} as a catalog`, () => {
    let setup: CatalogSetup;
    const use = () => setup.catalog;

    beforeEach(async () => {
      setup = await make();
    });
    afterEach(() => setup.close());

    test("answers", () => use().check());
    describeQuota(use);
    describeRecords(use);
    describeListing(use);
    describeForgetting(use);
    describeResultsAndNotices(use);
  });
}
