import { type TagRule, wholeName } from "./tag-rule.ts";

/** Whether a picture was made by a model, what the model was told, and who vouches for the picture. */

/** IPTC's NewsCodes of digital sources that a model had a hand in. */
export const MADE_BY_MODEL =
  /(?:^|[/:,\s"])(?:(?:compositeWith)?[tT]rainedAlgorithmicMedia|algorithmicMedia|compositeSynthetic)\b/;

/** What generators call themselves where a program, a source or a credit is named. */
const GENERATOR =
  /\b(?:(?:made|edited|created|generated) (?:with|by|using) (?:\w+ )?ai\b|ai[ -]generated|novelai|midjourney|dall[·.-]?e\b|stable diffusion|comfyui|invokeai|fooocus|adobe firefly|firefly image|leonardo\.ai|ideogram|stability\.ai|black forest labs|gpt-4o|chatgpt|openai|bing image creator|imagen\b|gemini)/i;

/** Keywords of PNG texts and properties under which generators keep what they were told. */
const PROMPT = wholeName(
  "Prompt|Dream|[Ss]d[-_]?[Mm]etadata|Invokeai[-_]?\\w+|Generation[-_]?[Dd]ata|(?:Negative|Positive|Original)_?[Pp]rompt",
  "Fooocus_?\\w*|AIPromptInformation|AIPrompt|PromptText|Civitai\\w*|Comfy\\w*|Sui_image_params|Model_?[Hh]ash|CivitaiMetadata",
);

export const GENERATED_RULES: readonly TagRule[] = [
  { code: "ai_generated", value: MADE_BY_MODEL },
  {
    code: "ai_generated",
    name: /^(?:AIGC\w*|AISystem(?:Version)?Used|AIGenerated\w*|IsAI(?:Generated|Image)|Gen(?:erative)?AI\w*|TC260\w*)$/i,
  },
  { code: "ai_generated", group: /TC260/i },
  {
    code: "ai_generated",
    name: /^(?:Software|CreatorTool|Credit|Source|Generator|Title|Claim_?generator\w*|DigitalSourceType|Copyright)$/i,
    value: GENERATOR,
  },
  { code: "prompt", name: /^(?:Parameters|Workflow|Postprocessing|Extras)$/, group: /^PNG/ },
  { code: "prompt", name: PROMPT, group: /^(?:PNG|XMP|EXIF|File|RIFF|Unknown)/ },
];

/** What every JUMBF box has, and says nothing of its own. */
const FRAME = wholeName(
  "JUMD(?:Type|Toggles|ID|Signature|Salt|Hash)|\\w*(?:Hash|Pad|Alg|Salt|Exclusions(?:Start|Length))\\d?|Context\\w*|CBORData|C2PA\\w+Signature",
);

/** C2PA's manifests, and other JUMBF. */
export const CREDENTIAL_RULES: readonly TagRule[] = [
  { code: null, group: /^JUMBF/, name: FRAME },
  { code: "credentials", group: /^JUMBF/ },
  { code: "credentials", group: /XMP-c2pa|^C2PA/i },
  { code: "credentials", group: /XMP-dcterms/, name: /^Provenance$/ },
  { code: "credentials", name: /^(?:Provenance|ContentCredentials?\w*|C2[Pp][Aa]\w*)$/ },
];
