import { ensureScrub, planScrub } from "#domain/ensure-scrub.ts";
import { findReadyImage } from "#domain/find-image.ts";
import { queryReader } from "#web/forms/query-reader.ts";
import { readRemoval } from "#web/forms/read-removal.ts";
import { isCurrent } from "#web/responses/bytes-response.ts";
import { notModified, respondWithObject } from "#web/responses/respond-with-object.ts";
import type { PictureHandler } from "./picture-handler.ts";

export const handleScrub: PictureHandler = async (asked, { services, workspace, params }) => {
  const query = queryReader(asked.query);
  const remove = readRemoval(query.takeAll("remove").join(",") || null, "remove");
  const wantsReport = query.takeFlag("report");
  query.end();
  const image = await findReadyImage(services, workspace, params.id);
  const plan = planScrub(image, remove);
  const sent = wantsReport
    ? ({ etag: `${plan.etag}-report`, mediaType: "application/json", fileName: "report.json" } as const)
    : ({ etag: plan.etag, mediaType: plan.mediaType, fileName: image.name } as const);
  const disposition = wantsReport ? "inline" : "attachment";
  if (isCurrent(asked.headers, sent.etag)) return notModified({ ...sent, disposition });
  await ensureScrub(services, image, plan, { signal: asked.signal });
  const key = wantsReport ? plan.reportKey : plan.key;
  return respondWithObject(asked, services, image, { ...sent, key, disposition, cache: false });
};
