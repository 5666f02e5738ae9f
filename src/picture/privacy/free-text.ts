import { coordinatesIn } from "./coordinates-in-text.ts";

/** What a text of any origin can give away: in a caption, a comment, or bytes that no reader knows. */

const PATHS: readonly RegExp[] = [
  /\bfile:\/{2,3}[^\s"'<>]{2,}/i,
  // a drive and two names, or a name with an ending: what stands by chance in bytes has neither; a share
  /(?<![A-Za-z0-9])[A-Za-z]:\\{1,2}(?:[\p{L}\p{N}_ .,()&'~-]{1,80}\\{1,2}(?=[\p{L}\p{N}_])|(?=[\p{L}\p{N}_ -]{1,80}\.[A-Za-z0-9]{2,5}\b))[^\p{Cc}"<>|]{1,200}/u,
  /(?<![A-Za-z0-9])[A-Za-z]:\/(?:Users|Documents and Settings|Program Files|Temp|Windows)\b[^\p{Cc}"<>|]{0,200}/u,
  /(?<![\\\w])\\\\[A-Za-z0-9][\w.-]{1,60}\\[\w$][^\p{Cc}"<>|]{0,200}/u,
  // homes, and what is mounted
  /(?<![\w.:~/-])\/(?:Users|home|root|Volumes|mnt|media|private\/var|var\/(?:mobile|folders|www|tmp)|storage\/emulated|sdcard|data\/(?:user|data|media)|tmp|opt|workspace)\/[^\s/"'<>][^\s"'<>]{0,200}/,
  /(?<![\w/])~\/[\w.-]+\/[^\s"'<>]{1,200}/,
];

const PROMPTS: readonly RegExp[] = [
  // Automatic1111, Civitai, Fooocus
  /\bNegative prompt:/i,
  /\bSteps: ?\d{1,4}, ?(?:Sampler|Schedule|CFG|Seed|Size|Model)\b/,
  /\bSampler: ?[^,\n]{2,40}, ?(?:Schedule type|CFG scale|Seed)\b/,
  // ComfyUI, InvokeAI, NovelAI, Draw Things
  /"class_type"\s?:\s?"/,
  /"widgets_values"\s?:/,
  /"(?:positive_prompt|negative_prompt|prompt_strength|cfg_scale|sampler_name|scheduler|invokeai_version|uncond|guidance_scale)"\s?:/,
  /"prompt"\s?:\s?"[\s\S]{0,4000}?"(?:seed|steps|sampler|scale|uc|model|cfg)"\s?:/,
  /"(?:seed|steps|sampler|scale|model)"\s?:[\s\S]{0,2000}?"prompt"\s?:\s?"/,
  // Midjourney
  /\s--(?:ar \d+:\d+|v \d|niji \d|stylize \d+|chaos \d+|sref )[\s\S]{0,400}/,
  /\bJob ID: [0-9a-f]{8}-[0-9a-f]{4}/,
];

const MOST = 200_000;

/** The first of these that is in a text, as it stands there. */
function firstIn(text: string, patterns: readonly RegExp[]): string | null {
  const piece = text.slice(0, MOST);
  for (const pattern of patterns) {
    const found = pattern.exec(piece);
    if (found) return found[0];
  }
  return null;
}

/** A path of a file or a folder as a text writes it; null where there is none. Addresses of the web are none. */
export const pathIn = (text: string): string | null => (/[\\/]/.test(text) ? firstIn(text, PATHS) : null);

const ADDRESS =
  /(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.(?:[a-z]{2,24}|[A-Z]{2,24})(?![\w@])/;

/** An address of electronic mail; null where there is none. */
export const mailAddressIn = (text: string): string | null => (text.includes("@") ? firstIn(text, [ADDRESS]) : null);

export const holdsCoordinates = (text: string): boolean => coordinatesIn(text) !== null;
export const holdsPath = (text: string): boolean => pathIn(text) !== null;

/** Whether a text is what a generator of images was told: its words, or its settings. */
export const holdsPrompt = (text: string): boolean => text.length > 8 && firstIn(text, PROMPTS) !== null;
