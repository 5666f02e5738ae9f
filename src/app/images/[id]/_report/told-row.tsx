import type { ReactNode } from "react";
import { disclosedLabel } from "#format/disclosed.ts";
import type { Warning } from "#picture/metadata.ts";
import { type DisclosureCode, REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { RemovalLink } from "./removal-link.tsx";

interface ToldRowProps {
  code: DisclosureCode;
  sentence: string;
  /** where it stands; empty where that is not known */
  source: string;
  /** what takes it out */
  children?: ReactNode;
}

/** One thing that a file gives away, in two lines at most: the whole of it is in the fold. */
export function ToldRow({ code, sentence, source, children }: ToldRowProps) {
  return (
    <li className="told-row">
      <span aria-hidden="true" className={markOf(code)} />
      <div className="min-w-0">
        <p className="told-sentence">{sentence}</p>
        {source && <p className="told-source">{source}</p>}
      </div>
      {children}
    </li>
  );
}

export const markOf = (code: DisclosureCode): string =>
  `mark ${code === "location" || code === "location_name" || code === "network" ? "mark-location" : "mark-warn"}`;

/** Codes of warnings that the report calls by another name. */
const CODE_OF_WARNING: Partial<Record<Warning["code"], DisclosureCode>> = {
  embedded_thumbnail: "thumbnail",
  metadata_cut: "unreadable",
};
const isDisclosure = (code: string): code is DisclosureCode => code in REMOVED_BY;

/** What was found while the upload was processed. */
export function WarningRow({ warning, image, order }: { warning: Warning; image: ImageView; order: GalleryOrder }) {
  const code = CODE_OF_WARNING[warning.code] ?? (isDisclosure(warning.code) ? warning.code : "unreadable");
  return (
    <ToldRow code={code} sentence={warning.detail} source="">
      <RemovalLink image={image} order={order} remove={REMOVED_BY[code]} what={disclosedLabel(code)} />
    </ToldRow>
  );
}
