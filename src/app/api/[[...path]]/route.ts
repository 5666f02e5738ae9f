import { AppError } from "#errors.ts";
import { route } from "#web/context/route.ts";

const nothingHere = route(async () => {
  throw new AppError("not_found", "There is no such address. docs/api.md lists what there is.");
});

export { nothingHere as DELETE, nothingHere as GET, nothingHere as PATCH, nothingHere as POST, nothingHere as PUT };
