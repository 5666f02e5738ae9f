/** Where objects lie (src/domain/keys.ts): `uploads/{workspace}/{image}`, `derived/{workspace}/{image}/{file}`. */
export const UPLOADS_PREFIX = "uploads/";
export const DERIVED_PREFIX = "derived/";
