declare module "libheif-js/wasm-bundle.js" {
  const module: import("./libheif.ts").LibHeif & { ready: Promise<unknown> };
  export default module;
}
