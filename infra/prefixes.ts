/** Where objects lie (src/domain/keys.ts): `uploads/{workspace}/{image}`, `derived/{workspace}/{image}/{file}`. */
export const UPLOADS = "uploads/";
export const DERIVED = "derived/";
