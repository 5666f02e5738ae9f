import { constants, gunzipSync } from "node:zlib";
import { AppError } from "#errors.ts";
import { type Format, type FormatId, formatOf } from "#picture/formats.ts";
import { notAPicture } from "./not-a-picture.ts";
import { type ClosedKind, signatureOf } from "./signatures.ts";
import { rootElement, textOfHead } from "./svg-root.ts";
import { FileSource } from "./sync-source.ts";
import { rawInsideTiff } from "./tiff-raw.ts";

/** Enough for every signature and for file-type, bytes. */
const HEAD = 4_100;
/** An SVG may begin with a long licence, bytes. */
const TEXT_HEAD = 65_536;
/** What is read of one file at most, bytes. */
const MAX_READ = 4_000_000;

/**
 * What a file is, by its content alone. Throws `unsupported_format` for pictures that do not open yet and
 * `not_an_image` for all else, both with a sentence that holds nothing of the file's own text.
 */
export async function identify(path: string): Promise<Format> {
  const source = new FileSource(path, MAX_READ);
  try {
    const head = Buffer.from(source.read(0, HEAD));
    if (head.length === 0) throw new AppError("not_an_image", "This file is empty.");
    const signature = signatureOf(head);
    if (signature !== null && "closed" in signature) throw unsupported(signature.closed);
    if (signature?.opens === "tiff") {
      const raw = rawInsideTiff(source);
      if (raw !== null) throw unsupported(raw);
    }
    if (signature !== null) return row(signature.opens);
    if (isPackedSvg(head)) throw unsupported({ what: "a compressed SVG drawing", short: "SVGZ" });
    if (rootElement(textOfHead(source.read(0, TEXT_HEAD))) === "svg") return row("svg");
    throw new AppError("not_an_image", await notAPicture(head));
  } finally {
    source.close();
  }
}

function row(id: FormatId): Format {
  const format = formatOf(id);
  if (format === null) throw new AppError("unsupported_format", "Proofsheet cannot open this picture yet.");
  return format;
}

function unsupported(kind: ClosedKind): AppError {
  return new AppError(
    "unsupported_format",
    `This is ${kind.what}. Proofsheet cannot open ${kind.short} yet; save it as JPEG first.`,
  );
}

function isPackedSvg(head: Buffer): boolean {
  if (head[0] !== 0x1f || head[1] !== 0x8b) return false;
  try {
    const text = gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 8_000_000 });
    return rootElement(textOfHead(text.subarray(0, TEXT_HEAD))) === "svg";
  } catch {
    return false;
  }
}
