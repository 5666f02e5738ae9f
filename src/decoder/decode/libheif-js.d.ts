declare module "libheif-js/libheif-wasm/libheif-bundle.mjs" {
  import type { LibHeif } from "./libheif.ts";

  export default function create(): Promise<LibHeif>;
}
