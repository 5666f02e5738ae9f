import { hostname } from "node:os";
import { describe, expect, it } from "vitest";
import { ConfigError, decoderEnvironment, readConfig, typedFolder } from "./config.ts";

const faultsOf = (env: Record<string, string>) => {
  try {
    readConfig(env as NodeJS.ProcessEnv, "/work");
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.faults : [String(error)];
  }
};
const config = (env: Record<string, string> = {}) => readConfig(env as NodeJS.ProcessEnv, "/typed/here");

describe("the settings", () => {
  it("have the defaults of the contract", () => {
    expect(config()).toMatchObject({
      port: 3000,
      hostname: "127.0.0.1",
      aws: null,
      dataDir: "/typed/here/data",
      sessionSecrets: null,
      limits: {
        maxUploadBytes: 100_000_000,
        maxPixels: 268_000_000,
        workspaceImages: 500,
        workspaceBytes: 2_000_000_000,
        retentionMs: 86_400_000,
      },
      convert: { queue: 32, timeoutMs: 30_000, memoryBytes: 1_500_000_000, store: true },
      logLevel: "info",
    });
  });

  it("take an empty value as not set", () => {
    expect(config({ PORT: "", DATA_DIR: " " })).toMatchObject({ port: 3000, dataDir: "/typed/here/data" });
  });

  it("report every fault at once, by name, value and what it takes", () => {
    expect(faultsOf({ PORT: "80a", MAX_PIXELS: "1e9", RETENTION_HOURS: "-1", CONVERT_STORE: "yes" })).toEqual([
      "PORT: 80a: takes a port from 0 to 65535",
      "MAX_PIXELS: 1e9: takes a number of pixels, 1 to 4294967295",
      "RETENTION_HOURS: -1: takes hours, above 0 and at most 8760",
      "CONVERT_STORE: yes: takes 0 or 1",
    ]);
  });

  it("name each one that aws mode needs and that is missing", () => {
    const missing = faultsOf({ BACKEND: "aws", BUCKET: "pictures", AWS_REGION: "eu-central-1" }).map(
      (line) => line.split(":")[0],
    );
    expect(missing).toEqual(["SESSION_SECRET", "TABLE", "QUEUE_URL", "DEAD_LETTER_QUEUE_URL"]);
  });

  it("are few for a function: what it does not need is not looked at", () => {
    const env = { BUCKET: "pictures", TABLE: "catalog", AWS_REGION: "eu-central-1", PORT: "nonsense" };
    expect(readConfig(env as never, "/", "dead-letters").aws).toMatchObject({ bucket: "pictures", queueUrl: null });
    expect(() => readConfig(env as never, "/", "function")).toThrow(/^QUEUE_URL: not set[^\n]*$/);
    expect(() => readConfig({ BUCKET: "pictures" } as never, "/", "poll")).toThrow(/TABLE.*AWS_REGION.*QUEUE_URL/s);
  });

  it("count a retention in whole milliseconds", () => {
    expect(config({ RETENTION_HOURS: "0.001389" }).limits.retentionMs).toBe(5000);
  });

  it("never print a secret", () => {
    expect(faultsOf({ SESSION_SECRET: "too-short-but-secret" }).join()).not.toContain("too-short-but-secret");
  });

  it("split the keys of the session at commas, newest first", () => {
    const [a, b] = ["a".repeat(32), "b".repeat(40)];
    expect(config({ SESSION_SECRET: `${a}, ${b}` }).sessionSecrets).toEqual([a, b]);
  });

  it("ignore the machine's own name as HOSTNAME", () => {
    expect(config({ HOSTNAME: hostname() }).hostname).toBe("127.0.0.1");
    expect(config({ HOSTNAME: "0.0.0.0" }).hostname).toBe("0.0.0.0");
  });

  it("start a relative DATA_DIR where the command was typed", () => {
    expect(typedFolder({ npm_lifecycle_event: "start", INIT_CWD: "/from" } as unknown as NodeJS.ProcessEnv)).toBe(
      "/from",
    );
    expect(typedFolder({ npm_lifecycle_event: "test", INIT_CWD: "/from" } as unknown as NodeJS.ProcessEnv)).toBe(
      process.cwd(),
    );
  });

  it("reach a decoder by none of their names, and no other secret of the environment does", () => {
    const secrets = {
      SESSION_SECRET: "a".repeat(32),
      AWS_SECRET_ACCESS_KEY: "key",
      AWS_SESSION_TOKEN: "token",
      QUEUE_URL: "q",
    };
    const env = { ...secrets, PATH: "/bin", HOME: "/home/someone", LD_PRELOAD: "libjemalloc.so.2" };
    expect(decoderEnvironment(env as unknown as NodeJS.ProcessEnv)).toEqual({
      PATH: "/bin",
      HOME: "/home/someone",
      LD_PRELOAD: "libjemalloc.so.2",
      MALLOC_ARENA_MAX: "2",
      NODE_ENV: "production",
    });
  });
});
