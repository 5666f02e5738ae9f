import { deleteImages } from "#domain/delete-images.ts";
import { listImages } from "#domain/list-images.ts";
import { AppError } from "#errors.ts";
import { route } from "#web/context/route.ts";
import { queryReader } from "#web/forms/query-reader.ts";
import { uploadForm } from "#web/forms/receive-form.ts";
import { imageView } from "#web/responses/image-view.ts";

const PAGE = 60;
const MAX_PAGE_SIZE = 500;
/** An address holds no more. */
const MAX_DELETED = 100;

export const GET = route(async (request, { services, workspace }) => {
  const query = queryReader(request.nextUrl.searchParams);
  const limit = query.takeWhole("limit", 1, MAX_PAGE_SIZE) ?? PAGE;
  const cursor = query.take("cursor");
  query.end();
  const page = await listImages(services, workspace, { limit, cursor });
  const images = page.items.map((image) => imageView(image));
  return Response.json({ images, cursor: page.cursor }, { headers: { "cache-control": "private, no-store" } });
});

export const POST = route(uploadForm);

export const DELETE = route(async (request, { services, workspace }) => {
  const query = queryReader(request.nextUrl.searchParams);
  const ids = query.takeIds("ids");
  query.end();
  if (ids.length === 0 || ids.length > MAX_DELETED) {
    const detail = `ids takes 1 to ${MAX_DELETED} ids of pictures, separated by commas.`;
    throw new AppError("invalid_parameter", detail, { parameter: "ids" });
  }
  const { images, bytes } = await deleteImages(services, workspace, ids);
  return Response.json({ deleted: images, bytes }, { headers: { "cache-control": "no-store" } });
});
