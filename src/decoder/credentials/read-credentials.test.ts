import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readCredentials } from "./read-credentials.ts";

/** Made with a certificate of our own that nobody trusts, "Test Signer" of "Ada Example"; `remote.jpg` holds an address alone. */
const fixture = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name));
const NONE = { state: "none", claims: [], remote: null, error: null };

afterEach(() => vi.restoreAllMocks());

describe("credentials of a file", () => {
  it("say who signed what, and that it holds", async () => {
    expect(await readCredentials(fixture("signed.jpg"), "image/jpeg")).toEqual({
      state: "valid",
      claims: [
        {
          signer: "Test Signer, Ada Example",
          time: null,
          generator: "Example Camera 1.0",
          title: "fountain.jpg",
          actions: ["c2pa.created", "c2pa.edited"],
          digitalSourceTypes: ["trainedAlgorithmicMedia"],
          problems: [],
        },
      ],
      remote: null,
      error: null,
    });
  });

  it("do not hold where a pixel was changed, or what was signed", async () => {
    const pixels = fixture("signed.jpg");
    pixels[pixels.length - 30]! ^= 1;
    const changed = await readCredentials(pixels, "image/jpeg");
    expect(changed.state).toBe("invalid");
    expect(changed.claims[0]?.problems).toEqual(["assertion.dataHash.mismatch"]);
    const claim = fixture("signed.jpg");
    claim.write("digitalCapture", claim.indexOf("trainedAlgorithmicMedia"));
    const forged = await readCredentials(claim, "image/jpeg");
    expect(forged.state).toBe("invalid");
    expect(forged.claims[0]?.problems).toContain("assertion.hashedURI.mismatch");
  });

  it("are none where there are none, whatever a text says", async () => {
    const plain = fixture("signed.jpg");
    const jfif = plain.subarray(0, 20);
    expect(await readCredentials(jfif, "image/jpeg")).toEqual(NONE);
    const comment = Buffer.from("\xff\xd8\xff\xfe\x00\x10see c2pa today\xff\xd9", "latin1");
    expect(await readCredentials(comment, "image/jpeg")).toEqual(NONE);
    expect(await readCredentials(Buffer.alloc(0), "image/bmp")).toEqual(NONE);
  });

  it("that lie elsewhere are not fetched, and their address is told", async () => {
    const fetched = vi.spyOn(globalThis, "fetch");
    const found = await readCredentials(fixture("remote.jpg"), "image/jpeg");
    expect(found).toMatchObject({ state: "unreadable", remote: "https://manifests.example.com/1.c2pa" });
    expect(fetched).not.toHaveBeenCalled();
  });

  it("that are broken are unreadable, and the next file is read", async () => {
    const whole = fixture("signed.jpg");
    const cut = whole.indexOf("c2pa.assertions");
    for (const bytes of [whole.subarray(0, cut), Buffer.concat([whole.subarray(0, cut), Buffer.alloc(3000)])]) {
      expect((await readCredentials(bytes, "image/jpeg")).state).toBe("unreadable");
    }
    const coded = whole.indexOf(Buffer.from([0xff, 0xda]), whole.indexOf("c2pa.signature"));
    for (let at = 40; at < whole.length; at += 61) {
      const mutant = Buffer.from(whole);
      mutant[at]! ^= 0xff;
      const { state } = await readCredentials(mutant, "image/jpeg");
      expect(state).not.toBe("none");
      if (at > coded && at < whole.length - 2) expect(state).toBe("invalid");
    }
    expect((await readCredentials(whole, "image/jpeg")).state).toBe("valid");
  });
});
