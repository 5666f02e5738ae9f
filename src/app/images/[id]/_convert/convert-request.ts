import { problemDetail } from "#components/problem-detail.ts";
import { convertMessages as words } from "#messages/convert.ts";
import { fileName } from "./convert-download.ts";

/** Bytes of a conversion, as a download of it would bring them. */
export interface MadeConversion {
  body: Blob;
  name: string;
  /** ms, from asking until the last byte was here */
  took: number;
}

export interface Refused {
  /** a sentence for people */
  detail: string;
  /** s, where the server is busy and says when to come back */
  retryAfter: number | null;
}

/** s; nobody looks at a form for longer, and the sentence says more. */
const LONGEST_WAIT = 60;

/** Asks for a conversion. Throws what `fetch` throws once `signal` aborts, and nothing else. */
export async function requestConversion(
  address: string,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<MadeConversion | Refused> {
  const started = performance.now();
  try {
    const answer = await fetch(`${address}?${shownInPlace(query)}`, { signal });
    if (!answer.ok)
      return {
        detail: problemDetail(await answer.text().catch(() => "")) ?? words.refused,
        retryAfter: secondsOf(answer),
      };
    const body = await answer.blob();
    const name = fileName(answer.headers.get("content-disposition"));
    return { body, name, took: performance.now() - started };
  } catch (error) {
    if (signal.aborted) throw error;
    return { detail: words.dropped, retryAfter: null };
  }
}

export function shownInPlace(query: URLSearchParams): URLSearchParams {
  const asked = new URLSearchParams(query);
  asked.set("inline", "1");
  return asked;
}

function secondsOf(answer: Response): number | null {
  const seconds = Number(answer.headers.get("retry-after") ?? Number.NaN);
  return (answer.status === 429 || answer.status === 503) && seconds > 0 && seconds <= LONGEST_WAIT ? seconds : null;
}
