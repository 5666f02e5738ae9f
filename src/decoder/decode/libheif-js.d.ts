declare module "libheif-js/libheif-wasm/libheif-bundle.mjs" {
  export default function create(): Promise<import("./libheif.ts").LibHeif>;
}
