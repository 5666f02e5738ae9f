import type { CredentialClaim } from "#picture/report/credentials.ts";

/** What of a hostile manifest store is kept. */
const MOST_CLAIMS = 50;
const MOST_ENTRIES = 100;
const MOST_CHARACTERS = 300;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, MOST_ENTRIES) : []);

function textOf(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value.replace(/\p{Cc}+/gu, " ").trim();
  return text === "" ? null : text.slice(0, MOST_CHARACTERS);
}

/** Texts, each once; what is none is left out. */
const textsOf = (values: readonly unknown[]): string[] =>
  [...new Set(values.map(textOf))].filter((text) => text !== null).slice(0, MOST_ENTRIES);

/** A manifest store as c2pa-rs gives it: whether it holds, and what its manifests claim, the active one first. */
export function claimsOf(json: string): { valid: boolean; claims: CredentialClaim[] } {
  const store = fieldsOf(JSON.parse(json));
  const manifests = Object.entries(fieldsOf(store.manifests)).map(([label, value]) => ({ label, ...fieldsOf(value) }));
  const active = manifests.filter(({ label }) => label === store.active_manifest);
  const others = manifests.filter(({ label }) => label !== store.active_manifest);
  const failures = failuresOf(store);
  return {
    valid: store.validation_state === "Valid" || store.validation_state === "Trusted",
    claims: [...active, ...others].slice(0, MOST_CLAIMS).map((manifest) => claimOf(manifest, failures)),
  };
}

function claimOf(manifest: Fields & { label: string }, failures: readonly Failure[]): CredentialClaim {
  const signature = fieldsOf(manifest.signature_info);
  const actions = listOf(manifest.assertions)
    .map(fieldsOf)
    .filter(({ label }) => typeof label === "string" && /^c2pa\.actions(?:\.v2)?(?:__\d+)?$/.test(label))
    .flatMap(({ data }) => listOf(fieldsOf(data).actions).map(fieldsOf));
  const problems = failures.filter(({ url }) => url.includes(manifest.label)).map(({ code }) => code);
  return {
    signer: textsOf([signature.common_name, signature.issuer]).join(", ") || null,
    time: textOf(signature.time),
    generator: generatorOf(manifest),
    title: textOf(manifest.title),
    actions: textsOf(actions.map(({ action }) => action)),
    digitalSourceTypes: textsOf(
      actions.map(({ digitalSourceType }) => textOf(digitalSourceType)?.replace(/^.*[/#]/, "")),
    ),
    problems: textsOf(problems),
  };
}

function generatorOf(manifest: Fields): string | null {
  const { name, version } = fieldsOf(listOf(manifest.claim_generator_info)[0]);
  return textOf([textOf(name), textOf(version)].filter(Boolean).join(" ")) ?? textOf(manifest.claim_generator);
}

interface Failure {
  code: string;
  /** names the manifest */
  url: string;
}

/** Of the active manifest and of what it was made from. */
function failuresOf(store: Fields): Failure[] {
  const results = fieldsOf(store.validation_results);
  const deltas = listOf(results.ingredientDeltas).map((delta) => fieldsOf(fieldsOf(delta).validationDeltas));
  const failures = [fieldsOf(results.activeManifest), ...deltas].flatMap(({ failure }) => listOf(failure));
  return [...failures, ...listOf(store.validation_status)].map(fieldsOf).map(({ code, url }) => ({
    code: textOf(code) ?? "unknown",
    url: typeof url === "string" ? url : "",
  }));
}
