import Negotiator from "negotiator";
import { makeConversion, makeFreshConversion, planConversion } from "../../../../../domain/convert-image.ts";
import { parseRecipe } from "../../../../../imaging/recipe.ts";
import { bytesResponse, isCurrent } from "../../../../../web/bytes-response.ts";
import { queryReader } from "../../../../../web/query.ts";
import { route } from "../../../../../web/route.ts";
import { notModified, sendObject } from "../../../../../web/send-object.ts";

export const GET = route<{ id: string }>(async (request, { services, workspace, params }) => {
  const query = queryReader(request.nextUrl.searchParams);
  const disposition = query.takeFlag("inline") ? "inline" : "attachment";
  const wanted = parseRecipe(query.rest());
  const accept = new Negotiator({ headers: { accept: request.headers.get("accept") ?? "*/*" } }).mediaTypes();
  const conversion = await planConversion(services, workspace, params.id, wanted, accept);
  const { etag, fileName, image, key } = conversion;
  const answer = {
    etag,
    mediaType: conversion.format.mediaType,
    fileName,
    disposition,
    varyAccept: wanted.format === "auto",
  } as const;
  if (isCurrent(request.headers, etag)) return notModified({ ...answer, maxAge: 0 });
  if (services.keepResults) {
    await makeConversion(services, conversion);
    return sendObject(request, services, image, { ...answer, key, cache: false });
  }
  const { body, bytes } = await makeFreshConversion(services, conversion);
  return bytesResponse({ ...answer, body, bytes, maxAge: 0 }, request.signal);
});
