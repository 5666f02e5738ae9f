import { Readable } from "node:stream";
import { planReport, readReport } from "#domain/ensure-report.ts";
import { findReadyImage } from "#domain/find-image.ts";
import { disclosedSentence } from "#format/disclosed.ts";
import { queryReader } from "#web/forms/query-reader.ts";
import { bytesHeaders, isCurrent } from "#web/responses/bytes-response.ts";
import { notModified } from "#web/responses/respond-with-object.ts";
import type { PictureHandler } from "./picture-handler.ts";

/** Every byte by kind, and what it gives away, each with a sentence. */
export const handleReport: PictureHandler = async (asked, { services, workspace, params }) => {
  const query = queryReader(asked.query);
  query.end();
  const image = await findReadyImage(services, workspace, params.id);
  const { etag } = planReport(image);
  const described = {
    etag,
    mediaType: "application/json",
    fileName: "report.json",
    disposition: "inline",
  } as const;
  if (isCurrent(asked.headers, etag)) return notModified(described);
  const { fields: _, ...report } = await readReport(services, image, { signal: asked.signal });
  const discloses = report.discloses.map((one) => ({ ...one, detail: disclosedSentence(one) }));
  const body = Buffer.from(JSON.stringify({ ...report, discloses }));
  return { headers: bytesHeaders(described), body: Readable.from([body]), bytes: body.length };
};
