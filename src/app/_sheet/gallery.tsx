import type { ImageView } from "../../web/image-view.ts";
import { sheet } from "../../words.ts";
import { frameView } from "./frame-view.ts";
import { Frames } from "./frames.tsx";

interface GalleryProps {
  images: ImageView[];
  /** the number of the first frame on this page */
  firstNumber: number;
  /** the cursor of this page and of the next; null for the first page and after the last */
  here: string | null;
  next: string | null;
}

export function Gallery({ images, firstNumber, here, next }: GalleryProps) {
  return (
    <section aria-labelledby="pictures" className="mt-8">
      <h2 id="pictures" className="sr-only">
        {sheet.galleryTitle}
      </h2>
      <Frames frames={images.map(frameView)} firstNumber={firstNumber} from={pageAddress(here)} />
      {(here !== null || next !== null) && (
        <nav aria-label={sheet.galleryTitle} className="mt-10 flex flex-wrap justify-center gap-3">
          {here !== null && (
            <a href="/" data-soft="" className="button">
              {sheet.newest}
            </a>
          )}
          {next !== null && (
            <a href={pageAddress(next)} data-soft="" rel="next" className="button">
              {sheet.older}
            </a>
          )}
        </nav>
      )}
    </section>
  );
}

function pageAddress(cursor: string | null): string {
  return cursor === null ? "/" : `/?cursor=${encodeURIComponent(cursor)}`;
}
