import { findReadyImage } from "#domain/find-image.ts";
import { AppError, isAppError } from "#errors.ts";

/** As `findReadyImage`, but what is not ready has no thumbnail and no preview: `not_found`. */
export const findShownImage: typeof findReadyImage = async (services, workspace, id) => {
  try {
    return await findReadyImage(services, workspace, id);
  } catch (error) {
    if (isAppError(error) && error.code === "expired") throw error;
    if (!isAppError(error) || error.code === "internal") throw error;
    throw new AppError("not_found", "There is nothing to show of this picture yet.", { cause: error });
  }
};
