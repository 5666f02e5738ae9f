/**
 * The one place that imports sharp; every other file takes it from here. It runs in decoding children alone: one
 * thread each (the pool has one child per core), no cache between jobs of different people, and no loader but those
 * of the formats that Proofsheet takes.
 */
import sharp from "sharp";

sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpeg",
    "VipsForeignLoadPng",
    "VipsForeignLoadWebp",
    "VipsForeignLoadNsgif",
    "VipsForeignLoadHeif",
    "VipsForeignLoadTiff",
    "VipsForeignLoadSvg",
  ],
});

export type { Metadata as SharpMetadata, OutputInfo, Sharp, SharpOptions } from "sharp";
export { sharp };
