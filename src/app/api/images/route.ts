import { listImages } from "../../../domain/list-images.ts";
import { imageView } from "../../../web/image-view.ts";
import { queryReader } from "../../../web/query.ts";
import { route } from "../../../web/route.ts";
import { uploadForm } from "../../../web/upload-form.ts";

const PAGE = 60;
const LARGEST_PAGE = 500;

export const GET = route(async (request, { services, workspace }) => {
  const query = queryReader(request.nextUrl.searchParams);
  const limit = query.takeWhole("limit", 1, LARGEST_PAGE) ?? PAGE;
  const cursor = query.take("cursor");
  query.end();
  const page = await listImages(services, workspace, { limit, cursor });
  const images = page.items.map((image) => imageView(image));
  return Response.json({ images, cursor: page.cursor }, { headers: { "cache-control": "private, no-store" } });
});

export const POST = route(uploadForm);
