/** What one manifest of a file's Content Credentials says (C2PA 2.2): who says what of the picture. */
export interface CredentialClaim {
  /**
   * whom the certificate of the signature names, by its own word: it is compared with no list of trusted signers; null
   * where there is none
   */
  signer: string | null;
  /** when it was signed by a time stamp in it, RFC 3339; null where there is none */
  time: string | null;
  /** the program or camera that made the claim */
  generator: string | null;
  title: string | null;
  /** what was done, as C2PA names it: `c2pa.created` `c2pa.edited`; each once */
  actions: string[];
  /** where the pixels come from, by IPTC's names: `trainedAlgorithmicMedia` `digitalCapture`; each once */
  digitalSourceTypes: string[];
  /** what does not hold, by C2PA's codes: `assertion.dataHash.mismatch`, the file was changed after it was signed */
  problems: string[];
}

/** Content Credentials of a file. */
export interface Credentials {
  /**
   * `valid`: the signature holds, and the file is as it was signed; of the signer that says nothing. `unreadable`: there
   * are some, or may be, and they could not be read
   */
  state: "none" | "valid" | "invalid" | "unreadable";
  /** the one that speaks for this file first, then those of what it was made from */
  claims: CredentialClaim[];
  /** the address where they lie in place of the file, which was not asked; else null */
  remote: string | null;
  /** why they are unreadable, in the reader's words; else null */
  error: string | null;
}
