import type { ReactNode } from "react";
import type { Size } from "#picture/output-size.ts";
import type { FullPicture } from "./full-picture.ts";

/** What the viewer, and what it lays over the picture, know of the picture. */
export interface ViewerProps {
  /** px of the picture, upright */
  natural: Size;
  /** px of the preview's width */
  previewWidth: number;
  full: FullPicture;
  /** class names and style of the picture, for all that is laid over it */
  look: string;
  /** the picture as the server sends it */
  children: ReactNode;
}
