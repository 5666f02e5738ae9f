import Negotiator from "negotiator";
import { ensureConversion, makeFreshConversion, planConversion } from "#domain/ensure-conversion.ts";
import { parseRecipe } from "#picture/recipe.ts";
import { queryReader } from "#web/forms/query-reader.ts";
import { bytesHeaders, isCurrent } from "#web/responses/bytes-response.ts";
import { notModified, respondWithObject } from "#web/responses/respond-with-object.ts";
import type { PictureHandler } from "./picture-handler.ts";
import { linkedWorkspace } from "./picture-link.ts";

export const handleConvert: PictureHandler = async (asked, { services, workspace, params }) => {
  const query = queryReader(asked.query);
  const disposition = query.takeFlag("inline") ? "inline" : "attachment";
  const signed = { workspace: query.take("workspace"), signature: query.take("signature") };
  const wanted = parseRecipe(query.rest());
  const owner = linkedWorkspace(services, params.id, wanted, signed) ?? workspace;
  const accept = new Negotiator({ headers: { accept: asked.headers.get("accept") ?? "*/*" } }).mediaTypes();
  const conversion = await planConversion(services, owner, params.id, wanted, accept);
  const { etag, fileName, image, key } = conversion;
  const described = {
    etag,
    mediaType: conversion.format.mediaType,
    fileName,
    disposition,
    varyAccept: wanted.format === "auto",
  } as const;
  if (isCurrent(asked.headers, etag)) return notModified(described);
  const make = services.keepResults ? ensureConversion : makeFreshConversion;
  const fresh = await make(services, conversion, { signal: asked.signal });
  if (fresh === null) return respondWithObject(asked, services, image, { ...described, key, cache: false });
  return { headers: bytesHeaders(described), ...fresh };
};
